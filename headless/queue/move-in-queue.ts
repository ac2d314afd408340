// `reverie queue move|prioritize|start`: another place in the line, another priority, another moment to begin.

import type { Selection } from '../../contract/treaty.ts'
import type { Priority } from '../../core/model/priority.ts'
import type { QueueMove } from '../../core/model/queue-move.ts'
import { ask, type Attachment } from '../attach/attachment.ts'
import type { Cli } from '../cli.ts'
import { exitCodes, type ExitCode } from '../exit-code.ts'
import { UsageError } from '../usage-error.ts'
import { readSelection, showSelection, type ChangeWish } from './change-queue.ts'
import { findQueue } from './named-queues.ts'
import { selectByIds } from './selection.ts'

export type MoveWish =
  | { readonly kind: Exclude<QueueMove['kind'], 'before'> }
  | { readonly kind: 'before'; readonly id: string }
  | { readonly kind: 'to'; readonly queue: string }

export async function moveInQueue(
  cli: Cli,
  attachment: Attachment,
  { wish, place }: { wish: ChangeWish; place: MoveWish },
): Promise<ExitCode> {
  const selection = await readSelection(attachment, wish)
  if (place.kind === 'to') {
    const { id: queueId } = await findQueue(attachment, place.queue)
    await ask(attachment, 'queue.assign', { batchIds: await batchesOf(attachment, selection), queueId })
  } else {
    const move = place.kind === 'before' ? await readBefore(attachment, place.id, selection) : place
    await ask(attachment, 'queue.move', { ...selection, move })
  }
  return tell(cli, attachment, { event: 'move', selection })
}

export async function prioritize(
  cli: Cli,
  attachment: Attachment,
  { wish, priority }: { wish: ChangeWish; priority: Priority },
): Promise<ExitCode> {
  const selection = await readSelection(attachment, wish)
  await ask(attachment, 'queue.prioritize', { ...selection, priority })
  return tell(cli, attachment, { event: 'prioritize', selection })
}

/** Null: now. */
export async function startAt(
  cli: Cli,
  attachment: Attachment,
  { wish, startAtMs }: { wish: ChangeWish; startAtMs: number | null },
): Promise<ExitCode> {
  const selection = await readSelection(attachment, wish)
  await ask(attachment, 'queue.startAt', { batchIds: await batchesOf(attachment, selection), startAtMs })
  return tell(cli, attachment, { event: 'start', selection })
}

async function tell(
  cli: Cli,
  attachment: Attachment,
  { event, selection }: { event: string; selection: Selection },
): Promise<ExitCode> {
  await showSelection(cli, attachment, selection)
  cli.output.emit({ event, ids: [...selection.batchIds, ...selection.transferIds] })
  return exitCodes.done
}

async function readBefore(attachment: Attachment, id: string, selection: Selection): Promise<QueueMove> {
  const other = await selectByIds(attachment, [id])
  const [batchId, transferId] = [other.batchIds[0], other.transferIds[0]]
  const isBatches = selection.batchIds.length > 0
  if (isBatches && selection.transferIds.length > 0)
    throw new UsageError('Downloads and single files have lines of their own. Move them one after the other.')
  if (isBatches !== (batchId !== undefined))
    throw new UsageError(
      isBatches
        ? 'A download goes before another download, and --before names a file.'
        : 'A file goes before another file of its download, and --before names a download.',
    )
  return { kind: 'before', id: batchId ?? transferId ?? id }
}

/** A file belongs to its download, which is what has a queue and a start. */
async function batchesOf(attachment: Attachment, selection: Selection): Promise<string[]> {
  if (selection.transferIds.length === 0) return selection.batchIds
  const { transfers } = await ask(attachment, 'queue.look', { ...selection, batchIds: [] })
  const batches = new Set(transfers.map(({ batchId }) => batchId))
  const { batches: found } = await ask(attachment, 'queue.look', { batchIds: [...batches], transferIds: [] })
  if (found.some(({ single }) => single === undefined))
    throw new UsageError('A single file of a folder cannot leave its download. Name the download.')
  return [...selection.batchIds, ...batches]
}
