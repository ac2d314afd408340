import { afterEach, beforeEach, expect, it } from 'vitest'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import type { ManualClock } from '../../testing/engine/manual-clock.ts'
import type { FollowRequest } from '../cloudreve/events.ts'
import type { Account } from '../model/account.ts'
import { myFiles } from '../model/cloud-uri.ts'
import type { Entry } from '../model/entry.ts'
import { silentLogger } from '../ports/logger.ts'
import { createWatches, lookEveryMs } from './watch.ts'
import type { Watches } from './watch.ts'

const account = { id: 'a' } as Account
const entry = (name: string): Entry => ({
  ...{ kind: 'file', id: name, name, uri: { ...myFiles, segments: [name] }, sizeBytes: 1, entityId: 'e' },
  ...{ uploading: false, createdAtMs: 0, modifiedAtMs: 0, shared: false },
})

let clock: ManualClock
let watches: Watches
let followed: FollowRequest[]
let stopped: number
let entries: Entry[]
let looks: number
let told: number

beforeEach(() => {
  clock = createManualClock()
  followed = []
  stopped = looks = told = 0
  entries = [entry('one')]
  watches = createWatches({
    follow: (request) => {
      followed.push(request)
      return () => void (stopped += 1)
    },
    list: async () => {
      looks += 1
      return { entries, singleFile: false }
    },
    clock,
    logger: silentLogger,
    uuid: () => 'id',
    random: () => 0.5,
  })
})
afterEach(() => watches.dispose())

const settled = async () => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve()
}
const pass = async (ms: number) => {
  await settled()
  clock.advance(ms)
  await settled()
}
const watch = () => watches.watch(account, myFiles, () => (told += 1))
const change = (from: string[]) =>
  followed[0]?.onEvent({ type: 'changes', changes: [{ kind: 'create', fileId: 'f', from, to: [] }] })

it('tells of events in the folder itself, not of those deeper down', () => {
  watch()
  followed[0]?.onEvent({ type: 'rescan', reason: 'subscribed' })
  change(['sub', 'deep.txt'])
  expect(told).toBe(0)
  change(['new.txt'])
  expect(told).toBe(1)
})

it('after a gap or a burst everything has to be read again', () => {
  watch()
  followed[0]?.onEvent({ type: 'rescan', reason: 'subscribed' })
  followed[0]?.onEvent({ type: 'rescan', reason: 'subscribed' })
  followed[0]?.onEvent({ type: 'rescan', reason: 'burst' })
  expect(told).toBe(2)
})

it('looks by itself where no events come, and tells only what is different', async () => {
  watch()
  followed[0]?.onState?.('unavailable')
  await pass(lookEveryMs.withoutEvents)
  expect([looks, told]).toEqual([2, 0])
  entries = [entry('two'), entry('one')]
  await pass(lookEveryMs.withoutEvents)
  expect([looks, told]).toEqual([3, 1])
})

it('looks seldom while events come: some are lost', async () => {
  watch()
  followed[0]?.onState?.('live')
  await pass(lookEveryMs.withoutEvents * 2)
  expect(looks).toBe(1)
  entries = []
  await pass(lookEveryMs.withEvents)
  expect(told).toBe(1)
})

it('follows a folder once for all who watch it, and stops with the last', async () => {
  const stopFirst = watch()
  const stopSecond = watch()
  change(['new.txt'])
  expect([followed.length, told]).toEqual([1, 2])
  stopFirst()
  expect(stopped).toBe(0)
  stopSecond()
  stopSecond()
  await pass(lookEveryMs.withoutEvents * 10)
  expect([stopped, looks, clock.pending()]).toEqual([1, 1, 0])
})
