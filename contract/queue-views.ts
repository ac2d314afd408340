// What the user interface shows of named queues, order and history; see views.ts.

import type { NamedQueue } from '../core/model/named-queue.ts'
import type { Pace } from '../core/model/pace.ts'
import type { Priority } from '../core/model/priority.ts'
import type { StateKind } from '../core/model/transfer.ts'

/** Where a row stands in the line. */
export interface RowPlace extends Pace {
  readonly queueId: string
  /** What counts: of a transfer without its own, its batch's. */
  readonly priority: Priority
  /** Was told to run next: ahead of every priority. */
  readonly next?: boolean
  /** Its queue is paused: it does not start, whatever its state says. */
  readonly queuePaused?: boolean
  /** Unix milliseconds at which its batch starts by itself; absent where it may start. */
  readonly startAtMs?: number
}

export interface NamedQueueView extends NamedQueue {
  /** Batches that are not done, and those that are. */
  readonly open: number
  readonly ended: number
  readonly byState: Readonly<Record<StateKind, number>>
  /** Bytes of what is not ended yet. */
  readonly bytesLeft: number
}

export interface NamedQueuesView {
  /** As in every snapshot: an older one is to be dropped. */
  readonly revision: number
  /** The default one first, then as they were made. */
  readonly queues: readonly NamedQueueView[]
}
