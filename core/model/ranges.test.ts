// The set algebra of byte ranges against a bitmap that cannot be wrong.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addRange, countBytes, missingRanges } from './ranges.ts'
import type { RangeSet } from './ranges.ts'

const limit = 64
const range = fc
  .tuple(fc.nat({ max: limit }), fc.nat({ max: limit }))
  .map(([start, length]) => ({ start, end: Math.min(limit, start + length) }))
const ranges = fc.array(range, { maxLength: 14 })

function bitmapOf(set: RangeSet): boolean[] {
  return Array.from({ length: limit }, (_, at) => set.some(({ start, end }) => start <= at && at < end))
}

describe('byte ranges', () => {
  it('hold exactly what was added, sorted, disjoint, never touching and never empty', () => {
    fc.assert(
      fc.property(ranges, (added) => {
        const set = added.reduce<RangeSet>(addRange, [])
        expect(bitmapOf(set)).toEqual(bitmapOf(added))
        expect(countBytes(set)).toBe(bitmapOf(added).filter(Boolean).length)
        set.forEach(({ start, end }, index) => {
          expect(start).toBeLessThan(end)
          expect(start).toBeGreaterThan(set[index - 1]?.end ?? -1)
        })
      }),
    )
  })

  it('miss exactly what was not added', () => {
    fc.assert(
      fc.property(ranges, fc.nat({ max: limit }), (added, size) => {
        const set = added.reduce<RangeSet>(addRange, [])
        const expected = bitmapOf(added).map((has, at) => !has && at < size)
        expect(bitmapOf(missingRanges(set, size))).toEqual(expected)
      }),
    )
  })

  it('is complete once what is missing has been added', () => {
    fc.assert(
      fc.property(ranges, fc.nat({ max: limit }), (added, size) => {
        const set = added.reduce<RangeSet>(addRange, [])
        const whole = missingRanges(set, size).reduce<RangeSet>(addRange, set)
        expect(missingRanges(whole, size)).toEqual([])
      }),
    )
  })

  it('leave the given set as it was', () => {
    const set: RangeSet = Object.freeze([Object.freeze({ start: 1, end: 2 })])
    expect(addRange(set, { start: 2, end: 4 })).toEqual([{ start: 1, end: 4 }])
    expect(set).toEqual([{ start: 1, end: 2 }])
  })
})
