// The folders kept in step as the host last told them, and what can be asked for them. The list is small and crosses
// whole; plans and activities are windows of their own. While a pair works it changes several times a second: it is asked
// for again at a pace that eyes can follow.

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Outcome } from '../../../contract/result.ts'
import type { PairView } from '../../../contract/sync-views.ts'
import type { Input, RequestName } from '../../../contract/treaty.ts'
import type { Failure } from '../../../core/model/failure.ts'
import type { PageClock } from '../../app/clock.ts'
import type { Connection } from '../../bridge/connection.ts'

export interface SyncState {
  readonly status: 'loading' | 'ready' | 'failed'
  readonly pairs: readonly PairView[]
  readonly failure: Failure | undefined
}

export interface SyncFeature {
  readonly store: StoreApi<SyncState>
  start(): () => void
  find(pairId: string): PairView | undefined
  /** Makes a plan; the list says how that goes. */
  plan(pairId: string): Promise<void>
  run(pairId: string, options?: { agree: boolean }): Promise<void>
  pause(pairId: string): Promise<void>
  resume(pairId: string): Promise<void>
  /** What is paused goes on, or what is not is paused. */
  forAll(wish: 'pause' | 'resume'): Promise<void>
  remove(pairId: string): Promise<Failure | undefined>
  /** Forgets the record, then makes a plan. */
  compareAnew(pairId: string): Promise<Failure | undefined>
  locate(pairId: string, token: string): Promise<void>
  reveal(pairId: string, path?: string): Promise<void>
  add(request: Input<'sync.add'>): Promise<{ readonly pairId: string } | { readonly failure: Failure }>
  change(request: Input<'sync.change'>): Promise<Failure | undefined>
}

const paceMs = 250

export function createSyncFeature(
  { bridge, onReopened }: Pick<Connection, 'bridge' | 'onReopened'>,
  clock: PageClock,
  complain: (failure: Failure) => void,
): SyncFeature {
  const store = createStore<SyncState>(() => ({ status: 'loading', pairs: [], failure: undefined }))
  const ask = async () => {
    const outcome = await bridge.invoke('sync.list', {})
    if (outcome.ok) store.setState({ status: 'ready', pairs: outcome.value.pairs, failure: undefined })
    else if (store.getState().status !== 'ready')
      store.setState({ status: 'failed', failure: outcome.failure })
  }
  const pace = createPace(clock, ask)
  const find = (pairId: string) => store.getState().pairs.find(({ id }) => id === pairId)
  const invoke = async <N extends RequestName>(name: N, input: Input<N>) => {
    const outcome = await bridge.invoke(name, input)
    await pace.now()
    return outcome
  }
  /** What the pair says by itself from now on needs no second voice. */
  const tellOf = (pairId: string, outcome: Outcome<unknown>) => {
    if (outcome.ok) return
    const state = find(pairId)?.state
    if (state === undefined || !('failure' in state)) complain(outcome.failure)
  }
  const tell = (outcome: Outcome<unknown>) => {
    if (!outcome.ok) complain(outcome.failure)
  }
  const failureOf = (outcome: Outcome<unknown>) => (outcome.ok ? undefined : outcome.failure)
  const plan = async (pairId: string) => tellOf(pairId, await invoke('sync.plan', { pairId }))
  return {
    store,
    find,
    plan,
    start() {
      const stops = [bridge.on('sync.changed', pace.soon), onReopened(() => void pace.now())]
      void pace.now()
      return () => {
        stops.forEach((stop) => stop())
        pace.stop()
      }
    },
    run: async (pairId, { agree } = { agree: false }) =>
      tellOf(pairId, await invoke('sync.run', { pairId, ...(agree ? { agree } : {}) })),
    pause: async (pairId) => tell(await invoke('sync.pause', { pairId })),
    resume: async (pairId) => tell(await invoke('sync.resume', { pairId })),
    forAll: async (wish) => {
      for (const { id: pairId, paused } of store.getState().pairs) {
        if (paused === (wish === 'pause')) continue
        tell(await bridge.invoke(`sync.${wish}`, { pairId }))
      }
      await pace.now()
    },
    remove: async (pairId) => failureOf(await invoke('sync.remove', { pairId })),
    compareAnew: async (pairId) => {
      const failure = failureOf(await invoke('sync.compareAnew', { pairId }))
      if (failure === undefined) void plan(pairId)
      return failure
    },
    locate: async (pairId, token) => {
      const outcome = await invoke('sync.locate', { pairId, token })
      tell(outcome)
      if (outcome.ok && find(pairId)?.paused === false) tellOf(pairId, await invoke('sync.run', { pairId }))
    },
    reveal: async (pairId, path) =>
      tell(await bridge.invoke('sync.reveal', { pairId, ...(path === undefined ? {} : { path }) })),
    add: async (request) => {
      const outcome = await invoke('sync.add', request)
      if (!outcome.ok) return { failure: outcome.failure }
      // Nobody waits for the plan here: the page shows how far it is.
      void plan(outcome.value.pairId)
      return outcome.value
    },
    change: async (request) => failureOf(await invoke('sync.change', request)),
  }
}

/** One question at a time, and only so many a second. */
function createPace(clock: PageClock, ask: () => Promise<void>) {
  let cancel: (() => void) | undefined
  let askedAtMs = -paceMs
  const now = async () => {
    cancel?.()
    cancel = undefined
    askedAtMs = clock.now()
    await ask()
  }
  return {
    now,
    soon: () => {
      if (cancel !== undefined) return
      cancel = clock.after(Math.max(0, askedAtMs + paceMs - clock.now()), () => void now())
    },
    stop: () => cancel?.(),
  }
}
