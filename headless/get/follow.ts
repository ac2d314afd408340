// Follows the batches of one `get` to their end and knows when nothing more will happen without a person. It changes
// nothing in the queue.

import { batchStateKind, type BatchStateKind } from '../../core/model/batch.ts'
import type { FailureKind } from '../../core/model/failure.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { GetEnd } from './view.ts'
import { isConflict, readNews, showProgress, type Watched } from './watched.ts'

export interface Following {
  readonly ended: Promise<GetEnd>
  /** Ends it from outside; only the first end counts. */
  end(end: GetEnd): void
}

export interface FollowOptions {
  readonly clock: Clock
  /** Without a byte for longer than this the command gives up; parts are kept. */
  readonly maxWaitMs: number
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

export function followBatches(watched: Watched, { clock, maxWaitMs }: FollowOptions): Following {
  const { queue } = watched
  let resolve: (outcome: GetEnd) => void = () => undefined
  const ended = new Promise<GetEnd>((settle) => (resolve = settle))
  const disposers: (() => void)[] = []
  let checking = false
  let movedAtMs = clock.monotonic()

  const end = (outcome: GetEnd) => {
    for (const dispose of disposers.splice(0)) dispose()
    stopTick()
    resolve(outcome)
  }
  const check = () => {
    checking = false
    const outcome = endOf(watched)
    if (outcome !== undefined) end(outcome)
  }
  const checkSoon = () => {
    if (!checking) setImmediate(check)
    checking = true
  }
  const tick = () => {
    if (watched.moved || isAnswering(watched)) movedAtMs = clock.monotonic()
    watched.moved = false
    showProgress(watched, clock.monotonic())
    stopTick = clock.after(tickMs, tick)
    if (clock.monotonic() - movedAtMs > maxWaitMs) end(gaveUp(watched))
    else check()
  }
  let stopTick = clock.after(tickMs, tick)
  disposers.push(
    queue.onNews((news) => {
      readNews(watched, news)
      if (!watched.running.busy()) checkSoon()
    }),
    queue.onProgress((report) => {
      if (watched.running.advance(report)) watched.moved = true
      showProgress(watched, clock.monotonic())
    }),
  )
  return { ended, end }
}

/** Undefined while something may still happen by itself. */
function endOf(watched: Watched): GetEnd | undefined {
  const states = watched.batchIds.map((id) => {
    const snapshot = watched.queue.batch(id)
    return snapshot === undefined ? 'canceled' : batchStateKind(snapshot.batch.walk, snapshot.counts)
  })
  if (states.every((state) => endStates.includes(state))) return { kind: 'ended' }
  if (!states.every((state) => endStates.includes(state) || state === 'held')) return undefined
  const failures = [...watched.holds.values()]
  const [failure] = failures
  if (failure === undefined || isAnswering(watched)) return undefined
  return failures.every(({ kind }) => personal.includes(kind)) ? { kind: 'blocked', failure } : undefined
}

/** A question is open on the terminal. */
function isAnswering({ onConflict, holds }: Watched): boolean {
  return onConflict !== undefined && [...holds.values()].some(isConflict)
}

function gaveUp({ lastTrouble }: Watched): GetEnd {
  return lastTrouble === undefined ? { kind: 'gave-up' } : { kind: 'gave-up', failure: lastTrouble }
}
