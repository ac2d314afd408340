// Taking a finished download off the list together with its file: what became of it, and why a file was left alone.

/**
 * `changed`: not what landed any more. `replaced`: another download put its own file there. `found`: it lay there before,
 * and was skipped. `unrecorded`: nothing tells what landed. `unproven`: nothing tells the bytes apart from others.
 * `unfinished`: it has not ended. `disk`: the system refused.
 */
export const keptReasons = [
  'changed',
  'replaced',
  'found',
  'unrecorded',
  'unproven',
  'unfinished',
  'disk',
] as const
export type KeptReason = (typeof keptReasons)[number]

/** A file beside the record of its landing; `gone`: there is none. */
export interface StillSame {
  readonly kind: 'same' | 'gone' | 'changed' | 'unproven' | 'disk'
  /** The system's, where the disk refused. */
  readonly code?: string
}

/** `trash`: it can be brought back. `delete`: for good. */
export type RemovalWay = 'trash' | 'delete'

export interface FileRemoval {
  /** Rows that are off the list now. */
  readonly removed: number
  /** Files that are gone from their folder; a row whose file was gone already is none of these. */
  readonly files: number
  /** Left alone, row and file; the first thousand. */
  readonly kept: readonly KeptFile[]
  readonly keptTotal: number
}

export interface KeptFile {
  readonly transferId: string
  readonly name: string
  readonly reason: KeptReason
  /** The system's code (EBUSY …), where it refused. */
  readonly code?: string
}

export const mostKeptTold = 1_000
