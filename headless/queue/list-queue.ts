// `reverie queue list`: the batches of the profile, or the files of some of them.

import type { QueueView } from '../../contract/views.ts'
import { ask, type Attachment } from '../attach/attachment.ts'
import type { Cli } from '../cli.ts'
import { exitCodes, type ExitCode } from '../exit-code.ts'
import { eachBatch, eachTransfer } from './queue-pages.ts'
import { printBatch, printTransfer } from './queue-rows.ts'
import { queueNames } from './named-queues.ts'
import { selectByIds } from './selection.ts'

export interface ListWish {
  readonly view: QueueView
  /** Ids of batches whose files are wanted, or of files; none for the list itself. */
  readonly ids: readonly string[]
  readonly queueId: string | undefined
}

export async function listQueue(
  cli: Cli,
  attachment: Attachment,
  { view, ids, queueId }: ListWish,
): Promise<ExitCode> {
  if (ids.length > 0) return listFiles(cli, attachment, { view, ids, queueId })
  const isIdle = attachment.host === undefined
  const names = await queueNames(attachment)
  let empty = true
  for await (const batch of eachBatch(attachment, view, queueId)) {
    printBatch(cli.output, batch, { isIdle, names })
    empty = false
  }
  if (empty) cli.output.report('The list is empty.')
  return exitCodes.done
}

async function listFiles(cli: Cli, attachment: Attachment, { view, ids }: ListWish): Promise<ExitCode> {
  const { batchIds, transferIds } = await selectByIds(attachment, ids)
  const isIdle = attachment.host === undefined
  const { batches, transfers } = await ask(attachment, 'queue.look', { batchIds, transferIds })
  for (const batch of batches) {
    printBatch(cli.output, batch, { isIdle })
    for await (const transfer of eachTransfer(attachment, { batchId: batch.batch.id, view }))
      printTransfer(cli.output, transfer)
  }
  for (const transfer of transfers) printTransfer(cli.output, transfer)
  return exitCodes.done
}
