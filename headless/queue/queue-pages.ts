// The whole queue of a host, page by page: never more than one page in memory.

import type { LocalBatch } from '../../contract/local.ts'
import type { QueueView } from '../../contract/views.ts'
import type { Transfer } from '../../core/model/transfer.ts'
import { ask, type Attachment } from '../attach/attachment.ts'

const pageSize = 500

export async function* eachBatch(
  attachment: Attachment,
  view: QueueView,
  queueId?: string,
): AsyncGenerator<LocalBatch> {
  for (let offset = 0; ;) {
    const { batches, total } = await ask(attachment, 'queue.list', { view, queueId, offset, limit: pageSize })
    yield* batches
    offset += batches.length
    if (batches.length === 0 || offset >= total) return
  }
}

export async function* eachTransfer(
  attachment: Attachment,
  { batchId, view }: { batchId: string; view: QueueView },
): AsyncGenerator<Transfer> {
  for (let offset = 0; ;) {
    const page = { batchId, view, offset, limit: pageSize }
    const { transfers, total } = await ask(attachment, 'queue.files', page)
    yield* transfers
    offset += transfers.length
    if (transfers.length === 0 || offset >= total) return
  }
}
