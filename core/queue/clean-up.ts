// Removes part files that nobody will go on with: those of canceled transfers and of rows taken off the list. Touches
// only files whose names are recorded as ours.

import type { Transfer } from '../model/transfer.ts'
import { dropPart } from './runner.ts'
import type { QueueParts } from './queue-parts.ts'

export interface CleanUp {
  /** A part that cannot be removed now keeps its record; `done` is called all the same. */
  removeParts(transfers: readonly Transfer[], done: () => void): void
  /** What cannot be removed now is found again by the next sweep. */
  sweepCanceled(): void
  /** Transfers whose part is going away: they must not start before it has gone. */
  removingIds(): readonly string[]
  /** Resolves when nothing is being removed any more. */
  idle(): Promise<void>
}

export interface CleanUpHooks {
  readonly runningIds: () => readonly string[]
  /** Whoever waited for a part to be gone may start. */
  readonly onRemoved: () => void
}

export function createCleanUp(parts: QueueParts, { runningIds, onRemoved }: CleanUpHooks): CleanUp {
  const removing = new Set<string>()
  const jobs = new Set<Promise<void>>()

  const removePart = async (transfer: Transfer) => {
    const { id } = transfer
    removing.add(id)
    try {
      await dropPart(parts, transfer)
    } catch (error) {
      parts.ports.logger.log('warn', 'a part file could not be removed', { id, reason: String(error) })
    }
    removing.delete(id)
  }
  const track = (job: Promise<void>) => {
    const tracked = job.finally(() => {
      jobs.delete(tracked)
      onRemoved()
    })
    jobs.add(tracked)
  }
  const sweep = async () => {
    for (const { id } of parts.store.transfers.canceledWithPart()) {
      // Looked at again each time: the user may want it back since the sweep began.
      const now = parts.store.transfers.read(id)
      if (now?.state.kind === 'canceled' && !runningIds().includes(id) && !removing.has(id))
        await removePart(now)
    }
  }
  return {
    removeParts: (transfers, done) => track(Promise.all(transfers.map(removePart)).then(done)),
    sweepCanceled: () => track(sweep()),
    removingIds: () => [...removing],
    idle: async () => {
      while (jobs.size > 0) await Promise.all(jobs)
    },
  }
}
