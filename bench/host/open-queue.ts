// A long queue as a face meets it: how long until the first windows are there, what one change costs, how often the face
// is told while much changes, and what it takes in memory.

import { setTimeout as passing } from 'node:timers/promises'
import { median } from '../figures.ts'
import { openEngine } from './open-engine.ts'
import type { EngineOrder } from './open-engine.ts'

export interface QueueFigures {
  readonly restoreMs: number
  readonly rssBytes: number
  /** One transfer paused or resumed through the queue's own door: median, and the slowest of a hundred. */
  readonly changeMs?: number
  readonly changeP99Ms?: number
  readonly tellsPerSecond?: number
}

const windowRows = 100
const changes = 1_000

/** `seconds` of changes; 0 leaves them out. */
export async function openQueue(order: EngineOrder, seconds: number): Promise<QueueFigures> {
  const begun = performance.now()
  const { engine } = await openEngine(order)
  const { queue } = engine
  queue.totals()
  const [first] = queue.batches({ view: 'all', offset: 0, limit: windowRows }).batches
  const batchId = first?.batch.id
  const rows = (offset: number) =>
    batchId === undefined
      ? []
      : queue.transfers({ batchId, view: 'all', offset, limit: windowRows }).transfers
  rows(0)
  const restoreMs = performance.now() - begun
  await passing(200)
  const rssBytes = process.memoryUsage.rss()
  if (seconds === 0 || batchId === undefined) {
    await engine.close()
    return { restoreMs, rssBytes }
  }
  const ids = Array.from({ length: 10 }, (_, index) => rows(index * 9_973)).flatMap((window) =>
    window.map(({ id }) => id),
  )
  const times: number[] = []
  for (let index = 0; index < changes; index++) {
    const selection = { transferIds: [ids[index % ids.length] ?? ''], batchIds: [] }
    const at = performance.now()
    if (Math.floor(index / ids.length) % 2 === 0) queue.pause(selection)
    else queue.resume(selection)
    times.push(performance.now() - at)
  }
  let tells = 0
  queue.onChanged(() => (tells += 1))
  const until = performance.now() + seconds * 1000
  for (let index = 0; performance.now() < until; index++) {
    const selection = { transferIds: [ids[index % ids.length] ?? ''], batchIds: [] }
    queue.pause(selection)
    queue.resume(selection)
    await passing(1)
  }
  const tellsPerSecond = tells / seconds
  await engine.close()
  times.sort((a, b) => a - b)
  const changeP99Ms = times[Math.floor(times.length * 0.99)] ?? Number.NaN
  return { restoreMs, rssBytes, changeMs: median(times), changeP99Ms, tellsPerSecond }
}
