// One `get` from the opened profile to the exit code: resolves the names, adds the batches, follows them, sums up.

import type { Engine } from '../../core/engine-api.ts'
import { countTransfers } from '../../core/model/batch.ts'
import { formatCloudUri } from '../../core/model/cloud-uri.ts'
import { createHost } from '../../host/create-host.ts'
import { systemClock } from '../../core/ports/system-clock.ts'
import type { Cli } from '../cli.ts'
import { exitCodeOf, exitCodes, type ExitCode } from '../exit-code.ts'
import { createParts } from '../parts.ts'
import { addBatches, type GetRequest } from './add-batches.ts'
import { createConflictQuestion } from './conflict-question.ts'
import { createDrawnView } from './drawn-view.ts'
import { followBatches } from './follow.ts'
import { createJsonView } from './json-view.ts'
import { createPlainView } from './plain-view.ts'
import { transferName, type FailedItem, type GetEnd, type GetSummary, type GetView } from './view.ts'
import { createWatched, type Watched } from './watched.ts'

const pageSize = 500

export async function runGet(cli: Cli, request: GetRequest): Promise<ExitCode> {
  const { speedLimit } = request
  // A rate given for this run is the user's word for it: the hours of the week do not change it.
  const fixed = speedLimit === undefined ? {} : { speedLimit, schedule: [] }
  const host = await createHost(createParts({ profile: cli.profile, fixed }))
  let closed = false
  const close = async () => {
    if (!closed) await host.close()
    closed = true
  }
  try {
    const view = chooseView(cli)
    const startedAtMs = systemClock.monotonic()
    const { batchIds, missing } = await addBatches(cli, host.engine, { request, view })
    const { watched, end } = await follow(cli, host.engine, { batchIds, view, maxWaitMs: request.maxWaitMs })
    const summary = summarize(watched, {
      end,
      missing,
      seconds: (systemClock.monotonic() - startedAtMs) / 1000,
    })
    await close()
    view.summary(summary)
    return summary.exitCode
  } finally {
    await close()
  }
}

function chooseView({ output }: Cli): GetView {
  if (output.json) return createJsonView(output)
  return output.drawing ? createDrawnView(output, systemClock) : createPlainView(output, systemClock)
}

async function follow(
  cli: Cli,
  engine: Engine,
  { batchIds, view, maxWaitMs }: { batchIds: readonly string[]; view: GetView; maxWaitMs: number },
): Promise<{ watched: Watched; end: GetEnd }> {
  const interrupted = () => following.end({ kind: 'interrupted' })
  const { queue } = engine
  const question = cli.asker.canAsk
    ? createConflictQuestion({ queue, view, asker: cli.asker, onInterrupted: cli.interruption.interrupt })
    : undefined
  const watched = createWatched({ queue, view, batchIds, onConflict: question?.ask })
  const following = followBatches(watched, { clock: systemClock, maxWaitMs })
  const stopListening = cli.interruption.onInterrupt(interrupted)
  engine.start({ onlyBatches: true })
  try {
    return { watched, end: await following.ended }
  } finally {
    question?.close()
    if (!cli.interruption.signal.aborted) stopListening()
  }
}

function summarize(
  watched: Watched,
  { end, missing, seconds }: { end: GetEnd; missing: readonly FailedItem[]; seconds: number },
): GetSummary {
  const failed = [...missing, ...watched.batchIds.flatMap((id) => listFailed(watched.queue, id))]
  const counts = watched.batchIds.flatMap((id) => watched.queue.batch(id)?.counts ?? [])
  const unfinished = counts.reduce(
    (sum, count) => sum + countTransfers(count) - count.byState.completed - count.byState.failed,
    0,
  )
  const summary = { ...watched.tally.figures(), failed, seconds, unfinished, end }
  return { ...summary, exitCode: exitCodeFor(end, failed, unfinished) }
}

function listFailed(queue: Engine['queue'], batchId: string): FailedItem[] {
  const items: FailedItem[] = []
  const walk = queue.batch(batchId)?.batch
  if (walk?.walk.kind === 'failed') {
    const uri = walk.roots[0] === undefined ? '' : formatCloudUri(walk.roots[0].uri)
    items.push({ id: batchId, name: walk.label, uri, failure: walk.walk.failure })
  }
  for (let offset = 0; ; offset += pageSize) {
    const { transfers, total } = queue.transfers({ batchId, view: 'failed', offset, limit: pageSize })
    for (const transfer of transfers) {
      const { id, state, source } = transfer
      if (state.kind === 'failed')
        items.push({
          id,
          name: transferName(transfer),
          uri: formatCloudUri(source.uri),
          failure: state.failure,
        })
    }
    if (transfers.length === 0 || offset + transfers.length >= total) return items
  }
}

function exitCodeFor(end: GetEnd, failed: readonly FailedItem[], unfinished: number): ExitCode {
  if (end.kind === 'interrupted') return exitCodes.interrupted
  if (end.kind === 'blocked') return exitCodeOf(end.failure.kind)
  if (end.kind === 'gave-up') return exitCodes.failed
  const codes = failed.map(({ failure }) => exitCodeOf(failure.kind))
  if (codes.length === 0) return unfinished === 0 ? exitCodes.done : exitCodes.failed
  return codes.every((code) => code === exitCodes.signIn) ? exitCodes.signIn : exitCodes.failed
}
