// The sum of a `get` when it ends, and the exit code that follows from it.

import { countTransfers } from '../../core/model/batch.ts'
import { formatCloudUri } from '../../core/model/cloud-uri.ts'
import { ask, type Attachment } from '../attach/attachment.ts'
import { exitCodeOf, exitCodes, type ExitCode } from '../exit-code.ts'
import { eachTransfer } from '../queue/queue-pages.ts'
import { transferName, type FailedItem, type GetEnd, type GetSummary } from './view.ts'
import type { Watched } from './watched.ts'

export interface EndFacts {
  readonly end: GetEnd
  readonly seconds: number
  readonly missing: readonly FailedItem[]
}

export async function summarize(
  attachment: Attachment,
  { batchIds, tally }: Watched,
  { end, seconds, missing }: EndFacts,
): Promise<GetSummary> {
  const { batches } = await ask(attachment, 'queue.look', { batchIds: [...batchIds], transferIds: [] })
  const failed = [...missing]
  for (const { batch, counts } of batches) {
    if (batch.walk.kind === 'failed') {
      const uri = batch.roots[0] === undefined ? '' : formatCloudUri(batch.roots[0].uri)
      failed.push({ id: batch.id, name: batch.label, uri, failure: batch.walk.failure })
    }
    if (counts.byState.failed > 0) failed.push(...(await listFailed(attachment, batch.id)))
  }
  const unfinished = batches.reduce(
    (sum, { counts }) => sum + countTransfers(counts) - counts.byState.completed - counts.byState.failed,
    0,
  )
  const summary = { ...tally.figures(), failed, seconds, unfinished, end }
  return { ...summary, exitCode: exitCodeFor(end, failed, unfinished + tally.leftOut()) }
}

async function listFailed(attachment: Attachment, batchId: string): Promise<FailedItem[]> {
  const items: FailedItem[] = []
  for await (const transfer of eachTransfer(attachment, { batchId, view: 'failed' })) {
    const { id, state, source } = transfer
    if (state.kind !== 'failed') continue
    const uri = formatCloudUri(source.uri)
    items.push({ id, name: transferName(transfer), uri, failure: state.failure })
  }
  return items
}

function exitCodeFor(end: GetEnd, failed: readonly FailedItem[], lacking: number): ExitCode {
  if (end.kind === 'interrupted' || end.kind === 'detached') return exitCodes.interrupted
  if (end.kind === 'blocked') return exitCodeOf(end.failure.kind)
  if (end.kind === 'gave-up') return exitCodes.failed
  const codes = failed.map(({ failure }) => exitCodeOf(failure.kind))
  if (codes.length === 0) return lacking === 0 ? exitCodes.done : exitCodes.failed
  return codes.every((code) => code === exitCodes.signIn) ? exitCodes.signIn : exitCodes.failed
}
