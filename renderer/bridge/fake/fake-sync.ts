// Folders kept in step, as the fake host has them: plain pairs that run at once and find nothing to do.

import type { SyncCommands, SyncQueries } from '../../../contract/sync-treaty.ts'
import type { PairView, PlanItemView } from '../../../contract/sync-views.ts'
import type { Handlers } from '../../../contract/treaty.ts'
import { createFailure, TransferError } from '../../../core/model/failure.ts'
import { defaultGuard, noRules, planKinds } from '../../../core/model/sync.ts'
import type { PlanKind, SyncActivity, SyncPlan } from '../../../core/model/sync.ts'

export interface FakeSync {
  pairs: PairView[]
  /** By pair id: what its plan says. */
  planItems: Record<string, PlanItemView[]>
  syncActivity: Record<string, SyncActivity[]>
}

export function noSync(): FakeSync {
  return { pairs: [], planItems: {}, syncActivity: {} }
}

export function aPair(label: string, parts: Partial<PairView> = {}): PairView {
  return {
    ...{
      id: `pair ${label}`,
      accountId: 'home:1',
      label,
      mode: 'mirror',
      rules: noRules,
      guard: defaultGuard,
    },
    ...{ uri: `cloudreve://my/${encodeURIComponent(label)}`, folder: `/home/ada/${label}`, paused: false },
    ...{ state: { kind: 'in-step', sinceMs: 0 }, files: 0, bytes: 0, problems: [], problemsTotal: 0 },
    told: true,
    ...parts,
  }
}

export function aSyncPlan(pairId: string, parts: Partial<SyncPlan> = {}): SyncPlan {
  const byKind = Object.fromEntries(planKinds.map((kind) => [kind, 0])) as Record<PlanKind, number>
  const none = { filesDeleted: 0, filesReplaced: 0, filesFetched: 0, bytesFetched: 0, filesKnown: 0 }
  return {
    ...{ pairId, madeAtMs: 0, totals: { byKind, ...none }, question: undefined, complete: true, missed: [] },
    ...parts,
  }
}

export function syncHandlers(
  state: FakeSync,
  changed: () => void,
): Pick<Handlers, keyof SyncCommands | keyof SyncQueries> {
  const need = (pairId: string): PairView => {
    const pair = state.pairs.find(({ id }) => id === pairId)
    if (pair === undefined) throw new TransferError(createFailure('not-found', 'there is no such pair'))
    return pair
  }
  const change = (pairId: string, parts: Partial<PairView>): Record<string, never> => {
    const pair = need(pairId)
    state.pairs = state.pairs.map((one) => (one === pair ? { ...pair, ...parts } : one))
    changed()
    return {}
  }
  return {
    'sync.add': ({ accountId, uri, token, mode, rules = noRules }) => {
      const id = `pair-${String(state.pairs.length + 1)}`
      const label = decodeURIComponent(uri.split('/').at(-1) ?? '')
      state.pairs.push({
        ...{ id, accountId, uri, folder: `/picked/${token}`, label, mode, guard: defaultGuard },
        rules: { ...noRules, ...rules },
        ...{ paused: false, state: { kind: 'new' }, files: 0, bytes: 0, problems: [], problemsTotal: 0 },
        told: false,
      })
      changed()
      return { pairId: id }
    },
    'sync.change': ({ pairId, mode, rules, guard }) => {
      const pair = need(pairId)
      return change(pairId, {
        mode: mode ?? pair.mode,
        rules: rules ?? pair.rules,
        guard: guard ?? pair.guard,
      })
    },
    'sync.remove': ({ pairId }) => {
      need(pairId)
      state.pairs = state.pairs.filter(({ id }) => id !== pairId)
      changed()
      return {}
    },
    'sync.plan': ({ pairId }) => {
      const plan = need(pairId).plan ?? aSyncPlan(pairId)
      change(pairId, { plan })
      return { kind: 'planned', plan, problemsTotal: 0 }
    },
    'sync.run': ({ pairId, agree }) => {
      const plan = need(pairId).plan ?? aSyncPlan(pairId)
      if (plan.question !== undefined && agree !== true) {
        change(pairId, { plan, state: { kind: 'asking', question: plan.question } })
        return { kind: 'asks', plan, problemsTotal: 0 }
      }
      change(pairId, { plan, state: { kind: 'in-step', sinceMs: 0 }, inStepSinceMs: 0 })
      return { kind: 'done', plan, problemsTotal: 0 }
    },
    'sync.pause': ({ pairId }) => change(pairId, { paused: true, state: { kind: 'paused' } }),
    'sync.resume': ({ pairId }) => change(pairId, { paused: false, state: { kind: 'new' } }),
    'sync.compareAnew': ({ pairId }) => change(pairId, { state: { kind: 'new' }, files: 0, bytes: 0 }),
    'sync.locate': ({ pairId, token }) =>
      change(pairId, { folder: `/picked/${token}`, state: { kind: 'new' } }),
    'sync.reveal': ({ pairId }) => {
      need(pairId)
      return {}
    },
    'sync.list': () => ({ pairs: state.pairs }),
    'sync.items': ({ pairId, kinds, offset, limit }) => {
      const items = (state.planItems[pairId] ?? []).filter(({ kind }) => kinds.includes(kind))
      return { total: items.length, items: items.slice(offset, offset + limit) }
    },
    'sync.activity': ({ pairId, offset, limit }) => ({
      activity: (state.syncActivity[pairId] ?? []).slice(offset, offset + limit),
    }),
    'sync.preview': () => ({ entries: 0, whole: true, hidden: 0, hiddenBytes: 0, sample: [] }),
  }
}
