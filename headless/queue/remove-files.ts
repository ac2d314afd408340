// `reverie queue remove --with-files`: off the list, and off the disk where the file is still what landed. To the trash of
// the Reverie that runs, where it has one; for good only where that is asked for.

import type { FileRemoval, KeptReason, RemovalWay } from '../../core/model/file-removal.ts'
import { ask, type Attachment } from '../attach/attachment.ts'
import type { Cli } from '../cli.ts'
import { exitCodes, type ExitCode } from '../exit-code.ts'
import { countOf, formatCount } from '../terminal/figures.ts'
import { UsageError } from '../usage-error.ts'
import { readSelection, type ChangeWish } from './change-queue.ts'

const why: Record<KeptReason, string> = {
  changed: 'it is not what was downloaded any more',
  replaced: 'another download put its own file there',
  found: 'it lay there before, and was not downloaded',
  unrecorded: 'nothing is recorded of what was downloaded there',
  unproven: 'nothing tells it apart from another file of that length',
  unfinished: 'it has not ended; “reverie queue cancel” gives it up',
  disk: 'the system does not let go of it',
}

export async function removeFiles(
  cli: Cli,
  attachment: Attachment,
  { wish, permanently }: { wish: ChangeWish; permanently: boolean },
): Promise<ExitCode> {
  if (wish.all) throw new UsageError('--with-files goes with ids or --name, not with --all.')
  const { hasTrash } = await ask(attachment, 'host.describe', {})
  const way: RemovalWay = permanently ? 'delete' : 'trash'
  if (way === 'trash' && hasTrash !== true)
    throw new UsageError(
      'There is no trash here; the app has one while it runs. --permanently deletes the files for good.',
    )
  const selection = await readSelection(attachment, wish)
  const removal = await ask(attachment, 'queue.removeFiles', { ...selection, way })
  tell(cli, removal, way)
  return removal.keptTotal === 0 ? exitCodes.done : exitCodes.failed
}

function tell({ output }: Cli, { removed, files, kept, keptTotal }: FileRemoval, way: RemovalWay): void {
  for (const { transferId, name, reason, code } of kept) {
    output.problem(`${name} stays: ${why[reason]}${code === undefined ? '' : ` [${code}]`}.`)
    output.emit({ event: 'kept', id: transferId, name, reason, ...(code === undefined ? {} : { code }) })
  }
  if (keptTotal > kept.length) output.problem(`… and ${formatCount(keptTotal - kept.length)} more.`)
  const where = way === 'trash' ? 'in the trash' : 'deleted'
  output.report(`Off the list: ${countOf(removed, 'file')}; ${formatCount(files)} of them ${where}.`)
  output.emit({ event: 'removed', removed, files, kept: keptTotal, way })
}
