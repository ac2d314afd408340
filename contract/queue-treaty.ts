// The part of the treaty that is about order: priorities, places in the line, named queues, later starts, and the history.
// `queue.changed` tells of all of it.

import type { FileRemoval, RemovalWay } from '../core/model/file-removal.ts'
import type { Priority } from '../core/model/priority.ts'
import type { QueueMove } from '../core/model/queue-move.ts'
import type { NamedQueuesView, NamedQueueView } from './queue-views.ts'
import type { Call, Selection } from './treaty.ts'
import type { QueueView, QueueWindow } from './views.ts'

type None = Record<string, never>

/** Of a named queue; absent: as it is, or without. Null takes it away. The folder is one that was picked. */
interface QueueFacts {
  concurrency?: number | null | undefined
  speedLimit?: number | undefined
  folder?: { token: string } | null | undefined
}

export interface SearchWish {
  /** In file names and the folders above them; upper and lower case are the same. Empty: everything. */
  text: string
  view: QueueView
  accountId?: string | undefined
  queueId?: string | undefined
  /** Of the last change of state, Unix milliseconds; from included, until not. */
  fromMs?: number | undefined
  untilMs?: number | undefined
}

/** See Pace; null takes a value away. */
export interface PaceWish {
  connections?: number | null | undefined
  speedLimit?: number | null | undefined
}

export interface QueueCommands {
  /** Null, of transfers: as their batch. */
  'queue.prioritize': Call<Selection & { priority: Priority | null }, None>
  /** What is left out stays; null takes it away, and a file has what its batch has then. */
  'queue.setPace': Call<Selection & PaceWish, None>
  /** Several keep their order. Transfers move within their batch; fails `invalid-request` for a place in another one. */
  'queue.move': Call<Selection & { move: QueueMove }, None>
  /** Into another queue, behind what is there. Fails `not-found`. */
  'queue.assign': Call<{ batchIds: string[]; queueId: string }, None>
  /** Null: now. */
  'queue.startAt': Call<{ batchIds: string[]; startAtMs: number | null }, None>
  /**
   * Off the list, with the files: only those that these transfers made and that are still what landed. Fails
   * `invalid-request` for `trash` where the host has none (`HostView.hasTrash`).
   */
  'queue.removeFiles': Call<Selection & { way: RemovalWay }, FileRemoval>
  /** Fails `name-taken`, `invalid-request` for a name that cannot be one or one queue too many. */
  'queues.create': Call<{ name: string } & QueueFacts, { queue: NamedQueueView }>
  'queues.edit': Call<{ queueId: string; name?: string | undefined } & QueueFacts, { queue: NamedQueueView }>
  /** What is in it goes to the default queue. Fails `invalid-request` for the default queue. */
  'queues.remove': Call<{ queueId: string }, None>
  'queues.pause': Call<{ queueId: string }, None>
  'queues.resume': Call<{ queueId: string }, None>
}

export interface QueueQueries {
  'queues.list': Call<None, NamedQueuesView>
  /** Single files, the last changed first. */
  'queue.search': Call<SearchWish & { offset: number; limit: number }, QueueWindow>
}
