// What happened while nobody was looking, as plain values: batches that came to an end, what waits for a person, and
// what a start had to repair. The words are made by the faces.

import type { Failure } from './failure.ts'
import type { SyncHold, SyncQuestion } from './sync.ts'
import type { HoldCause } from './transfer.ts'

interface OfBatch {
  readonly batchId: string
  /** Present where the batch is one single file. */
  readonly transferId?: string | undefined
  /** Of the first root; `others` counts the rest. */
  readonly name: string
  readonly others: number
  readonly files: number
  readonly bytes: number
}

interface OfPair {
  readonly pairId: string
  readonly name: string
}

export type ActivityEvent =
  | ({ readonly kind: 'completed' } & OfBatch)
  | ({
      readonly kind: 'failed'
      readonly filesFailed: number
      readonly failure?: Failure | undefined
    } & OfBatch)
  /** Something waits for a person. */
  | { readonly kind: 'held'; readonly failure: Failure; readonly cause: HoldCause }
  /** A folder kept in step waits for an answer, or for a person. */
  | ({ readonly kind: 'sync-asks'; readonly question: SyncQuestion } & OfPair)
  | ({ readonly kind: 'sync-held'; readonly cause: SyncHold; readonly failure: Failure } & OfPair)
  /** So many files that somebody made here were kept beside what the site has. */
  | ({ readonly kind: 'sync-conflicts'; readonly files: number } & OfPair)
  /** A damaged file was set aside, and the newest backup took its place, or nothing could. */
  | { readonly kind: 'restored' | 'lost'; readonly what: 'queue' | 'settings'; readonly setAside: string }

export type ActivityEntry = ActivityEvent & {
  readonly id: string
  /** Unix milliseconds. */
  readonly atMs: number
  readonly seen: boolean
}

/** Entries beyond these are forgotten, the oldest first. */
export const mostEntries = 200

export function isProblem({ kind }: ActivityEvent): boolean {
  return kind !== 'completed'
}
