// A real engine against the fake site: what of all that happens is told to somebody who does not look.

import { afterEach, expect, it } from 'vitest'
import type { ActivityEvent } from '../../core/model/activity.ts'
import { startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import { watchQueue } from './watch-queue.ts'

let s: Scenario
let told: ActivityEvent[]
const clock = createManualClock(0)
afterEach(() => s.close())

async function begin(): Promise<void> {
  told = []
  s = await startScenario()
  watchQueue({ queue: s.engine().queue, clock, tell: (event) => told.push(event) })
}

it('a folder of many files is told once, when all of it is here', async () => {
  await begin()
  for (let number = 0; number < 20; number += 1) s.file(`docs/${number}.bin`, 1_000)
  const batchId = await s.fetch('docs')
  await s.settled(batchId)
  clock.advance(10_000)
  expect(told).toEqual([{ kind: 'completed', batchId, name: 'docs', others: 0, files: 20, bytes: 20_000 }])
})

it('a single file is told by its name, and can be opened', async () => {
  await begin()
  s.file('a.bin', 1_000)
  const { id: transferId, batchId } = await s.download('a.bin')
  clock.advance(10_000)
  expect(told).toEqual([
    { kind: 'completed', batchId, transferId, name: 'a.bin', others: 0, files: 1, bytes: 1_000 },
  ])
})

it('a batch that failed says why, and says it again when trying again did not help', async () => {
  await begin()
  const batchId = await s.fetch('none.bin')
  await s.settled(batchId)
  clock.advance(10_000)
  s.engine().queue.retry({ transferIds: [], batchIds: [batchId] })
  await s.walkOf(batchId, ({ kind }) => kind === 'walking')
  await s.walkOf(batchId, ({ kind }) => kind === 'failed')
  clock.advance(10_000)
  expect(told.map((event) => [event.kind, 'failure' in event ? event.failure?.kind : undefined])).toEqual([
    ['failed', 'not-found'],
    ['failed', 'not-found'],
  ])
})

it('what the user canceled is no news', async () => {
  await begin()
  s.file('a.bin', 8_000_000)
  s.engine().settings.save({ speedLimit: 1_000 })
  const batchId = await s.fetch('a.bin')
  s.engine().queue.cancel({ transferIds: [], batchIds: [batchId] })
  await s.settled(batchId)
  clock.advance(10_000)
  expect(told).toEqual([])
})

it('one full disk is one event, however many wait for it, and news again when it comes again', async () => {
  await begin()
  const { queue } = s.engine()
  s.disk.setFree(0)
  s.file('a.bin', 1_000_000)
  s.file('b.bin', 1_000_000)
  const [first, second] = [await s.fetch('a.bin'), await s.fetch('b.bin')]
  const isHeld = ({ state }: { state: { kind: string } }) => state.kind === 'held'
  await s.settled(first, isHeld)
  clock.advance(10_000)
  const kinds = () => told.map((event) => (event.kind === 'held' ? event.failure.kind : event.kind))
  expect(kinds()).toEqual(['disk-full'])
  s.disk.setFree(undefined)
  queue.retry({ transferIds: [], batchIds: [first, second] })
  await s.settled(first)
  await s.settled(second)
  clock.advance(10_000)
  expect(kinds().sort()).toEqual(['completed', 'completed', 'disk-full'])
  s.disk.setFree(0)
  s.file('c.bin', 1_000_000)
  await s.settled(await s.fetch('c.bin'), isHeld)
  clock.advance(10_000)
  expect(kinds().filter((kind) => kind === 'disk-full')).toHaveLength(2)
})
