import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFailure } from './failure.ts'
import { isDoubtful, nextTryAt, triesAllowed } from './backoff.ts'

const failure = createFailure('network')

describe('the next try', () => {
  it.each([
    [1, 500, 1_000],
    [2, 1_000, 2_000],
    [5, 8_000, 16_000],
    [9, 128_000, 256_000],
    [10, 150_000, 300_000],
    [400, 150_000, 300_000],
  ])('number %i comes after %i to %i ms', (tries, least, most) => {
    const at = (random: number) => nextTryAt({ tries, failure, nowMs: 7, random })
    expect([at(0), at(1)]).toEqual([7 + least, 7 + most])
  })

  it('is never earlier than the server asked for, and never at once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        fc.option(fc.nat({ max: 4_000_000 })),
        (tries, random, retryAtMs) => {
          const asked = retryAtMs === null ? failure : { ...failure, retryAtMs }
          const at = nextTryAt({ tries, failure: asked, nowMs: 1_000_000, random })
          expect(at).toBeGreaterThanOrEqual(1_000_500)
          expect(at).toBeGreaterThanOrEqual(retryAtMs ?? 0)
          expect(Number.isSafeInteger(at)).toBe(true)
        },
      ),
    )
  })

  it('goes on for ever with trouble that passes, and ends with answers that do not fit', () => {
    expect(triesAllowed(createFailure('stalled'))).toBe(Infinity)
    expect(triesAllowed(createFailure('disk-busy'))).toBe(Infinity)
    expect(triesAllowed(createFailure('answer-unfit'))).toBe(9)
    expect(triesAllowed(createFailure('link-expired'))).toBe(6)
  })

  it.each([
    [createFailure('not-found', '', { code: 40016 }), true],
    [createFailure('not-found', '', { status: 404 }), true],
    [createFailure('not-found', 'the site keeps no such version'), false],
    [createFailure('api-rejected', '', { code: -1 }), true],
    [createFailure('api-rejected', '', { code: 40006 }), false],
    [createFailure('share-gone', '', { code: 404 }), true],
    [createFailure('share-gone', '', { code: 40001 }), false],
  ])('%j is doubtful: %j', (said, expected) => {
    expect(isDoubtful(said)).toBe(expected)
  })
})
