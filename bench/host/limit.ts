// Downloads under a limit: the rate over the whole run and over each second of it, by the bytes that the queue reports.
// The whole run begins with the first byte; of its seconds the first two are left out, in which connections are opened.

import { setTimeout as passing } from 'node:timers/promises'
import { openEngine } from './open-engine.ts'
import type { EngineOrder } from './open-engine.ts'

export interface LimitOrder extends EngineOrder {
  readonly paths: readonly string[]
  readonly bytesPerSecond: number
  /** `account` sets the account's limit instead of the one over all. */
  readonly scope: 'global' | 'account'
  readonly seconds: number
}

export interface LimitFigures {
  /** Signed, percent of the rate. */
  readonly wholeError: number
  /** Of the second that is farthest off, percent. */
  readonly worstWindowError: number
}

interface Sample {
  readonly atMs: number
  readonly bytes: number
}

const warmUpMs = 2_000

export async function limit(order: LimitOrder): Promise<LimitFigures> {
  const { engine, accountId, add } = await openEngine(order)
  const { bytesPerSecond: rate } = order
  engine.settings.save(
    order.scope === 'global' ? { speedLimit: rate } : { accountSpeedLimits: { [accountId]: rate } },
  )
  engine.start()
  const batchId = await add(order.paths)
  const received = () =>
    engine.queue
      .transfers({ batchId, view: 'all', offset: 0, limit: order.paths.length })
      .transfers.reduce((sum, { bytesDone }) => sum + bytesDone, 0)
  while (received() === 0) await passing(5)
  const first = { atMs: performance.now(), bytes: received() }
  await passing(warmUpMs)
  const samples: Sample[] = []
  const begun = performance.now()
  for (let second = 0; second <= order.seconds; second++) {
    await passing(Math.max(0, begun + second * 1000 - performance.now()))
    samples.push({ atMs: performance.now(), bytes: received() })
  }
  engine.queue.cancelAll()
  await engine.close()
  const error = (from = first, to = first) =>
    ((to.bytes - from.bytes) / ((rate * (to.atMs - from.atMs)) / 1000) - 1) * 100
  const windows = samples.slice(1).map((sample, index) => Math.abs(error(samples[index], sample)))
  return { wholeError: error(first, samples.at(-1)), worstWindowError: Math.max(...windows) }
}
