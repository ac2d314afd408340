// Gives free slots to queued transfers in their order, and wakes those whose time has come. Asks the database for the
// next few only; nothing here grows with the queue. Small files take a part of a slot: as many share the slots as the
// line's round trips are worth (tempo.ts), never more than connections are allowed.

import type { Transfer } from '../model/transfer.ts'
import { isSmallFile } from '../transfer/small-file.ts'
import type { QueueParts } from './queue-parts.ts'
import type { Holds } from './holds.ts'
import type { Runner } from './runner.ts'
import type { Apply } from './states.ts'

export interface Scheduler {
  /** A transfer is done: fills its slot with what comes next. */
  pump(): void
  /** Anything else changed: what comes next is asked of the database anew. */
  reconsider(): void
  /** Undefined: every batch may run. */
  allow(batchIds: readonly string[] | undefined): void
  dispose(): void
}

/** setTimeout's own limit is 24.8 days; clocks jump, so nothing is slept on for longer than this. */
const longestSleepMs = 60_000
/** Clocks are corrected by a little all the time. */
const toleranceMs = 10_000

const mostAhead = 128
/** Parts of a slot do not add up exactly. */
const rounding = 1e-6

export interface SchedulerParts {
  readonly runner: Runner
  readonly holds: Holds
  readonly apply: Apply
  /** Not to be started now: their part files are being removed. */
  readonly removingIds: () => readonly string[]
}

export function createScheduler(
  { store, ports, settings, tempo }: QueueParts,
  { runner, holds, apply, removingIds }: SchedulerParts,
): Scheduler {
  let allowed: readonly string[] | undefined = []
  /** What comes next, asked ahead of its time. */
  let ahead: Transfer[] = []
  let mayBeMore = true
  let stopTimer = () => {}

  const offset = () => ports.clock.now() - ports.clock.monotonic()
  let offsetMs = offset()

  /** The user or a time server set the clock back: moments written down before it would be far away now. */
  const wasSetBack = () => {
    const before = offsetMs
    offsetMs = offset()
    return offsetMs < before - toleranceMs
  }
  const wake = () => {
    const { transfers } = store
    const due = wasSetBack() ? transfers.inStates(['waiting']) : transfers.dueBefore(ports.clock.now())
    for (const { id } of due) apply(id, { type: 'requeue' })
    reconsider()
  }
  const sleep = () => {
    stopTimer()
    const at = store.transfers.nextRetryAt()
    if (at === undefined) return
    stopTimer = ports.clock.after(Math.min(Math.max(at - ports.clock.now(), 0), longestSleepMs), wake)
  }
  /** Whether the next one may start beside what runs. */
  const hasRoom = (next: Transfer) => {
    const { concurrency, connections, connectionsPerOrigin } = settings()
    const { small, large } = runner.running()
    const smallPerSlot = tempo.inFlight(Math.min(connections, connectionsPerOrigin)) / concurrency
    const taken = large + small / smallPerSlot
    return taken + (isSmallFile(next) ? 1 / smallPerSlot : 1) <= concurrency + rounding
  }
  const askForNext = () => {
    const found = store.transfers.nextQueued({
      exceptAccounts: holds.accounts(),
      exceptRoots: holds.roots(),
      exceptIds: [...runner.runningIds(), ...removingIds(), ...ahead.map(({ id }) => id)],
      ...(allowed === undefined ? {} : { onlyBatches: allowed }),
      limit: mostAhead,
    })
    ahead.push(...found)
    mayBeMore = found.length === mostAhead
  }
  const isHeld = ({ accountId, target }: Transfer) =>
    holds.accounts().includes(accountId) || holds.roots().includes(target.root)

  const pump = () => {
    if (holds.ofQueue().length > 0 || allowed?.length === 0) return
    for (;;) {
      if (mayBeMore && ahead.length <= mostAhead / 2) {
        askForNext()
        runner.comesNext(ahead)
      }
      const [next] = ahead
      if (next === undefined || !hasRoom(next)) break
      ahead.shift()
      if (!isHeld(next)) runner.start(next)
    }
  }
  const reconsider = () => {
    ahead = []
    mayBeMore = true
    pump()
    sleep()
  }

  return {
    pump,
    reconsider,
    allow: (batchIds) => {
      allowed = batchIds
    },
    dispose: () => stopTimer(),
  }
}
