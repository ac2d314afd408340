// A file that got another name or place on the site while it was on the list: its id leads to it, and its bytes are the same.

import { formatCloudUri } from '../model/cloud-uri.ts'
import type { Transfer } from '../model/transfer.ts'
import { isAbort } from '../transfer/classify.ts'
import type { QueueParts } from './queue-parts.ts'

/** Where it is asked for from now on; here it keeps its name. Of others' files the site does not say it. */
export async function followMove(
  { store, remote, account: find, ports }: Pick<QueueParts, 'store' | 'remote' | 'account' | 'ports'>,
  { id, batchId, accountId, source }: Transfer,
  signal: AbortSignal,
): Promise<void> {
  const account = find(accountId)
  const { uri, fileId, archiveOf } = source
  if (account?.kind !== 'user' || uri.fileSystem !== 'my' || fileId === '' || archiveOf !== undefined) return
  // Nobody asked for a place on the site there: a pair of folders has to be told that the file is somewhere else now.
  if (store.batches.read(batchId)?.roots.length === 0) return
  try {
    const entry = await remote.infoById(account, { fileId, signal })
    // In the trash it is deleted, as far as anybody here is concerned.
    if (entry.kind !== 'file' || entry.uri.fileSystem !== 'my' || entry.id !== fileId) return
    if (formatCloudUri(entry.uri) === formatCloudUri(uri)) return
    store.transfers.saveUri(id, entry.uri)
    ports.logger.log('info', 'a transfer follows its file', { transfer: id })
  } catch (error) {
    if (isAbort(error)) throw error
    // Nobody can say where it is: then it stays what it was found to be, gone.
    ports.logger.log('info', 'a transfer does not find its file', { transfer: id })
  }
}
