// `reverie queue`: what the profile's queue holds, and changes to it while no Reverie runs it. Nothing is downloaded
// here; `reverie get`, `reverie serve` and the app do that.

import { Option, type Command } from 'commander'
import type { BatchSnapshot, QueueApi, TransferSelection, WindowView } from '../../core/engine-api.ts'
import {
  batchStateKind,
  countTransfers,
  type Batch,
  type BatchCounts,
  type BatchStateKind,
} from '../../core/model/batch.ts'
import { isEnded, type Transfer } from '../../core/model/transfer.ts'
import { createHost } from '../../host/create-host.ts'
import type { Cli, GlobalOptions, Run } from '../cli.ts'
import { exitCodes, type ExitCode } from '../exit-code.ts'
import { createParts } from '../parts.ts'
import { countOf, formatBytes } from '../terminal/figures.ts'
import { inOwnWords, type OwnWords } from '../told-failure.ts'
import { repeatable } from '../repeatable.ts'
import { UsageError } from '../usage-error.ts'
import { failureText } from '../words.ts'

const views: readonly WindowView[] = ['all', 'unfinished', 'completed', 'failed']
const acts = ['pause', 'resume', 'retry', 'cancel', 'remove'] as const
type Act = (typeof acts)[number]
const pageSize = 500

export function addQueue(program: Command, run: Run): void {
  const queue = program
    .command('queue')
    .description('list the downloads of this profile')
    .addOption(new Option('--view <which>', 'which of them').choices(views).default('all'))
    .action((_: object, command: Command) => {
      const options = command.optsWithGlobals<{ view: WindowView } & GlobalOptions>()
      return run(options, (cli) => withQueue(cli, (api) => list(cli, api, options.view)))
    })
  for (const act of acts)
    queue
      .command(act)
      .description(descriptions[act])
      .argument('<id...>', 'ids that “reverie queue” shows')
      .action((ids: string[], _: object, command: Command) => {
        const globals = command.optsWithGlobals<GlobalOptions>()
        return run(globals, (cli) => withQueue(cli, (api) => change(cli, api, { act, ids })))
      })
}

const descriptions: Record<Act, string> = {
  pause: 'keep it, but do not run it',
  resume: 'let it run again',
  retry: 'try again what failed',
  cancel: 'give it up and drop unfinished parts',
  remove: 'take ended downloads off the list; files stay',
}

const queueWords: OwnWords = {
  'profile-in-use': {
    happened: 'A Reverie is running on this profile and shows its queue.',
    helps: 'Look there and change it there, or close it and run this command again.',
  },
}

async function withQueue(cli: Cli, work: (queue: QueueApi) => ExitCode): Promise<ExitCode> {
  const host = await inOwnWords(createHost(createParts({ profile: cli.profile })), queueWords)
  try {
    return work(host.engine.queue)
  } finally {
    await host.close()
  }
}

function list(cli: Cli, queue: QueueApi, view: WindowView): ExitCode {
  let total = 0
  for (let offset = 0; ; offset += pageSize) {
    const window = queue.batches({ view, offset, limit: pageSize })
    for (const batch of window.batches) show(cli, batch)
    total = window.total
    if (offset + window.batches.length >= total || window.batches.length === 0) break
  }
  if (total === 0) cli.output.report('The list is empty.')
  return exitCodes.done
}

function show(cli: Cli, { batch, counts, single }: BatchSnapshot): void {
  const state = idleState(batch, counts)
  const failure = failureOf(single, batch.walk)
  const files = countTransfers(counts)
  const done = counts.byState.completed
  const share = `${formatBytes(counts.bytesDone)} of ${formatBytes(counts.bytesTotal)}`
  const several = files === 0 ? 'no files' : `${done} of ${countOf(files, 'file')}, ${share}`
  const progress = single === undefined ? several : share
  cli.output.result(`${batch.id}  ${state.padEnd(9)}  ${progress}  ${batch.label}  (to ${batch.targetRoot})`)
  if (failure !== undefined) cli.output.result(`    ${failureText(failure)}`)
  cli.output.emit({
    event: 'batch',
    id: batch.id,
    name: batch.label,
    state,
    account: batch.accountId,
    target: batch.targetRoot,
    files,
    completed: done,
    failed: counts.byState.failed,
    bytesDone: counts.bytesDone,
    bytesTotal: counts.bytesTotal,
    added: new Date(batch.addedAtMs).toISOString(),
    ...(failure === undefined ? {} : { kind: failure.kind, message: failureText(failure) }),
  })
}

/** Nobody runs it while this command holds the profile. */
function idleState({ walk }: Batch, counts: BatchCounts): BatchStateKind | 'queued' {
  const state = batchStateKind(walk, counts)
  return state === 'running' || state === 'walking' ? 'queued' : state
}

function failureOf(single: Transfer | undefined, walk: BatchSnapshot['batch']['walk']) {
  if (single !== undefined && 'failure' in single.state) return single.state.failure
  return 'failure' in walk ? walk.failure : undefined
}

function change(cli: Cli, queue: QueueApi, { act, ids }: { act: Act; ids: readonly string[] }): ExitCode {
  const selection: TransferSelection = {
    batchIds: ids.filter((id) => queue.batch(id) !== undefined),
    transferIds: ids.filter((id) => queue.transfer(id) !== undefined),
  }
  const unknown = ids.filter((id) => ![...selection.batchIds, ...selection.transferIds].includes(id))
  if (unknown.length > 0)
    throw new UsageError(
      `There is no ${unknown.map(repeatable).join(', ')} on the list. “reverie queue” shows the ids.`,
    )
  if (act === 'remove') refuseUnfinished(queue, selection)
  queue[act](selection)
  if (act === 'remove') cli.output.report(`Taken off the list: ${ids.join(', ')}`)
  else
    for (const id of selection.batchIds) {
      const batch = queue.batch(id)
      if (batch !== undefined) show(cli, batch)
    }
  cli.output.emit({ event: act, ids })
  return exitCodes.done
}

function refuseUnfinished(queue: QueueApi, { batchIds, transferIds }: TransferSelection): void {
  const open = [
    ...batchIds.filter((id) => {
      const counts = queue.batch(id)?.counts
      if (counts === undefined) return false
      const { completed, failed, canceled } = counts.byState
      return countTransfers(counts) > completed + failed + canceled
    }),
    ...transferIds.filter((id) => {
      const transfer = queue.transfer(id)
      return transfer !== undefined && !isEnded(transfer.state.kind)
    }),
  ]
  if (open.length > 0)
    throw new UsageError(
      `${open.join(', ')} has not ended. Give it up first with “reverie queue cancel ${open.join(' ')}”.`,
    )
}
