// One `get` from its names to the exit code: finds a running engine or runs one, resolves the names, adds the batches,
// follows them, sums up. Where the engine moves to another process meanwhile, it goes on there.

import type { Settings } from '../../core/model/settings.ts'
import type { Transfer } from '../../core/model/transfer.ts'
import { systemClock } from '../../core/ports/system-clock.ts'
import { ask, HostGone, type Attachment } from '../attach/attachment.ts'
import { withAttachment } from '../attach/open-attachment.ts'
import { openRemoteAccess } from '../attach/remote-access.ts'
import type { HostFace } from '../../host/local-handshake.ts'
import type { Cli } from '../cli.ts'
import type { ExitCode } from '../exit-code.ts'
import { addBatches, resolveWanted, type GetRequest, type Wanted } from './add-batches.ts'
import { createConflictQuestion } from './conflict-question.ts'
import { createDrawnView } from './drawn-view.ts'
import { followBatches, type FollowedHost } from './follow.ts'
import { createJsonView } from './json-view.ts'
import { eachTransfer } from '../queue/queue-pages.ts'
import { openNewsFeed, type NewsFeed } from './news-feed.ts'
import { createPlainView } from './plain-view.ts'
import { summarize } from './summarize.ts'
import { createTally, type Tally } from './tally.ts'
import type { GetEnd, GetSummary, GetView } from './view.ts'
import { createWatched, readNews, type Watched } from './watched.ts'

export interface FollowedGet extends GetRequest {
  readonly maxWaitMs: number
}

/** What outlives a change of the host. */
interface Job {
  readonly request: FollowedGet
  readonly view: GetView
  readonly tally: Tally
  /** Of the monotonic clock. */
  readonly startedAtMs: number
  /** Unix milliseconds. */
  readonly beganAtMs: number
  wanted?: Wanted
  batchIds: readonly string[]
}

/** `wanted` where it is known already what the names mean. */
export async function runGet(cli: Cli, request: FollowedGet, wanted?: Wanted): Promise<ExitCode> {
  const view = chooseView(cli)
  const job: Job = {
    ...{ request, view, tally: createTally(), batchIds: [] },
    ...(wanted === undefined ? {} : { wanted }),
    startedAtMs: systemClock.monotonic(),
    beganAtMs: systemClock.now(),
  }
  const options = {
    profile: cli.profile,
    face: 'get',
    fixed: ownSettings(request),
    onWaiting: () => cli.output.report('Waiting for the Reverie that has this profile open.', 'faint'),
  } as const
  try {
    const summary = await withAttachment(options, (attachment) => runWith(cli, job, attachment))
    view.summary(summary)
    return summary.exitCode
  } catch (error) {
    view.suspend()
    throw error
  }
}

/** For the engine of this very process; a rate given for this run stands above the hours of the week. */
function ownSettings({ speedLimit }: FollowedGet): Partial<Settings> {
  return speedLimit === undefined ? {} : { speedLimit, schedule: [] }
}

function chooseView({ output }: Cli): GetView {
  if (output.json) return createJsonView(output)
  return output.drawing ? createDrawnView(output, systemClock) : createPlainView(output, systemClock)
}

async function runWith(cli: Cli, job: Job, attachment: Attachment): Promise<GetSummary> {
  const { request, view, startedAtMs } = job
  const feed = await openNewsFeed(attachment)
  try {
    if (attachment.host !== undefined) tellAttached(cli, request, { view, host: attachment.host })
    const access = await openRemoteAccess(attachment)
    job.wanted ??= await resolveWanted(cli, access, { request, view })
    const missed = await findMissed(attachment, job)
    const stop = interruptionOf(cli)
    if (!(await haveEnded(attachment, job.batchIds)))
      job.batchIds = await addBatches(attachment, job.wanted.groups, { request, view })
    await feed.narrow(job.batchIds)
    const { watched, end } = await follow(cli, job, { attachment, feed, missed, stop })
    const seconds = (systemClock.monotonic() - startedAtMs) / 1000
    return await summarize(attachment, watched, { end, seconds, missing: job.wanted.missing })
  } finally {
    feed.close()
  }
}

/** What the command line wishes for an engine of its own is not forced upon another. */
function tellAttached(
  { output }: Cli,
  { speedLimit }: FollowedGet,
  { view, host }: { view: GetView; host: HostFace },
): void {
  view.attached(host)
  if (speedLimit !== undefined)
    output.problem('The Reverie that runs the queue keeps its own settings: --limit-rate is not used.')
}

