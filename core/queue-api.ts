// What the queue can do, as hosts see it: a part of engine-api.ts, which hands it on.

import type { AfterAction } from './model/after-action.ts'
import type { BatchCounts, BatchRoot, Batch } from './model/batch.ts'
import type { ConflictPolicy } from './model/conflict.ts'
import type { Failure } from './model/failure.ts'
import type { FileRemoval, RemovalWay } from './model/file-removal.ts'
import type { NamedQueue, QueueEdit } from './model/named-queue.ts'
import type { Pace, PaceEdit } from './model/pace.ts'
import type { Priority } from './model/priority.ts'
import type { QueueMove } from './model/queue-move.ts'
import type { TransferProgress } from './model/progress.ts'
import type { HoldCause, StateKind, Transfer } from './model/transfer.ts'

/** Ends what it was returned for; safe to call again. */
export type Disposer = () => void

export interface AddRequest {
  readonly accountId: string
  readonly roots: readonly BatchRoot[]
  /** Absolute folder. */
  readonly targetRoot: string
  readonly conflict?: ConflictPolicy
  /** One zip made by the site instead of files (cloudreve-api.md section 5.1). */
  readonly archive?: boolean
  /** Absent: the default one. */
  readonly queueId?: string
  /** Absent: normal. */
  readonly priority?: Priority
  /** Not before this moment; Unix milliseconds. */
  readonly startAtMs?: number
  readonly pace?: Pace
  /** Once all of it is here; the settings say where it is absent. */
  readonly after?: AfterAction
}

export interface TransferSelection {
  readonly transferIds: readonly string[]
  readonly batchIds: readonly string[]
}

export interface BatchSnapshot {
  readonly batch: Batch
  readonly counts: BatchCounts
  /** Its named queue is paused. */
  readonly queuePaused?: boolean
  /** Present where the batch is one single file: it is shown as that transfer. */
  readonly single?: Transfer
}

export interface BatchWindow {
  readonly revision: number
  readonly total: number
  readonly batches: readonly BatchSnapshot[]
}

export interface TransferWindow {
  readonly revision: number
  readonly total: number
  readonly transfers: readonly Transfer[]
}

export interface BatchWish {
  readonly view: WindowView
  /** Batches of this named queue, of this account alone. */
  readonly queueId?: string | undefined
  readonly accountId?: string | undefined
  readonly order?: WindowOrder | undefined
  readonly offset: number
  readonly limit: number
}

export interface HistorySearch {
  /** In file names and the folders above them. Empty: everything. */
  readonly text: string
  readonly view: WindowView
  readonly accountId?: string
  readonly queueId?: string
  /** Of the last change of state, Unix milliseconds; from included, until not. */
  readonly fromMs?: number
  readonly untilMs?: number
  readonly offset: number
  readonly limit: number
}

export interface NamedQueueSnapshot extends NamedQueue {
  readonly byState: Readonly<Record<StateKind, number>>
  readonly bytesLeft: number
  /** Batches that are not done, and those that are. */
  readonly open: number
  readonly ended: number
}

export interface NamedQueueWindow {
  readonly revision: number
  readonly queues: readonly NamedQueueSnapshot[]
}

/** Unfinished is running and waiting: what has a slot or looks for its files, and what has not. */
export type WindowView = 'all' | 'unfinished' | 'running' | 'waiting' | 'completed' | 'failed'
/** In the order of its turn, before what is over; or as it was added. */
export type WindowOrder = 'line' | 'newest' | 'oldest'

export interface QueueTotals {
  readonly revision: number
  readonly byState: Readonly<Record<StateKind, number>>
  readonly bytesLeft: number
  readonly bytesPerSecond: number
  readonly secondsLeft?: number
  readonly holds: readonly {
    readonly cause: HoldCause
    readonly failure: Failure
    readonly transfers: number
  }[]
}

export interface ProgressReport {
  readonly items: readonly TransferProgress[]
  readonly bytesPerSecond: number
}

export type QueueNews =
  | { readonly type: 'transfer'; readonly transfer: Transfer }
  | { readonly type: 'walk'; readonly batch: Batch }
  /** A running transfer drops its part and starts from zero, or renews its link: told, but no state of its own. */
  | { readonly type: 'note'; readonly transferId: string; readonly failure: Failure }

export interface QueueApi {
  /** An unfinished batch with the same account, roots and target goes on instead of a second one being made. */
  add(request: AddRequest): Promise<{ batchId: string; resumed: boolean }>
  /** What follows once the batch is complete, without a failure; done once. */
  setAfter(batchId: string, action: AfterAction): void
  pause(selection: TransferSelection): void
  resume(selection: TransferSelection): void
  cancel(selection: TransferSelection): void
  retry(selection: TransferSelection): void
  remove(selection: TransferSelection): void
  pauseAll(): void
  resumeAll(): void
  cancelAll(): void
  retryAll(): void
  clearEnded(): void
  /** Answers a name conflict that policy `ask` holds. */
  decide(transferId: string, conflict: ConflictPolicy, forBatch: boolean): void
  /** Undefined, of transfers: as their batch. */
  prioritize(selection: TransferSelection, priority: Priority | undefined): void
  /** Applies to what runs at once: its rate, and the connections that are opened from now on. */
  setPace(selection: TransferSelection, pace: PaceEdit): void
  /** Several keep their order. Fails `invalid-request` for a transfer before one of another batch. */
  move(selection: TransferSelection, move: QueueMove): void
  /** Into another named queue, behind what is there. Fails `not-found`. */
  assign(batchIds: readonly string[], queueId: string): void
  /** Undefined: now. */
  startAt(batchIds: readonly string[], startAtMs: number | undefined): void
  queues(): NamedQueueWindow
  /** Fails `name-taken`, `invalid-request`. */
  createQueue(name: string, edit: QueueEdit): NamedQueueSnapshot
  editQueue(queueId: string, edit: QueueEdit): NamedQueueSnapshot
  /** What is in it goes to the default queue; that one stays. */
  removeQueue(queueId: string): void
  pauseQueue(queueId: string, paused: boolean): void
  /** Off the list together with the files; `trash` fails `invalid-request` where the host has none. */
  removeFiles(selection: TransferSelection, way: RemovalWay): Promise<FileRemoval>
  batches(window: BatchWish): BatchWindow
  search(wanted: HistorySearch): TransferWindow
  transfers(window: { batchId: string; view: WindowView; offset: number; limit: number }): TransferWindow
  batch(batchId: string): BatchSnapshot | undefined
  transfer(transferId: string): Transfer | undefined
  totals(): QueueTotals
  /** Something runs, waits, or is held; what is paused, and what has ended, is no work. */
  hasWork(): boolean
  /** Something changed since `revision`; at most 4 times a second. */
  onChanged(listener: (revision: number) => void): Disposer
  /** Live figures of running transfers, at most 4 times a second, and only if something moved. */
  onProgress(listener: (report: ProgressReport) => void): Disposer
  /** Every single change of state as it happens; for the command line. */
  onNews(listener: (news: QueueNews) => void): Disposer
}
