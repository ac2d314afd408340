// Bytes of one file over all its connections: what has come, what is recorded. The record is what resume believes; the
// other figures are for the eye and for judging speed.

import { addRange, countBytes } from '../model/ranges.ts'
import type { RangeSet } from '../model/ranges.ts'
import type { Piece, ResumePoints } from '../ports/resume-points.ts'
import { toRanges } from './part-file.ts'

export interface Tally {
  /** Recorded bytes. */
  have(): RangeSet
  /** Bytes received since the file was opened, fruitless ones included; only grows. */
  fetched(): number
  received(bytes: number): void
  /** Received, but not to be had: the write failed, or the answer turned out not to be the file. */
  lost(bytes: number): void
  /** The system has these bytes: to be tried after a crash, not counted before they are recorded. */
  note(pieces: readonly Piece[]): void
  /** These bytes are on the medium. */
  record(pieces: readonly Piece[]): void
  /** Gives up what is recorded from this byte on: it comes again. */
  forgetFrom(start: number): void
}

export interface TallyParts {
  readonly transferId: string
  readonly resumePoints: Pick<ResumePoints, 'read' | 'note' | 'record' | 'keepOnly'>
  /** Recorded when the part file was opened. */
  readonly have: RangeSet
  /** Bytes of the file that are here, recorded or not. */
  readonly progress: (bytesDone: number) => void
}

export function createTally({ transferId, resumePoints, have: found, progress }: TallyParts): Tally {
  let have = found
  let here = countBytes(found)
  let fetched = 0
  return {
    have: () => have,
    fetched: () => fetched,
    received: (bytes) => {
      fetched += bytes
      here += bytes
      progress(here)
    },
    lost: (bytes) => {
      if (bytes === 0) return
      here -= bytes
      progress(here)
    },
    note: (pieces) => resumePoints.note(transferId, pieces),
    record: (pieces) => {
      have = pieces.reduce((set, { start, end }) => addRange(set, { start, end }), have)
      resumePoints.record(transferId, pieces, countBytes(have))
    },
    forgetFrom: (start) => {
      const kept = (resumePoints.read(transferId)?.pieces ?? []).filter(({ end }) => end <= start)
      resumePoints.keepOnly(transferId, kept)
      here -= countBytes(have)
      have = toRanges(kept)
      here += countBytes(have)
    },
  }
}
