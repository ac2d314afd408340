// One user's act: a file, a selection or a folder to download. What it is doing is derived from its transfers and
// from its walk, and never stored twice.

import type { ConflictPolicy } from './conflict.ts'
import type { CloudUri } from './cloud-uri.ts'
import type { Failure } from './failure.ts'
import type { Pace } from './pace.ts'
import type { Priority } from './priority.ts'
import type { SearchQuery } from './search.ts'
import type { StateKind, TransferAction } from './transfer.ts'

/** Finding out what there is to download; a restart walks again and finds what it already has. */
export type Walk =
  | { readonly kind: 'walking' }
  | {
      readonly kind: 'waiting'
      readonly failure: Failure
      readonly retryAtMs: number
      readonly tries: number
    }
  | { readonly kind: 'held'; readonly failure: Failure }
  /** By a pause, and then to go on; `canceled` for good, unless somebody asks for it again. */
  | { readonly kind: 'stopped'; readonly canceled?: true }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'done' }

export interface Batch extends Pace {
  readonly id: string
  readonly accountId: string
  /** What the user pointed at; entries are resolved by the walk. */
  readonly roots: readonly BatchRoot[]
  readonly targetRoot: string
  readonly conflict: ConflictPolicy
  /** Name of the first root; faces add how many more there are. */
  readonly label: string
  /** One zip made by the site instead of files. */
  readonly archive: boolean
  readonly walk: Walk
  readonly addedAtMs: number
  /** The named queue that it is in; absent: the default one. */
  readonly queueId?: string
  /** Absent: normal. */
  readonly priority?: Priority
  /** Was told to run next: ahead of every priority. */
  readonly next?: boolean
  /** Nothing of it runs, or is looked into, before this moment (Unix milliseconds); taken away when it has come. */
  readonly startAtMs?: number
}

export interface BatchRoot {
  readonly uri: CloudUri
  /** A version the user asked for instead of the current one. */
  readonly entityId?: string
  /** Of one file that goes back to where it was, below the target, whatever its name on the site. */
  readonly place?: { readonly folders: readonly string[]; readonly name: string }
  /** Not the folder, but everything in it, or all that a search in it finds. */
  readonly contents?: RootContents
}

export interface RootContents {
  /** Entries that are left out, by where they are. */
  readonly except: readonly CloudUri[]
  readonly search?: SearchQuery
}

export interface BatchCounts {
  readonly byState: Readonly<Record<StateKind, number>>
  readonly bytesTotal: number
  readonly bytesDone: number
}

export type BatchStateKind =
  'later' | 'walking' | 'running' | 'waiting' | 'held' | 'paused' | 'completed' | 'failed' | 'canceled'

export function countTransfers(counts: BatchCounts): number {
  return Object.values(counts.byState).reduce((sum, count) => sum + count, 0)
}

/**
 * The busiest of its parts speaks for the batch; a failure shows only once nothing else can move. `startAtMs` is the
 * batch's own: what would otherwise begin waits for it.
 */
export function batchStateKind(walk: Walk, counts: BatchCounts, startAtMs?: number): BatchStateKind {
  const { byState: by } = counts
  if (by.downloading + by.resolving + by.finishing > 0) return 'running'
  const isLater = startAtMs !== undefined
  if (isLater && (by.queued > 0 || walk.kind === 'walking')) return 'later'
  if (walk.kind === 'walking') return 'walking'
  if (by.queued > 0) return 'running'
  if (by.waiting > 0 || walk.kind === 'waiting') return 'waiting'
  if (by.held > 0 || walk.kind === 'held') return 'held'
  if (by.paused > 0) return 'paused'
  if (by.failed > 0 || walk.kind === 'failed') return 'failed'
  if (walk.kind === 'stopped') return isWalkCanceled(walk, counts) ? 'canceled' : 'paused'
  return by.canceled > 0 ? 'canceled' : 'completed'
}

/** Before a walk said so itself its files did: one that was canceled before it had any looks paused. */
export function isWalkCanceled(walk: Walk, { byState }: BatchCounts): boolean {
  return walk.kind === 'stopped' && (walk.canceled === true || byState.canceled > 0)
}

const actions: Record<BatchStateKind, readonly TransferAction[]> = {
  later: ['pause', 'cancel'],
  walking: ['pause', 'cancel'],
  running: ['pause', 'cancel'],
  waiting: ['retry', 'pause', 'cancel'],
  held: ['retry', 'pause', 'cancel'],
  paused: ['resume', 'cancel'],
  completed: ['reveal', 'remove'],
  failed: ['retry', 'reveal', 'remove'],
  canceled: ['retry', 'remove'],
}

export function batchActionsFor(kind: BatchStateKind): readonly TransferAction[] {
  return actions[kind]
}
