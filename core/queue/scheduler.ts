// Gives free slots to queued transfers in their order, and wakes those whose time has come. Asks the database for the
// next few only; nothing here grows with the queue.

import type { QueueParts } from './queue-parts.ts'
import type { Holds } from './holds.ts'
import type { Runner } from './runner.ts'
import type { Apply } from './states.ts'

export interface Scheduler {
  /** Fills free slots now. */
  pump(): void
  /** Undefined: every batch may run. */
  allow(batchIds: readonly string[] | undefined): void
  dispose(): void
}

/** setTimeout's own limit is 24.8 days; clocks jump, so nothing is slept on for longer than this. */
const longestSleepMs = 60_000
/** Clocks are corrected by a little all the time. */
const toleranceMs = 10_000

export interface SchedulerParts {
  readonly runner: Runner
  readonly holds: Holds
  readonly apply: Apply
  /** Not to be started now: their part files are being removed. */
  readonly removingIds: () => readonly string[]
}

export function createScheduler(
  { store, ports, settings }: QueueParts,
  { runner, holds, apply, removingIds }: SchedulerParts,
): Scheduler {
  let allowed: readonly string[] | undefined = []
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
    pump()
  }
  const sleep = () => {
    stopTimer()
    const at = store.transfers.nextRetryAt()
    if (at === undefined) return
    stopTimer = ports.clock.after(Math.min(Math.max(at - ports.clock.now(), 0), longestSleepMs), wake)
  }
  const pump = () => {
    const running = runner.runningIds()
    const free = settings().concurrency - running.length
    if (free > 0 && !holds.queueHeld() && allowed?.length !== 0) {
      const next = store.transfers.nextQueued({
        exceptAccounts: holds.accounts(),
        exceptRoots: holds.roots(),
        exceptIds: [...running, ...removingIds()],
        ...(allowed === undefined ? {} : { onlyBatches: allowed }),
        limit: free,
      })
      for (const transfer of next) runner.start(transfer)
    }
    sleep()
  }

  return {
    pump,
    allow: (batchIds) => {
      allowed = batchIds
    },
    dispose: () => stopTimer(),
  }
}
