// `reverie queue pause|resume|retry|cancel|remove|clear`: changes to what is on the list, in the Reverie that runs it or
// in the database while nobody does. Nothing is downloaded by this process.

import type { Selection } from '../../contract/treaty.ts'
import { countTransfers } from '../../core/model/batch.ts'
import { isEnded } from '../../core/model/transfer.ts'
import { ask, type Attachment } from '../attach/attachment.ts'
import type { Cli } from '../cli.ts'
import { exitCodes, type ExitCode } from '../exit-code.ts'
import { formatCount } from '../terminal/figures.ts'
import { UsageError } from '../usage-error.ts'
import { queueNames } from './named-queues.ts'
import { printBatch, printTransfer, shortId } from './queue-rows.ts'
import { selectByIds, selectByPattern } from './selection.ts'

export const acts = ['pause', 'resume', 'retry', 'cancel', 'remove'] as const
export type Act = (typeof acts)[number]

/** Exactly one of the three. */
export interface ChangeWish {
  readonly ids: readonly string[]
  readonly pattern?: string | undefined
  readonly all: boolean
}

const everything = {
  pause: 'queue.pauseAll',
  resume: 'queue.resumeAll',
  retry: 'queue.retryAll',
  cancel: 'queue.cancelAll',
  remove: 'queue.clearEnded',
} as const

const allDone: Record<Act, string> = {
  pause: 'Everything is paused.',
  resume: 'Everything that was paused goes on.',
  retry: 'Everything that failed is tried again.',
  cancel: 'Everything that had not ended is given up.',
  remove: 'Everything that has ended is off the list; files stay.',
}

export function checkWish({ ids, pattern, all }: ChangeWish): void {
  const given = [ids.length > 0, pattern !== undefined, all].filter(Boolean).length
  if (given === 1) return
  throw new UsageError(
    given === 0
      ? 'Nothing is named. Give ids that “reverie queue” shows, --name <pattern>, or --all.'
      : 'Ids, --name and --all exclude one another. Give one of them.',
  )
}

export async function changeQueue(
  cli: Cli,
  attachment: Attachment,
  { act, wish }: { act: Act; wish: ChangeWish },
): Promise<ExitCode> {
  if (wish.all) {
    await ask(attachment, everything[act], {})
    cli.output.report(allDone[act])
    cli.output.emit({ event: act, all: true })
    return exitCodes.done
  }
  const selection = await readSelection(attachment, wish)
  if (act === 'remove') await refuseUnfinished(attachment, selection)
  await ask(attachment, `queue.${act}`, selection)
  await tell(cli, attachment, { act, selection })
  return exitCodes.done
}

export function readSelection(attachment: Attachment, { ids, pattern }: ChangeWish): Promise<Selection> {
  return pattern === undefined ? selectByIds(attachment, ids) : selectByPattern(attachment, pattern)
}

/** What became of it. A batch that is about to stop may still say that it runs. */
async function tell(
  cli: Cli,
  attachment: Attachment,
  { act, selection }: { act: Act; selection: Selection },
): Promise<void> {
  const ids = [...selection.batchIds, ...selection.transferIds]
  if (act === 'remove') cli.output.report(`Taken off the list: ${ids.map(shortId).join(', ')}`)
  else await showSelection(cli, attachment, selection)
  cli.output.emit({ event: act, ids })
}

/** More than this is counted only. */
const mostShown = 500

export async function showSelection(cli: Cli, attachment: Attachment, selection: Selection): Promise<void> {
  const batchIds = selection.batchIds.slice(0, mostShown)
  const transferIds = selection.transferIds.slice(0, mostShown)
  const { batches, transfers } = await ask(attachment, 'queue.look', { batchIds, transferIds })
  const names = await queueNames(attachment)
  for (const batch of batches) printBatch(cli.output, batch, { isIdle: attachment.host === undefined, names })
  for (const transfer of transfers) printTransfer(cli.output, transfer)
  const rest = selection.batchIds.length + selection.transferIds.length - batchIds.length - transferIds.length
  if (rest > 0) cli.output.report(`… and ${formatCount(rest)} more.`)
}

async function refuseUnfinished(attachment: Attachment, selection: Selection): Promise<void> {
  const { batches, transfers } = await ask(attachment, 'queue.look', {
    batchIds: selection.batchIds.slice(0, 10_000),
    transferIds: selection.transferIds.slice(0, 10_000),
  })
  const open = [
    ...batches
      .filter(({ counts }) => {
        const { completed, failed, canceled } = counts.byState
        return countTransfers(counts) > completed + failed + canceled
      })
      .map(({ batch }) => batch.id),
    ...transfers.filter(({ state }) => !isEnded(state.kind)).map(({ id }) => id),
  ].map(shortId)
  if (open.length > 0)
    throw new UsageError(
      `${open.join(', ')} has not ended. Give it up first with “reverie queue cancel ${open.join(' ')}”.`,
    )
}
