// A button of a row as a request of the treaty. Which buttons a row has is the host's word (`actions`).

import type { Outcome } from '../../../contract/result.ts'
import type { Bridge, Selection } from '../../../contract/treaty.ts'
import type { QueueRow } from '../../../contract/views.ts'
import type { TransferAction } from '../../../core/model/transfer.ts'

export function invokeAction(
  bridge: Bridge,
  action: TransferAction,
  row: QueueRow,
): Promise<Outcome<unknown>> {
  if (action === 'open') return bridge.invoke('file.open', { transferId: row.id })
  if (action === 'reveal') {
    return bridge.invoke('file.reveal', row.type === 'batch' ? { batchId: row.id } : { transferId: row.id })
  }
  return bridge.invoke(`queue.${action}`, selectionOf(row))
}

function selectionOf(row: QueueRow): Selection {
  return row.type === 'batch'
    ? { transferIds: [], batchIds: [row.id] }
    : { transferIds: [row.id], batchIds: [] }
}
