// A real engine against the fake site: what of folders kept in step is told to somebody who does not look.

import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ActivityEvent } from '../../core/model/activity.ts'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import { startSyncHarness, type SyncHarness } from '../../testing/sync/sync-harness.ts'
import { watchSync } from './watch-sync.ts'

let s: SyncHarness
let told: ActivityEvent[]
let look: () => void
let stop: () => void

beforeEach(async () => {
  told = []
  s = await startSyncHarness({ guard: { files: 0, share: 0 } })
  for (const name of ['a', 'b']) s.put(`${name}.txt`, name)
  const clock = createManualClock(0)
  const { sync } = s.engine()
  const listeners: (() => void)[] = []
  stop = watchSync({
    sync: { ...sync, onChanged: (listener) => (listeners.push(listener), () => listeners.splice(0)) },
    clock: { after: clock.after, now: () => 0 },
    tell: (event) => told.push(event),
  })
  look = () => {
    for (const listener of listeners) listener()
    clock.advance(1_000)
  }
})
afterEach(async () => {
  stop()
  await s.close()
})

const of = () => ({ pairId: s.pair().id, name: 'w' })

it('the first question is no news, and neither is a run that went well', async () => {
  await s.settle({ agree: 'none' })
  look()
  await s.settle()
  look()
  expect(told).toEqual([])
})

it('what asks is told once, and again when it asks again', async () => {
  await s.settle()
  s.fake.tree.remove('/w/a.txt')
  await s.settle({ agree: 'none' })
  look()
  look()
  expect(told).toEqual([{ kind: 'sync-asks', ...of(), question: 'mass-change' }])
  await s.settle()
  look()
  s.fake.tree.remove('/w/b.txt')
  await s.settle({ agree: 'none' })
  look()
  expect(told.map((event) => 'question' in event && event.question)).toEqual(['mass-change', 'root-empty'])
})

it('a folder that is away is told once', async () => {
  await s.settle()
  await s.remove('.reverie-sync')
  await s.settle()
  look()
  await s.settle()
  look()
  expect(told).toMatchObject([{ kind: 'sync-held', ...of(), cause: 'folder-missing' }])
})

it('conflict copies are told with their number, once', async () => {
  await s.settle()
  await s.write('a.txt', 'mine')
  s.fake.tree.writeVersion('/w/a.txt', { text: 'theirs' })
  await s.settle()
  look()
  look()
  expect(told).toEqual([{ kind: 'sync-conflicts', ...of(), files: 1 }])
})
