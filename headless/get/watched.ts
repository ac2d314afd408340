// What a `get` knows while it runs: how the queue's news change that knowledge and what of it the view hears. When to
// end is decided in follow.ts.

import type { LocalBatch, LocalNews } from '../../contract/local.ts'
import { countTransfers, type Batch } from '../../core/model/batch.ts'
import { formatCloudUri } from '../../core/model/cloud-uri.ts'
import type { Failure } from '../../core/model/failure.ts'
import type { Transfer } from '../../core/model/transfer.ts'
import { createRunningFiles, type RunningFiles } from './running-files.ts'
import type { Tally } from './tally.ts'
import { createTotalSpeed, type TotalSpeed } from './total-speed.ts'
import { transferName, type GetView, type Rest } from './view.ts'

export interface Watched {
  readonly view: GetView
  readonly batchIds: readonly string[]
  readonly running: RunningFiles
  readonly tally: Tally
  /** Of all bytes together: files that come and go between two looks have no speed of their own. */
  readonly speed: TotalSpeed
  /** Causes that hold a transfer or a walk, by its id. */
  readonly holds: Map<string, Failure>
  /** Called for a conflict that policy `ask` holds; absent where nobody can answer. */
  readonly onConflict: ((transfer: Transfer) => void) | undefined
  /** Called for a transfer that is not held any more. */
  readonly onReleased: ((transferId: string) => void) | undefined
  /** The batches as last read from the host; one that is gone from its list is missing. */
  snapshots: readonly LocalBatch[]
  /** What holds the host's queue up besides. */
  outside: readonly Failure[]
  /** What keeps a batch at rest and has been told, by its id. */
  readonly restsTold: Map<string, string | undefined>
  /** Bytes came, a file ended or a folder was read since this was last set to false. */
  moved: boolean
  lastTrouble: Failure | undefined
}

export function createWatched(
  parts: Pick<Watched, 'view' | 'batchIds' | 'onConflict' | 'onReleased' | 'tally' | 'snapshots'>,
): Watched {
  return {
    ...parts,
    running: createRunningFiles(),
    speed: createTotalSpeed(),
    holds: new Map(),
    outside: [],
    restsTold: new Map(),
    moved: false,
    lastTrouble: undefined,
  }
}

export function readNews(watched: Watched, news: LocalNews): void {
  const { batchIds, view } = watched
  if (news.type === 'transfer') {
    if (batchIds.includes(news.transfer.batchId)) readTransfer(watched, news.transfer)
  } else if (news.type === 'walk') {
    if (batchIds.includes(news.batch.id)) readWalk(watched, news.batch)
  } else if (batchIds.includes(news.transfer.batchId)) {
    view.note({ id: news.transfer.id, name: transferName(news.transfer) }, news.failure)
  }
}

function readTransfer(watched: Watched, transfer: Transfer): void {
  const { view, tally, running, holds } = watched
  const { state, id } = transfer
  const subject = { id, name: transferName(transfer) }
  running.update(transfer)
  if (holds.delete(id)) watched.onReleased?.(id)
  tally.count(transfer)
  if ('failure' in state) watched.lastTrouble = state.failure
  switch (state.kind) {
    case 'completed':
      watched.moved = true
      if (state.outcome === 'skipped') view.skipped(transfer, state.path)
      else view.completed(transfer, state.path)
      break
    case 'failed':
      view.failed({ ...subject, uri: formatCloudUri(transfer.source.uri), failure: state.failure })
      break
    case 'waiting':
      view.waiting(subject, state.failure, state.retryAtMs)
      break
    case 'held':
      readHold(watched, transfer, state.failure)
      break
    default:
  }
}

function readHold({ holds, view, onConflict }: Watched, transfer: Transfer, failure: Failure): void {
  // One ended session is one message, not four hundred.
  const known = [...holds.values()].some(({ kind }) => kind === failure.kind)
  holds.set(transfer.id, failure)
  if (isConflict(failure) && onConflict !== undefined) onConflict(transfer)
  else if (!known) view.held({ id: transfer.id, name: transferName(transfer) }, failure)
}

function readWalk(watched: Watched, { id, label, walk, roots }: Batch): void {
  const { view, holds } = watched
  const subject = { id, name: label }
  holds.delete(id)
  if ('failure' in walk) watched.lastTrouble = walk.failure
  else watched.moved = true
  if (walk.kind === 'waiting') view.waiting(subject, walk.failure, walk.retryAtMs)
  if (walk.kind === 'failed') {
    const uri = roots[0] === undefined ? '' : formatCloudUri(roots[0].uri)
    view.failed({ ...subject, uri, failure: walk.failure })
  }
  if (walk.kind === 'held') {
    holds.set(id, walk.failure)
    view.held(subject, walk.failure)
  }
}

export function showProgress({ view, snapshots, running, tally, speed }: Watched, nowMs: number): void {
  const counts = snapshots.map((snapshot) => snapshot.counts)
  const sum = (pick: (count: (typeof counts)[number]) => number) =>
    counts.reduce((total, count) => total + pick(count), 0)
  const bytesDone = sum((count) => count.bytesDone)
  speed.look(bytesDone - tally.skippedBytes(), nowMs)
  view.progress({
    filesDone: sum(({ byState }) => byState.completed),
    filesTotal: sum(countTransfers),
    bytesDone,
    bytesTotal: sum(({ bytesTotal }) => bytesTotal),
    bytesPerSecond: speed.bytesPerSecond(),
    walked: snapshots.every(({ batch }) => batch.walk.kind === 'done'),
    running: running.list(),
  })
}

/** The same words once, and again where the cause has changed or came back. */
export function tellRest({ view, restsTold }: Watched, { id, label }: Batch, rest: Rest | undefined): void {
  const cause = JSON.stringify(rest)
  const told = restsTold.get(id)
  restsTold.set(id, cause)
  if (rest !== undefined && told !== cause) view.resting({ id, name: label }, rest)
}

export function isConflict({ kind }: Failure): boolean {
  return kind === 'conflict-undecided'
}
