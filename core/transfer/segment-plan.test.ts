import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addRange, countBytes, missingRanges } from '../model/ranges.ts'
import type { RangeSet } from '../model/ranges.ts'
import { handBack, leastSegmentBytes, mostSegments, planNext, unclaimed } from './segment-plan.ts'
import type { Segment } from './segment-plan.ts'

const mib = 1_048_576

function segment(start: number, end: number, at = start): Segment {
  return { start, end, at, promisedEnd: end, solid: false }
}

describe('the next segment', () => {
  test('is the whole file at first', () => {
    expect(planNext({ have: [], running: [], sizeBytes: 9 * mib })).toEqual({
      range: { start: 0, end: 9 * mib },
    })
  })

  test('is the first stretch that nobody fetches', () => {
    const have = [{ start: 2 * mib, end: 3 * mib }]
    const running = [segment(0, 2 * mib, mib)]
    expect(planNext({ have, running, sizeBytes: 9 * mib })).toEqual({
      range: { start: 3 * mib, end: 9 * mib },
    })
  })

  test('is the second half of the longest rest where everything is under way', () => {
    const short = segment(0, 4 * mib, 3 * mib)
    const long = segment(4 * mib, 16 * mib, 6 * mib)
    expect(planNext({ have: [], running: [short, long], sizeBytes: 16 * mib })).toEqual({
      range: { start: 11 * mib, end: 16 * mib },
      cut: long,
    })
  })

  test('is nothing where the rest is too short to share', () => {
    const running = [segment(0, 4 * mib, 4 * mib - 2 * leastSegmentBytes + 1)]
    expect(planNext({ have: [], running, sizeBytes: 4 * mib })).toBe(undefined)
  })

  test('is never taken from an answer that cannot be cut', () => {
    const running = [{ ...segment(0, 64 * mib), solid: true }]
    expect(planNext({ have: [], running, sizeBytes: 64 * mib })).toBe(undefined)
  })

  test('is nothing where everything is here', () => {
    expect(planNext({ have: [{ start: 0, end: 5 }], running: [], sizeBytes: 5 })).toBe(undefined)
    expect(planNext({ have: [], running: [], sizeBytes: 0 })).toBe(undefined)
  })
})

describe('a segment that came to nothing', () => {
  test('goes back to the one it was taken from, as far as that brings it', () => {
    const donor = { ...segment(0, 4 * mib, mib), promisedEnd: 8 * mib }
    handBack(segment(4 * mib, 6 * mib), [donor])
    expect(donor.end).toBe(6 * mib)
  })

  test('is a gap where bytes of it have come, or nobody brings it', () => {
    const donor = { ...segment(0, 4 * mib, mib), promisedEnd: 8 * mib }
    handBack(segment(4 * mib, 6 * mib, 5 * mib), [donor])
    handBack(segment(5 * mib, 6 * mib), [donor])
    const other = segment(0, 4 * mib)
    handBack(segment(4 * mib, 6 * mib), [other])
    expect([donor.end, other.end]).toEqual([4 * mib, 4 * mib])
  })
})

describe('however connections come, fail and go', () => {
  // Begins, advances, ends and loses segments at random, and keeps a picture of each byte's story.
  const steps = fc.array(
    fc.record({ kind: fc.constantFrom('begin', 'advance', 'fail'), pick: fc.nat(), by: fc.nat() }),
    { maxLength: 200 },
  )

  test('every byte is fetched by one at a time, and all of them in the end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 * mib }), steps, (sizeBytes, script) => {
        let have: RangeSet = []
        let running: Segment[] = []
        const record = (one: Segment) => {
          if (running.includes(one)) have = addRange(have, { start: one.start, end: one.at })
          running = running.filter((other) => other !== one)
        }
        const begin = () => {
          const next = planNext({ have, running, sizeBytes })
          if (next === undefined) return false
          if (next.cut !== undefined) {
            expect(next.range.start).toBeGreaterThan(next.cut.at)
            next.cut.end = next.range.start
          }
          running.push({ ...segment(next.range.start, next.range.end), promisedEnd: next.range.end })
          return true
        }
        const isTidy = () => {
          const claims = running.map(({ start, end }) => ({ start, end }))
          const all = [...claims, ...have]
          const joined = all.reduce<RangeSet>((set, range) => addRange(set, range), [])
          expect(countBytes(joined)).toBe(all.reduce((sum, { start, end }) => sum + end - start, 0))
          const open = countBytes(unclaimed({ have, running, sizeBytes }))
          expect(countBytes(joined) + open).toBe(sizeBytes)
        }
        for (const { kind, pick, by } of script) {
          const one = running[pick % Math.max(1, running.length)]
          if (kind === 'begin' || one === undefined) begin()
          else {
            one.at = Math.min(one.end, one.at + by)
            const ends = kind === 'fail' || one.at === one.end
            if (ends) record(one)
            if (kind === 'fail') handBack(one, running)
          }
          isTidy()
        }
        for (const one of [...running]) {
          one.at = one.end
          record(one)
        }
        while (begin()) {
          const [one] = running
          if (one === undefined) break
          one.at = one.end
          record(one)
        }
        expect(missingRanges(have, sizeBytes)).toEqual([])
      }),
    )
  })
})

test('as many connections as the rest can feed', () => {
  expect([0, mib, 4 * mib, 64 * mib].map(mostSegments)).toEqual([1, 1, 2, 32])
})
