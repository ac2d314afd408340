// Says what of folders kept in step is worth telling somebody who does not look: a pair that asks, one that waits for a
// person, and conflict copies that were kept. Each once, until it is over.

import type { Disposer } from '../../core/engine-api.ts'
import type { ActivityEvent } from '../../core/model/activity.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { PairSnapshot, SyncApi } from '../../core/sync-api.ts'

const lookEveryMs = 1_000
/** Lines of a pair's activity that one look reads. */
const mostLines = 500

export interface WatchSyncParts {
  readonly sync: Pick<SyncApi, 'pairs' | 'activity' | 'onChanged'>
  readonly clock: Pick<Clock, 'after' | 'now'>
  tell(event: ActivityEvent): void
}

interface Told {
  /** What the pair waits for, as it was told; undefined: nothing. */
  readonly key: string | undefined
  /** Conflict copies up to here were told, Unix milliseconds. */
  readonly untilMs: number
}

export function watchSync({ sync, clock, tell }: WatchSyncParts): Disposer {
  const startedAtMs = clock.now()
  let told: ReadonlyMap<string, Told> = new Map()
  let stopTimer: Disposer | undefined
  const lookAt = (snapshot: PairSnapshot): Told => {
    const { pair, state } = snapshot
    const before = told.get(pair.id) ?? { key: undefined, untilMs: startedAtMs }
    // Whoever is held is looked at again and again: no news, and not over either.
    if (state.kind === 'checking' || state.kind === 'running') return before
    const waits = waitOf(snapshot)
    const key = waits === undefined ? undefined : JSON.stringify(waits)
    if (waits !== undefined && key !== before.key) tell(waits)
    return { key, untilMs: tellConflicts(snapshot, before.untilMs) }
  }
  const tellConflicts = ({ pair }: PairSnapshot, untilMs: number): number => {
    const lines = sync.activity(pair.id, { offset: 0, limit: mostLines }).filter(({ atMs }) => atMs > untilMs)
    const files = lines.filter(({ kind }) => kind === 'conflict').length
    if (files > 0) tell({ kind: 'sync-conflicts', pairId: pair.id, name: pair.label, files })
    return lines[0]?.atMs ?? untilMs
  }
  const stop = sync.onChanged(() => {
    stopTimer ??= clock.after(lookEveryMs, () => {
      stopTimer = undefined
      told = new Map(sync.pairs().map((snapshot) => [snapshot.pair.id, lookAt(snapshot)]))
    })
  })
  return () => {
    stop()
    stopTimer?.()
  }
}

function waitOf({ pair, state, inStepSinceMs }: PairSnapshot): ActivityEvent | undefined {
  const of = { pairId: pair.id, name: pair.label }
  if (state.kind === 'held') return { kind: 'sync-held', ...of, cause: state.cause, failure: state.failure }
  // Whoever adds a pair is asked there and then.
  if (state.kind !== 'asking' || (state.question === 'first-run' && inStepSinceMs === undefined))
    return undefined
  return { kind: 'sync-asks', ...of, question: state.question }
}
