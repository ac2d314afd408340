// Follows the batches of one `get` to their end and knows when nothing more will happen without a person. It changes
// nothing in the queue.

import type { LocalBatch, LocalNews } from '../../contract/local.ts'
import type { ProgressView } from '../../contract/views.ts'
import { batchStateKind, type BatchStateKind } from '../../core/model/batch.ts'
import type { Failure, FailureKind } from '../../core/model/failure.ts'
import type { Transfer } from '../../core/model/transfer.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { GetEnd, Rest } from './view.ts'
import { isConflict, readNews, showProgress, tellRest, type Watched } from './watched.ts'

export interface Following {
  readonly ended: Promise<GetEnd>
  /** Ends it from outside; only the first end counts. */
  end(end: GetEnd): void
}

export interface FollowOptions {
  readonly host: FollowedHost
  readonly clock: Clock
  /** Without a byte for longer than this the command gives up; parts are kept. */
  readonly maxWaitMs: number
}

/** What is asked of the host that runs the batches. */
export interface FollowedHost {
  read(): Promise<readonly LocalBatch[]>
  /** What keeps the batches from running, though it happened to other downloads. */
  readHolds(): Promise<readonly Failure[]>
  readTransfers(ids: readonly string[]): Promise<readonly Transfer[]>
  /** Begins with what happened since the batches were added. */
  onNews(listener: (news: LocalNews) => void): () => void
  onProgress(listener: (report: ProgressView) => void): () => void
}

const endStates: readonly BatchStateKind[] = ['completed', 'failed', 'canceled', 'paused']
/** Causes that only a person clears: a one-shot command does not wait for them. */
const personal: readonly FailureKind[] = [
  'sign-in-required',
  'proxy-sign-in',
  'disk-full',
  'conflict-undecided',
]
const tickMs = 1000

/** `ended` rejects where the host is gone. */
export function followBatches(watched: Watched, { host, clock, maxWaitMs }: FollowOptions): Following {
  let resolve: (outcome: GetEnd) => void = () => undefined
  let reject: (error: unknown) => void = () => undefined
  const ended = new Promise<GetEnd>((settle, refuse) => ([resolve, reject] = [settle, refuse]))
  const disposers: (() => void)[] = []
  let soon = false
  let movedAtMs = clock.monotonic()

  const stop = () => {
    for (const dispose of disposers.splice(0)) dispose()
    stopTick()
  }
  const end = (outcome: GetEnd) => {
    stop()
    resolve(outcome)
  }
  const look = createLook(async () => {
    watched.snapshots = await host.read()
    // A host that was here before us may be held up by what is not ours.
    watched.outside = watched.running.busy() ? [] : await host.readHolds()
    tellRests(watched)
    const outcome = endOf(watched)
    if (outcome !== undefined) end(outcome)
  })
  const lookOrStop = () =>
    look().catch((error: unknown) => {
      stop()
      reject(error)
    })
  /** Files that were running before the command came. */
  const meet = async ({ items }: ProgressView) => {
    const fresh = items.filter(
      ({ id, batchId }) => watched.batchIds.includes(batchId) && !watched.running.has(id),
    )
    if (fresh.length === 0) return
    const transfers = await host.readTransfers(fresh.map(({ id }) => id)).catch(() => [])
    for (const transfer of transfers) watched.running.update(transfer)
  }
  const lookSoon = () => {
    if (soon) return
    soon = true
    setImmediate(() => {
      soon = false
      void lookOrStop()
    })
  }
  const lookAndShow = async () => {
    await lookOrStop()
    if (disposers.length > 0) showProgress(watched, clock.monotonic())
  }
  const tick = () => {
    if (watched.moved || isAnswering(watched) || isResting(watched)) movedAtMs = clock.monotonic()
    watched.moved = false
    stopTick = clock.after(tickMs, tick)
    if (clock.monotonic() - movedAtMs > maxWaitMs) end(gaveUp(watched))
    else void lookAndShow()
  }
  let stopTick = clock.after(tickMs, tick)
  disposers.push(
    host.onNews((news) => {
      readNews(watched, news)
      if (!watched.running.busy()) lookSoon()
    }),
    host.onProgress((report) => {
      if (watched.running.advance(report)) watched.moved = true
      void meet(report).then(lookAndShow)
    }),
  )
  return { ended, end }
}

/** One look at a time; what is asked for meanwhile is one more look afterwards. */
function createLook(look: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> | undefined
  let next: Promise<void> | undefined
  return () => {
    if (current === undefined) {
      current = look().finally(() => (current = undefined))
      return current
    }
    next ??= current.then(() => {
      next = undefined
      return (current = look().finally(() => (current = undefined)))
    })
    return next
  }
}

/** Undefined while something may still happen by itself. */
function endOf(watched: Watched): GetEnd | undefined {
  const { batchIds, snapshots, holds, outside } = watched
  const known = new Map(snapshots.map((snapshot) => [snapshot.batch.id, snapshot]))
  const states = batchIds.map((id) => stateOf(known.get(id), outside))
  if (states.every((state) => endStates.includes(state))) return { kind: 'ended' }
  if (!states.every((state) => endStates.includes(state) || state === 'held')) return undefined
  const failures = [...holds.values(), ...outside]
  const [failure] = failures
  if (failure === undefined || isAnswering(watched)) return undefined
  return failures.every(({ kind }) => personal.includes(kind)) ? { kind: 'blocked', failure } : undefined
}

function stateOf(snapshot: LocalBatch | undefined, outside: readonly Failure[]): BatchStateKind {
  if (snapshot === undefined) return 'canceled'
  const { walk } = snapshot.batch
  const { byState } = snapshot.counts
  const state = batchStateKind(walk, snapshot.counts, snapshot.batch.startAtMs)
  const stands = state === 'running' && byState.resolving + byState.downloading + byState.finishing === 0
  return stands && outside.length > 0 ? 'held' : state
}

/** A question is open on the terminal. */
function isAnswering({ onConflict, holds }: Watched): boolean {
  return onConflict !== undefined && [...holds.values()].some(isConflict)
}

/** No byte is due: every batch waits for a time that was chosen, or in a queue that somebody paused. */
function isResting(watched: Watched): boolean {
  const open = openOf(watched)
  return open.length > 0 && open.every((snapshot) => restOf(snapshot) !== undefined)
}

function tellRests(watched: Watched): void {
  for (const snapshot of openOf(watched)) tellRest(watched, snapshot.batch, restOf(snapshot))
}

function openOf({ snapshots }: Watched): readonly LocalBatch[] {
  return snapshots.filter((snapshot) => !endStates.includes(stateOf(snapshot, [])))
}

function restOf({ batch: { startAtMs }, queuePaused }: LocalBatch): Rest | undefined {
  if (queuePaused === true) return { kind: 'queue-paused' }
  return startAtMs === undefined ? undefined : { kind: 'later', startAtMs }
}

function gaveUp({ lastTrouble }: Watched): GetEnd {
  return lastTrouble === undefined ? { kind: 'gave-up' } : { kind: 'gave-up', failure: lastTrouble }
}
