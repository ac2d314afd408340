// One run of one pair, from the look at its folder to the last file in its place. Holds nothing between runs: what has to
// be remembered is in the database, and what lies on the disk is looked at again.
//
//   marker -> left overs -> plan -> (asks?) -> marker of this run -> moves out -> removals -> moves in, folders
//     -> adopted -> fetched and placed -> tidy -> in step, or once more

import { noThroughput } from '../model/throughput.ts'
import type { Throughput } from '../model/throughput.ts'
import type { SyncActivity, SyncHold, SyncPlan, SyncProblem } from '../model/sync.ts'
import type { Failure } from '../model/failure.ts'
import { TransferError } from '../model/failure.ts'
import type { Agreed } from '../plan/plan-totals.ts'
import type { PairRow } from '../store/sync-pairs.ts'
import { adoptAll } from './adopt-files.ts'
import { fetchAll } from './fetch-all.ts'
import { holdFailure, judgeMarker, readMarker, writeMarker } from './marker.ts'
import { attachAll, detachAll } from './move-steps.ts'
import { makePlan } from './planner.ts'
import type { MadePlan } from './planner.ts'
import { clearIncoming, recoverHeld } from './recover.ts'
import { removeAll } from './remove-steps.ts'
import type { Scope } from './scope.ts'
import type { SyncParts } from './sync-parts.ts'
import { createWork } from './work.ts'
import type { Work } from './work.ts'

export interface RunRequest {
  readonly pairId: string
  readonly signal: AbortSignal
  readonly scope: Scope | undefined
  /** What somebody has said yes to. */
  readonly agreed: Agreed | undefined
  /** Only the plan. */
  readonly planOnly: boolean
  onChecking(entries: number): void
  onRunning(done: number, total: number): void
}

export type RunEnd =
  | { readonly kind: 'planned' | 'asks'; readonly plan: SyncPlan }
  | { readonly kind: 'held'; readonly cause: SyncHold; readonly failure: Failure }
  | {
      readonly kind: 'done'
      readonly plan: SyncPlan
      readonly problems: readonly SyncProblem[]
      /** Not everything could be told or done: a full look is due soon. */
      readonly again: boolean
      /** Somebody gave a file up in the queue. */
      readonly canceled: boolean
    }

/** Agrees to whatever the plan says. */
export const everything: Agreed = {
  filesDeleted: Number.POSITIVE_INFINITY,
  filesReplaced: Number.POSITIVE_INFINITY,
}

/** Rejects with a TransferError, or as the signal says. */
export async function runPair(parts: SyncParts, request: RunRequest): Promise<RunEnd> {
  const row = needRow(parts, request.pairId)
  const held = await checkFolder(parts, row)
  if (held !== undefined) return held
  const fresh = needRow(parts, request.pairId)
  let total = 0
  const work = openWork(parts, fresh, { ...request, onRunning: (done) => request.onRunning(done, total) })
  const walk = parts.store.walk(fresh.seq)
  if (fresh.progress.marked) await recoverHeld(work)
  const made = await makePlan(parts, {
    ...request,
    pair: fresh.pair,
    known: work.known,
    items: work.items,
    walk,
    resume: !request.planOnly,
    throughput: throughputOf(parts, fresh),
    onEntries: request.onChecking,
  })
  const isAsked = made.plan.question !== undefined
  if (request.planOnly || isAsked) {
    walk.clear()
    return { kind: request.planOnly ? 'planned' : 'asks', plan: made.plan }
  }
  total = work.items.countActions()
  const end = await carryOut(parts, work, { request, made })
  // Whatever is still to be done is found by a listing of its own time.
  if (request.scope === undefined) walk.clear()
  return end
}

/** Its own, or that of another pair with the same site: where nothing came yet nothing is known. */
function throughputOf({ store }: SyncParts, { pair, progress }: PairRow): Throughput {
  const others = () => store.pairs.list().filter((row) => row.pair.accountId === pair.accountId)
  return (
    progress.throughput ??
    others().find((row) => row.progress.throughput !== undefined)?.progress.throughput ??
    noThroughput
  )
}

function needRow({ store }: SyncParts, pairId: string): PairRow {
  const row = store.pairs.read(pairId)
  if (row === undefined) throw new TransferError(noPair)
  return row
}

