// The names of the treaty that are about folders kept in step, on the engine's methods. The folder here is one that was
// picked: a page never names a path.

import { join } from 'node:path'
import type { SyncCommands, SyncQueries } from '../contract/sync-treaty.ts'
import type { PairView, PlanItemView, SyncEndView } from '../contract/sync-views.ts'
import type { Handlers } from '../contract/treaty.ts'
import type { Engine } from '../core/engine-api.ts'
import { formatCloudUri } from '../core/model/cloud-uri.ts'
import { fail } from '../core/model/failure.ts'
import { keptPathOf, type PlanItem, type SyncPlan } from '../core/model/sync.ts'
import type { PairSnapshot, SyncApi, SyncRunEnd } from '../core/sync-api.ts'
import type { PickedFolders } from './picked-folders.ts'
import type { Shell } from './shell.ts'
import { toUri } from './to-uri.ts'

export type SyncHandlers = Pick<Handlers, keyof SyncCommands | keyof SyncQueries>

export interface SyncHandlerParts {
  readonly picked: PickedFolders
  readonly shell: Pick<Shell, 'reveal'>
}

export function createSyncHandlers(
  { sync }: Pick<Engine, 'sync'>,
  { picked, shell }: SyncHandlerParts,
): SyncHandlers {
  return {
    'sync.add': async ({ accountId, uri, token, mode, rules }) => {
      const localRoot = picked.pathOf(token)
      const request = { accountId, remote: toUri(uri), localRoot, mode }
      const pair = await sync.add(rules === undefined ? request : { ...request, rules })
      return { pairId: pair.id }
    },
    'sync.change': ({ pairId, ...change }) => {
      sync.change(pairId, change)
      return {}
    },
    'sync.remove': async ({ pairId }) => {
      await sync.remove(pairId)
      return {}
    },
    'sync.plan': async ({ pairId }) => toEndView(await sync.plan(pairId)),
    'sync.run': async ({ pairId, agree }) =>
      toEndView(await sync.run(pairId, agree === true ? { agree: 'plan' } : {})),
    'sync.pause': async ({ pairId }) => {
      await sync.pause(pairId)
      return {}
    },
    'sync.resume': ({ pairId }) => {
      sync.resume(pairId)
      return {}
    },
    'sync.compareAnew': async ({ pairId }) => {
      await sync.compareAnew(pairId)
      return {}
    },
    'sync.locate': async ({ pairId, token }) => {
      await sync.locate(pairId, picked.pathOf(token))
      return {}
    },
    'sync.reveal': async ({ pairId, path }) => {
      const folder = sync.pair(pairId)?.pair.localRoot
      if (folder === undefined || (path !== undefined && !isNamed(sync, pairId, path)))
        throw fail('not-found', 'there is nothing to show')
      await shell.reveal(path === undefined ? folder : join(folder, ...path.split('/')))
      return {}
    },
    'sync.list': () => ({ pairs: sync.pairs().map(toPairView) }),
    'sync.items': ({ pairId, ...window }) => {
      const { total, items } = sync.items(pairId, window)
      return { total, items: items.map(toItemView) }
    },
    'sync.activity': ({ pairId, ...page }) => ({ activity: [...sync.activity(pairId, page)] }),
    'sync.preview': ({ accountId, uri, rules }) => sync.preview({ accountId, remote: toUri(uri), rules }),
  }
}

/** As many lines as are kept of a pair. */
const lines = { offset: 0, limit: 1_000 }

/** A page shows what it was told of, and makes no paths up. */
function isNamed(sync: SyncApi, pairId: string, path: string): boolean {
  const isProblem = sync.pair(pairId)?.problems.some((problem) => problem.path === path) === true
  return (
    isProblem || sync.activity(pairId, lines).some((one) => one.path === path || keptPathOf(one) === path)
  )
}

const problemsShown = 50

function toPairView({ pair, problems, ...snapshot }: PairSnapshot): PairView {
  const { id, accountId, remote, localRoot, label, mode, rules, guard, paused } = pair
  return {
    ...{ id, accountId, label, mode, rules, guard, paused },
    uri: formatCloudUri(remote),
    folder: localRoot,
    ...snapshot,
    problems: problems.slice(0, problemsShown),
    problemsTotal: problems.length,
  }
}

function toItemView({ uri: _, ...item }: PlanItem): PlanItemView {
  return item
}

export function toEndView(end: SyncRunEnd | { kind: 'planned'; plan: SyncPlan }): SyncEndView {
  switch (end.kind) {
    case 'done':
      return { kind: 'done', plan: end.plan, problemsTotal: end.problems.length }
    case 'asks':
    case 'planned':
      return { kind: end.kind, plan: end.plan, problemsTotal: 0 }
    case 'held':
    case 'stopped':
      return end
  }
}