/** From here on Ctrl-C is answered by an end in order. */
function interruptionOf({ interruption }: Cli): Stop {
  let takeBack: () => void = () => undefined
  const asked = new Promise<void>((resolve) => (takeBack = interruption.onInterrupt(resolve)))
  return { asked, takeBack }
}

/** After a change of the host: what came to its end while nobody told us. */
async function findMissed(attachment: Attachment, job: Job): Promise<readonly Transfer[]> {
  const missed: Transfer[] = []
  for (const batchId of job.batchIds) {
    for await (const transfer of eachTransfer(attachment, { batchId, view: 'completed' }))
      if (transfer.changedAtMs >= job.beganAtMs && !job.tally.has(transfer.id)) missed.push(transfer)
  }
  return missed
}

/** After a change of the host: what came to its end just before is not asked for again. */
async function haveEnded(attachment: Attachment, batchIds: readonly string[]): Promise<boolean> {
  if (batchIds.length === 0) return false
  const { batches } = await ask(attachment, 'queue.look', { batchIds: [...batchIds], transferIds: [] })
  return batches.every(({ batch, counts: { byState } }) => {
    const open = byState.queued + byState.waiting + byState.held
    return (
      batch.walk.kind !== 'walking' &&
      open + byState.resolving + byState.downloading + byState.finishing === 0
    )
  })
}

interface Stop {
  readonly asked: Promise<void>
  readonly takeBack: () => void
}

interface Engagement {
  readonly attachment: Attachment
  readonly feed: NewsFeed
}

interface Follow extends Engagement {
  readonly missed: readonly Transfer[]
  readonly stop: Stop
}

async function follow(
  cli: Cli,
  job: Job,
  { attachment, feed, missed, stop }: Follow,
): Promise<{ watched: Watched; end: GetEnd }> {
  const { view, tally, batchIds } = job
  const host = followedHost(job, { attachment, feed })
  const question = cli.asker.canAsk
    ? createConflictQuestion({
        view,
        queue: conflictQueue(attachment),
        asker: cli.asker,
        onInterrupted: cli.interruption.interrupt,
      })
    : undefined
  const watched = createWatched({
    ...{ view, tally, batchIds },
    onConflict: question?.ask,
    onReleased: question?.settle,
    snapshots: await host.read(),
  })
  const following = followBatches(watched, { host, clock: systemClock, maxWaitMs: job.request.maxWaitMs })
  for (const transfer of missed) readNews(watched, { type: 'transfer', transfer })
  const own = attachment.host
  void stop.asked.then(() =>
    following.end(own === undefined ? { kind: 'interrupted' } : { kind: 'detached', host: own }),
  )
  attachment.start()
  const hostEnded = attachment.ended.then((end) => Promise.reject(new HostGone(end)))
  try {
    return { watched, end: await Promise.race([following.ended, hostEnded]) }
  } finally {
    following.end({ kind: 'interrupted' })
    question?.close()
    if (!cli.interruption.signal.aborted) stop.takeBack()
  }
}

function conflictQueue(attachment: Attachment) {
  return {
    transfer: async (id: string): Promise<Transfer | undefined> =>
      (await ask(attachment, 'queue.look', { batchIds: [], transferIds: [id] })).transfers[0],
    decide: async (transferId: string, conflict: Transfer['conflict'], forBatch: boolean) => {
      await ask(attachment, 'queue.decide', { transferId, conflict, forBatch })
    },
  }
}

function followedHost({ batchIds, wanted, request }: Job, { attachment, feed }: Engagement): FollowedHost {
  const accountIds = wanted?.groups.map(({ accountId }) => accountId) ?? []
  return {
    read: async () =>
      (await ask(attachment, 'queue.look', { batchIds: [...batchIds], transferIds: [] })).batches,
    readTransfers: async (ids) =>
      (await ask(attachment, 'queue.look', { batchIds: [], transferIds: [...ids] })).transfers,
    readHolds: async () => {
      const { holds } = await ask(attachment, 'queue.summary', {})
      return holds
        .filter(({ cause }) => {
          if (cause.scope === 'account') return accountIds.includes(cause.accountId)
          return cause.scope === 'volume' && cause.root === request.targetRoot
        })
        .map(({ failure }) => failure)
    },
    onNews: feed.listen,
    onProgress: (listener) => attachment.bridge.on('queue.progress', listener),
  }
}
