// Which stretch of a file the next connection fetches: what nobody fetches yet, else the second half of the longest rest.
// Pure arithmetic over what is recorded and what is under way; running the segments is segments.ts's business.

import { addRange, countBytes, missingRanges } from '../model/ranges.ts'
import type { ByteRange, RangeSet } from '../model/ranges.ts'

/** What one connection fetches. `at` grows while bytes come; `end` is lowered when another takes the second half over. */
export interface Segment {
  readonly start: number
  /** One past the last byte handed to the part file. */
  at: number
  end: number
  /** One past the last byte that the answer will bring; `end` until there is an answer. */
  promisedEnd: number
  /** The server sends what it likes (the whole file, or of unknown length): nothing of it can be given to another. */
  solid: boolean
}

export interface PlanFacts {
  /** Recorded bytes. */
  readonly have: RangeSet
  readonly running: readonly Segment[]
  readonly sizeBytes: number
}

export interface NextSegment {
  readonly range: ByteRange
  /** Ends where `range` begins from now on. */
  readonly cut?: Segment
}

/** A connection of its own is not worth less than this. */
export const leastSegmentBytes = 1_048_576

/** Undefined where everything is here or under way, and no rest is worth halving. */
export function planNext(facts: PlanFacts): NextSegment | undefined {
  const [gap] = unclaimed(facts)
  return gap === undefined ? halveLongest(facts.running) : { range: gap }
}

/** Bytes that are neither here nor under way. */
export function unclaimed({ have, running, sizeBytes }: PlanFacts): RangeSet {
  return missingRanges(
    running.reduce<RangeSet>((set, { start, end }) => addRange(set, { start, end }), have),
    sizeBytes,
  )
}

/**
 * One that came to nothing: whoever it took the stretch from may still have it on the way, and brings it after all. What
 * nobody brings is a gap again.
 */
export function handBack(failed: Segment, running: readonly Segment[]): void {
  if (failed.at !== failed.start) return
  const donor = running.find(({ end, promisedEnd }) => end === failed.start && promisedEnd > end)
  if (donor !== undefined) donor.end = Math.min(donor.promisedEnd, failed.end)
}

/** Bytes that are still to come, under way or not. */
export function bytesLeft(facts: PlanFacts): number {
  const underWay = facts.running.reduce((sum, { at, end }) => sum + end - at, 0)
  return underWay + countBytes(unclaimed(facts))
}

/** How many connections at most are worth having for what is left. */
export function mostSegments(leftBytes: number): number {
  return Math.max(1, Math.floor(leftBytes / (2 * leastSegmentBytes)))
}

function halveLongest(running: readonly Segment[]): NextSegment | undefined {
  if (running.some(({ solid }) => solid)) return undefined
  const longest = running.reduce<Segment | undefined>(
    (best, one) => (best === undefined || one.end - one.at > best.end - best.at ? one : best),
    undefined,
  )
  if (longest === undefined || longest.end - longest.at < 2 * leastSegmentBytes) return undefined
  const middle = longest.at + Math.ceil((longest.end - longest.at) / 2)
  return { range: { start: middle, end: longest.end }, cut: longest }
}
