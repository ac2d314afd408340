// The names of the treaty that are about folders kept in step, on the engine's methods. The folder here is one that was
// picked: a page never names a path.

import type { SyncCommands, SyncQueries } from '../contract/sync-treaty.ts'
import type { PairView, PlanItemView, SyncEndView } from '../contract/sync-views.ts'
import type { Handlers } from '../contract/treaty.ts'
import type { Engine } from '../core/engine-api.ts'
import { formatCloudUri } from '../core/model/cloud-uri.ts'
import type { PlanItem, SyncPlan } from '../core/model/sync.ts'
import type { PairSnapshot, SyncRunEnd } from '../core/sync-api.ts'
import type { PickedFolders } from './picked-folders.ts'
import { toUri } from './to-uri.ts'

export type SyncHandlers = Pick<Handlers, keyof SyncCommands | keyof SyncQueries>

export function createSyncHandlers({ sync }: Pick<Engine, 'sync'>, picked: PickedFolders): SyncHandlers {
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
    'sync.list': () => ({ pairs: sync.pairs().map(toPairView) }),
    'sync.items': ({ pairId, ...window }) => {
      const { total, items } = sync.items(pairId, window)
      return { total, items: items.map(toItemView) }
    },
    'sync.activity': ({ pairId, ...page }) => ({ activity: [...sync.activity(pairId, page)] }),
    'sync.preview': ({ accountId, uri, rules }) => sync.preview({ accountId, remote: toUri(uri), rules }),
  }
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
