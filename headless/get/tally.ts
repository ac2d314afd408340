// What one run of `get` has brought so far: each file counted once, by the last state it reached in this run.

import type { Transfer } from '../../core/model/transfer.ts'

export interface Tally {
  count(transfer: Transfer): void
  has(transferId: string): boolean
  /** Files that zips of the site lack. */
  leftOut(): number
  /** Counted by the queue as done, though they never came over the network. */
  skippedBytes(): number
  figures(): { completed: number; skipped: number; bytes: number }
}

export function createTally(): Tally {
  const done = new Map<string, { outcome: 'downloaded' | 'skipped'; bytes: number; leftOut: number }>()
  return {
    count: ({ id, state, source }) => {
      if (state.kind === 'completed')
        done.set(id, {
          ...{ outcome: state.outcome, bytes: source.sizeBytes },
          leftOut: state.leftOut?.count ?? 0,
        })
      else done.delete(id)
    },
    has: (transferId) => done.has(transferId),
    leftOut: () => [...done.values()].reduce((sum, { leftOut }) => sum + leftOut, 0),
    skippedBytes: () =>
      [...done.values()].reduce((sum, { outcome, bytes }) => sum + (outcome === 'skipped' ? bytes : 0), 0),
    figures: () => {
      const all = [...done.values()]
      const downloaded = all.filter(({ outcome }) => outcome === 'downloaded')
      return {
        completed: downloaded.length,
        skipped: all.length - downloaded.length,
        bytes: downloaded.reduce((sum, { bytes }) => sum + bytes, 0),
      }
    },
  }
}