const noPair: Failure = { kind: 'not-found', remedy: 'give-up', detail: 'there is no such pair' }

/** A folder that is not the one it was is left alone. */
async function checkFolder(parts: SyncParts, row: PairRow): Promise<RunEnd | undefined> {
  const { progress, pair, seq } = row
  if (!progress.marked) return undefined
  const found = await readMarker(parts.ports.disk, pair.localRoot)
  const standing = judgeMarker(found, progress)
  if (standing === 'missing') return { kind: 'held', cause: 'folder-missing', failure: holdFailure(standing) }
  if (standing === 'other') return { kind: 'held', cause: 'other-folder', failure: holdFailure(standing) }
  if (standing === 'newer') {
    // The database was put back to an older state: what it knows of the folder is not true any more.
    parts.ports.logger.log('warn', 'the record of a pair is older than its folder', { pair: pair.id })
    parts.store.known(seq).clear()
    parts.store.walk(seq).clear()
    parts.store.pairs.saveProgress(pair.id, { ...progress, generation: found?.generation ?? 0 })
    parts.store.pairs.save({ ...pair, confirmed: false })
  }
  return undefined
}

function openWork(parts: SyncParts, { seq, pair }: PairRow, request: RunRequest): Work {
  let done = 0
  return createWork(parts, {
    pair,
    known: parts.store.known(seq),
    items: parts.store.items(seq),
    signal: request.signal,
    note: (activity: Omit<SyncActivity, 'atMs'>) =>
      parts.store.pairs.note(seq, { ...activity, atMs: parts.ports.clock.now() }),
    step: () => request.onRunning(++done, 0),
  })
}

interface Carrying {
  readonly request: RunRequest
  readonly made: MadePlan
}

async function carryOut(parts: SyncParts, work: Work, { request, made }: Carrying): Promise<RunEnd> {
  const { plan } = made
  const total = work.items.countActions()
  let { again } = made
  let canceled = false
  request.onRunning(0, total)
  const { pair } = needRow(parts, request.pairId)
  if (!pair.confirmed) parts.store.pairs.save({ ...pair, confirmed: true })
  if (total > 0) {
    await markRun(parts, request.pairId)
    await detachAll(work)
    await removeAll(work)
    await attachAll(work)
    await adoptAll(work)
    const fetched = await fetchAll(work, {
      batchId: needRow(parts, request.pairId).progress.batchId,
      listedAtMs: made.begunAtMs,
      throughput: throughputOf(parts, needRow(parts, request.pairId)),
      onThroughput: (throughput) => saveProgress(parts, request.pairId, { throughput }),
      onBatch: (batchId) => saveProgress(parts, request.pairId, { batchId }),
    })
    canceled = fetched.canceled
    again ||= fetched.again
    if (!canceled && work.problems.length === 0) {
      saveProgress(parts, request.pairId, { batchId: undefined })
      await clearIncoming(work)
    }
  }
  const { problems } = work
  const isWhole = request.scope === undefined && plan.complete && !again && problems.length === 0
  if (isWhole) saveProgress(parts, request.pairId, { inStepSinceMs: parts.ports.clock.now() })
  saveProgress(parts, request.pairId, { problems: problems.slice(0, 200) })
  return { kind: 'done', plan, problems, again, canceled }
}

function saveProgress(parts: SyncParts, pairId: string, change: Partial<PairRow['progress']>): void {
  const row = parts.store.pairs.read(pairId)
  if (row !== undefined) parts.store.pairs.saveProgress(pairId, { ...row.progress, ...change })
}

/**
 * The database is ahead of the marker, never behind it, in whatever moment this is cut off; but for the very first time,
 * when a marker nobody expects does no harm.
 */
async function markRun(parts: SyncParts, pairId: string): Promise<void> {
  const { pair, progress } = needRow(parts, pairId)
  const { disk } = parts.ports
  const { marker } = progress
  if (!progress.marked) await writeMarker(disk, pair.localRoot, { marker, generation: progress.generation })
  const generation = progress.generation + 1
  saveProgress(parts, pairId, { generation, marked: true })
  await writeMarker(disk, pair.localRoot, { marker, generation })
}
