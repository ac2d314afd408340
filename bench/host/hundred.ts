// Many downloads at once: what each adds to the process's memory, and how late the event loop comes to its timers.

import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as passing } from 'node:timers/promises'
import { openEngine } from './open-engine.ts'
import type { EngineOrder } from './open-engine.ts'

export interface HundredFigures {
  readonly rssBeforeBytes: number
  readonly rssPeakBytes: number
  /** Most transfers that were seen receiving bytes at the same moment. */
  readonly mostAtOnce: number
  readonly delayP99Ms: number
  readonly delayMaxMs: number
  readonly wallMs: number
}

/** The first path warms the engine up: its code and its buffers are no download's. */
export async function hundred(
  order: EngineOrder,
  [first = '', ...paths]: readonly string[],
): Promise<HundredFigures> {
  const { engine, add, completed } = await openEngine(order)
  engine.start()
  await completed(await add([first]))
  await passing(500)
  const rssBeforeBytes = process.memoryUsage.rss()
  let rssPeakBytes = rssBeforeBytes
  let mostAtOnce = 0
  const look = setInterval(() => {
    rssPeakBytes = Math.max(rssPeakBytes, process.memoryUsage.rss())
  }, 100)
  engine.queue.onProgress(({ items }) => {
    mostAtOnce = Math.max(mostAtOnce, items.filter(({ bytesDone }) => bytesDone > 0).length)
  })
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const begun = performance.now()
  await completed(await add(paths))
  const wallMs = performance.now() - begun
  delay.disable()
  clearInterval(look)
  await engine.close()
  const [delayP99Ms, delayMaxMs] = [delay.percentile(99) / 1e6, delay.max / 1e6]
  return { rssBeforeBytes, rssPeakBytes, mostAtOnce, delayP99Ms, delayMaxMs, wallMs }
}
