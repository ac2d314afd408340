// The live figures between two snapshots: what moved lately, for transfers and summed up for batches. Figures that are
// not renewed are struck out, so that a row never shows the speed of a minute ago.

import type { TransferProgress } from '../../../core/model/progress.ts'

interface Line extends TransferProgress {
  readonly seenAtMs: number
  /** Bytes that the snapshot on the screen already counts. */
  readonly countedBytes: number
}

export type ProgressBook = ReadonlyMap<string, Line>

export interface LiveFigures {
  /** For a batch: on top of what the snapshot says. */
  readonly bytesMore: number
  readonly bytesPerSecond: number
  readonly secondsLeft?: number
}

const forgetAfterMs = 5_000
export const emptyBook: ProgressBook = new Map()

export function recordProgress(
  book: ProgressBook,
  items: readonly TransferProgress[],
  atMs: number,
): ProgressBook {
  const next = new Map([...book].filter(([, line]) => atMs - line.seenAtMs < forgetAfterMs))
  for (const item of items) {
    const countedBytes = book.get(item.id)?.countedBytes ?? item.bytesDone
    next.set(item.id, { ...item, seenAtMs: atMs, countedBytes })
  }
  return next
}

/** A new snapshot counts everything up to now. */
export function settleBook(book: ProgressBook): ProgressBook {
  return new Map([...book].map(([id, line]) => [id, { ...line, countedBytes: line.bytesDone }]))
}

export function batchFigures(book: ProgressBook, batchId: string): LiveFigures {
  let bytesMore = 0
  let bytesPerSecond = 0
  for (const line of book.values()) {
    if (line.batchId !== batchId) continue
    bytesMore += Math.max(0, line.bytesDone - line.countedBytes)
    bytesPerSecond += line.bytesPerSecond
  }
  return { bytesMore, bytesPerSecond }
}
