// Fetches some paths and says how long that took, without the start of the process.

import { openEngine } from './open-engine.ts'
import type { EngineOrder } from './open-engine.ts'

export interface GetFigures {
  readonly fetchMs: number
}

export async function get(order: EngineOrder, paths: readonly string[]): Promise<GetFigures> {
  const { engine, add, completed } = await openEngine(order)
  engine.start()
  const begun = performance.now()
  await completed(await add(paths))
  const fetchMs = performance.now() - begun
  await engine.close()
  return { fetchMs }
}
