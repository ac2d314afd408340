// The one door through which a transfer's state changes: asks the model, records, tells. An event that does not fit
// changes nothing and is logged.

import { transition } from '../model/transfer.ts'
import type { Transfer, TransferEvent } from '../model/transfer.ts'
import type { QueueParts } from './queue-parts.ts'

export type Apply = (transferId: string, event: TransferEvent) => Transfer | undefined

export function createApply({ ports, store, publisher }: QueueParts): Apply {
  return (transferId, event) => {
    const before = store.transfers.read(transferId)
    if (before === undefined) return undefined
    const state = transition(before.state, event)
    if (state === before.state) {
      ports.logger.log('debug', 'an event did not fit', { event: event.type, state: before.state.kind })
      return undefined
    }
    const now = ports.clock.now()
    store.transfers.saveState(transferId, state, now)
    const after: Transfer = { ...before, state, changedAtMs: now }
    publisher.news.emit({ type: 'transfer', transfer: after })
    publisher.touch()
    return after
  }
}
