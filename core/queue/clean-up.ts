// Removes part files that nobody will go on with: those of canceled transfers and of rows taken off the list. Touches
// only files whose names are recorded as ours.

import { isEnded } from '../model/transfer.ts'
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

const atOnce = 8

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
  /** A list may be as long as the queue: a few at a time. */
  const removeAll = async (transfers: readonly Transfer[]) => {
    const waiting = transfers.values()
    const hand = async () => {
      for (const transfer of waiting) {
        // The user may want it back since its turn began to come.
        const now = parts.store.transfers.read(transfer.id)
        if (now === undefined || isEnded(now.state.kind)) await removePart(transfer)
      }
    }
    await Promise.all(Array.from({ length: Math.min(atOnce, transfers.length) }, hand))
  }
  return {
    removeParts: (transfers, done) => track(removeAll(transfers).then(done)),
    sweepCanceled: () => track(sweep()),
    removingIds: () => [...removing],
    idle: async () => {
      while (jobs.size > 0) await Promise.all(jobs)
    },
  }
}
