// Sets of bytes as sorted, disjoint, half-open ranges [start, end). Pure arithmetic; nothing here knows of files.

export interface ByteRange {
  readonly start: number
  readonly end: number
}

export type RangeSet = readonly ByteRange[]

export function addRange(set: RangeSet, added: ByteRange): RangeSet {
  if (added.end <= added.start) return set
  const kept: ByteRange[] = []
  let { start, end } = added
  for (const range of set) {
    if (range.end < start || range.start > end) kept.push(range)
    else {
      start = Math.min(start, range.start)
      end = Math.max(end, range.end)
    }
  }
  kept.push({ start, end })
  return kept.sort((a, b) => a.start - b.start)
}

/** What of [0, size) is not in the set. */
export function missingRanges(set: RangeSet, sizeBytes: number): RangeSet {
  const gaps: ByteRange[] = []
  let at = 0
  for (const range of set) {
    if (range.start >= sizeBytes) break
    if (range.start > at) gaps.push({ start: at, end: range.start })
    at = Math.max(at, range.end)
  }
  if (at < sizeBytes) gaps.push({ start: at, end: sizeBytes })
  return gaps
}

export function countBytes(set: RangeSet): number {
  return set.reduce((sum, range) => sum + range.end - range.start, 0)
}
