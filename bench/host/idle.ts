// A long queue that is paused, in an engine that runs: what it costs to do nothing.

import { setTimeout as passing } from 'node:timers/promises'
import { openEngine } from './open-engine.ts'
import type { EngineOrder } from './open-engine.ts'

export interface IdleFigures {
  /** Of one core, percent. */
  readonly cpuPercent: number
  readonly pauseAllMs: number
}

/** With `seconds` of 0 it only pauses; what that leaves to be written is written when the process ends. */
export async function idle(order: EngineOrder, seconds: number): Promise<IdleFigures> {
  const { engine } = await openEngine(order)
  const begun = performance.now()
  if (engine.queue.totals().byState.queued > 0) engine.queue.pauseAll()
  const pauseAllMs = performance.now() - begun
  engine.start()
  if (seconds === 0) {
    await engine.close()
    return { cpuPercent: Number.NaN, pauseAllMs }
  }
  await passing(2_000)
  const before = process.cpuUsage()
  await passing(seconds * 1000)
  const { user, system } = process.cpuUsage(before)
  await engine.close()
  return { cpuPercent: (user + system) / 1e4 / seconds, pauseAllMs }
}
