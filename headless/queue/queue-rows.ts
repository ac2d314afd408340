// One batch or one file of the queue as `reverie queue` prints it, for a person and as JSON.

import type { LocalBatch } from '../../contract/local.ts'
import { batchStateKind, countTransfers, type BatchStateKind } from '../../core/model/batch.ts'
import { defaultQueueId } from '../../core/model/named-queue.ts'
import { formatCloudUri } from '../../core/model/cloud-uri.ts'
import type { Failure } from '../../core/model/failure.ts'
import { isActive, stateKinds, type Transfer } from '../../core/model/transfer.ts'
import { transferName } from '../get/view.ts'
import { countOf, formatBytes, formatCount } from '../terminal/figures.ts'
import { formatMoment } from '../terminal/moment.ts'
import { repeatable } from '../repeatable.ts'
import type { Output } from '../terminal/output.ts'
import { failureText } from '../words.ts'

export type ShownState = BatchStateKind | 'queued'

/** Enough to name one of many; more is asked for where it is not. */
export function shortId(id: string): string {
  return id.slice(0, 8)
}

/** `isIdle`: nobody runs the queue, so nothing of it is under way. */
export function shownState({ batch, counts }: LocalBatch, isIdle: boolean): ShownState {
  const state = batchStateKind(batch.walk, counts, batch.startAtMs)
  const active = stateKinds.filter(isActive).some((kind) => counts.byState[kind] > 0)
  if (state === 'walking') return isIdle ? 'queued' : state
  return state === 'running' && !active ? 'queued' : state
}

/** `isIdle`: nobody runs the queue. `names`: of the queues besides the default one, by id. */
export interface ListFacts {
  readonly isIdle: boolean
  readonly names?: ReadonlyMap<string, string>
}

export function printBatch(output: Output, batch: LocalBatch, { isIdle, names }: ListFacts): void {
  output.result(batchLine(batch, isIdle) + placeWords(batch, names))
  const failure = failureOf(batch)
  if (failure !== undefined) output.result(`    ${failureText(failure)}`)
  output.emit(batchEvent(batch, isIdle))
}

export function batchLine(snapshot: LocalBatch, isIdle: boolean): string {
  const { batch, counts, single } = snapshot
  const files = countTransfers(counts)
  const share = `${formatBytes(counts.bytesDone)} of ${formatBytes(counts.bytesTotal)}`
  const several =
    files === 0 ? 'no files' : `${counts.byState.completed} of ${countOf(files, 'file')}, ${share}`
  const progress = single === undefined ? several : share
  const state = shownState(snapshot, isIdle).padEnd(9)
  const others = batch.roots.length > 1 ? ` and ${formatCount(batch.roots.length - 1)} more` : ''
  return `${shortId(batch.id)}  ${state}  ${progress}  ${batch.label}${others}  (to ${batch.targetRoot})`
}

/** What is unusual of its place. */
function placeWords({ batch, queuePaused }: LocalBatch, names: ListFacts['names']): string {
  const { queueId, priority, next, startAtMs } = batch
  const name = queueId === undefined ? undefined : names?.get(queueId)
  const words = [
    next === true ? 'next' : '',
    priority === undefined ? '' : `${priority} priority`,
    name === undefined ? '' : `in “${repeatable(name)}”`,
    queuePaused === true ? 'its queue is paused' : '',
    startAtMs === undefined ? '' : `starts ${formatMoment(startAtMs)}`,
  ].filter((word) => word !== '')
  return words.length === 0 ? '' : `  [${words.join(', ')}]`
}

export function batchEvent(snapshot: LocalBatch, isIdle: boolean) {
  const { batch, counts } = snapshot
  return {
    event: 'batch',
    id: batch.id,
    name: batch.label,
    state: shownState(snapshot, isIdle),
    account: batch.accountId,
    target: batch.targetRoot,
    files: countTransfers(counts),
    completed: counts.byState.completed,
    failed: counts.byState.failed,
    bytesDone: counts.bytesDone,
    bytesTotal: counts.bytesTotal,
    added: new Date(batch.addedAtMs).toISOString(),
    queue: batch.queueId ?? defaultQueueId,
    priority: batch.priority ?? 'normal',
    next: batch.next === true,
    queuePaused: snapshot.queuePaused === true,
    ...(batch.startAtMs === undefined ? {} : { start: new Date(batch.startAtMs).toISOString() }),
    ...reason(failureOf(snapshot)),
  }
}

export function printTransfer(output: Output, transfer: Transfer): void {
  const { id, state, source, bytesDone } = transfer
  const done = state.kind === 'completed' ? source.sizeBytes : bytesDone
  const share = `${formatBytes(done)} of ${formatBytes(source.sizeBytes)}`
  output.result(`${shortId(id)}  ${state.kind.padEnd(9)}  ${share}  ${transferName(transfer)}`)
  const failure = 'failure' in state ? state.failure : undefined
  if (failure !== undefined) output.result(`    ${failureText(failure)}`)
  output.emit({
    event: 'file',
    id,
    batch: transfer.batchId,
    name: transferName(transfer),
    uri: formatCloudUri(source.uri),
    state: state.kind,
    bytesDone: done,
    bytesTotal: source.sizeBytes,
    changed: new Date(transfer.changedAtMs).toISOString(),
    priority: transfer.priority ?? 'normal',
    next: transfer.next === true,
    ...(state.kind === 'completed' ? { path: state.path } : {}),
    ...reason(failure),
  })
}

function failureOf({ single, batch: { walk } }: LocalBatch): Failure | undefined {
  if (single !== undefined && 'failure' in single.state) return single.state.failure
  return 'failure' in walk ? walk.failure : undefined
}

function reason(failure: Failure | undefined) {
  return failure === undefined ? {} : { kind: failure.kind, message: failureText(failure) }
}
