// Removes part files that nobody will go on with: those of canceled transfers and of rows taken off the list. Touches
// only files whose names are recorded as ours.

import type { Transfer } from '../model/transfer.ts'
import { dropPart } from './runner.ts'
import type { QueueParts } from './queue-parts.ts'

export interface CleanUp {
  /** Never rejects: a part that cannot be removed now keeps its record, and the next sweep tries again. */
  removePart(transfer: Transfer): Promise<void>
  sweepCanceled(): Promise<void>
}

export function createCleanUp(parts: QueueParts, runningIds: () => readonly string[]): CleanUp {
  const removePart = async (transfer: Transfer) => {
    try {
      await dropPart(parts, transfer)
    } catch (error) {
      parts.ports.logger.log('warn', 'a part file could not be removed', {
        id: transfer.id,
        reason: String(error),
      })
    }
  }
  return {
    removePart,
    sweepCanceled: async () => {
      const running = new Set(runningIds())
      for (const transfer of parts.store.transfers.canceledWithPart()) {
        if (!running.has(transfer.id)) await removePart(transfer)
      }
    },
  }
}
