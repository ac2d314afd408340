// The process in which the bench looks at the engine from inside: memory, loop delay, rates. Its order is one JSON value,
// its figures are the last line it prints.

import { get } from './get.ts'
import { hundred } from './hundred.ts'
import { idle } from './idle.ts'
import { limit } from './limit.ts'
import type { LimitOrder } from './limit.ts'
import type { EngineOrder } from './open-engine.ts'
import { openQueue } from './open-queue.ts'
import { seed } from './seed.ts'
import type { SeedOrder } from './seed.ts'
import { syncFollow, syncRun } from './sync.ts'
import type { SyncFollowOrder, SyncOrder } from './sync.ts'

export type HostOrder =
  | (EngineOrder & { readonly mode: 'get' | 'hundred'; readonly paths: readonly string[] })
  | (EngineOrder & { readonly mode: 'open-queue' | 'idle'; readonly seconds: number })
  | (SeedOrder & { readonly mode: 'seed' })
  | (LimitOrder & { readonly mode: 'limit' })
  | (SyncOrder & { readonly mode: 'sync-run' })
  | (SyncFollowOrder & { readonly mode: 'sync-follow' })

const order = JSON.parse(process.argv[2] ?? '{}') as HostOrder

function run(): Promise<unknown> {
  switch (order.mode) {
    case 'get':
      return get(order, order.paths)
    case 'hundred':
      return hundred(order, order.paths)
    case 'open-queue':
      return openQueue(order, order.seconds)
    case 'idle':
      return idle(order, order.seconds)
    case 'seed':
      return seed(order)
    case 'limit':
      return limit(order)
    case 'sync-run':
      return syncRun(order)
    case 'sync-follow':
      return syncFollow(order)
  }
}

const figures = await run()
process.stdout.write(`${JSON.stringify(figures)}\n`)
