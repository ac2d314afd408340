import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import { createLimiter } from './limiter.ts'

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
const calm = () => new AbortController().signal

/** One stream after the other takes chunks for as long as it is let; tells how many bytes had passed at every moment. */
function run(rate: number, chunk: number, streams = 1) {
  const clock = createManualClock()
  const limiter = createLimiter(clock, rate)
  const passed: { atMs: number; bytes: number }[] = []
  let stopped = false
  const stream = async () => {
    while (!stopped) {
      await limiter.take(chunk, calm())
      passed.push({ atMs: clock.monotonic(), bytes: chunk })
      if (passed.length > 100_000) throw new Error('no limit at all')
    }
  }
  for (let index = 0; index < streams; index++) void stream()
  const advance = async (ms: number) => {
    for (let at = 0; at < ms; at += 5) {
      await settle()
      clock.advance(5)
    }
    await settle()
  }
  const between = (fromMs: number, toMs: number) =>
    passed.filter(({ atMs }) => atMs >= fromMs && atMs < toMs).reduce((sum, { bytes }) => sum + bytes, 0)
  return { limiter, clock, advance, between, stop: () => void (stopped = true) }
}

describe('the limiter', () => {
  it('without a rate lets everything through at once', () => {
    expect(createLimiter(createManualClock()).take(1e9, calm())).toBeUndefined()
  })

  it.each([
    [1_000_000, 16_384, 1],
    [1_000_000, 16_384, 4],
    [100_000, 1_000, 3],
    [8_000_000, 65_536, 2],
  ])(
    'holds %i bytes a second within 2 %% with chunks of %i over %i streams',
    async (rate, chunk, streams) => {
      const { advance, between, stop } = run(rate, chunk, streams)
      await advance(4_000)
      stop()
      for (const from of [1_000, 2_000, 2_500]) {
        expect(Math.abs(between(from, from + 1_000) - rate)).toBeLessThanOrEqual(rate * 0.02 + chunk)
      }
      expect(Math.abs(between(0, 4_000) - 4 * rate)).toBeLessThanOrEqual(4 * rate * 0.02 + chunk)
    },
  )

  it('saves up no more than a tenth of a second while nothing is asked for', () => {
    const clock = createManualClock()
    const limiter = createLimiter(clock, 100_000)
    clock.advance(60_000)
    let passed = 0
    while (limiter.take(1_000, calm()) === undefined) passed += 1_000
    expect(passed).toBeLessThanOrEqual(11_000)
  })

  it('takes another rate at once, for those who wait too', async () => {
    const { limiter, advance, between, stop } = run(1_000, 10_000)
    await advance(1_000)
    limiter.setRate(1_000_000)
    await advance(1_000)
    expect(between(1_000, 2_000)).toBeGreaterThan(800_000)
    limiter.setRate(100_000)
    await advance(2_000)
    stop()
    expect(Math.abs(between(3_000, 4_000) - 100_000)).toBeLessThanOrEqual(12_000)
  })

  it('lets everybody go when the limit is lifted', async () => {
    const clock = createManualClock()
    const limiter = createLimiter(clock, 1)
    void limiter.take(1_000, calm())
    const first = limiter.take(5, calm())
    const second = limiter.take(5, calm())
    limiter.setRate(0)
    await first
    await second
    expect(clock.pending()).toBe(0)
  })

  it('stops waiting at an abort, and whoever is behind goes on', async () => {
    const clock = createManualClock()
    const limiter = createLimiter(clock, 1_000)
    void limiter.take(1_000, calm())
    const controller = new AbortController()
    const first = limiter.take(1_000_000, controller.signal)
    const second = limiter.take(1, calm())
    controller.abort()
    await expect(first).rejects.toMatchObject({ name: 'AbortError' })
    clock.advance(1_001)
    await second
  })

  it('serves in the order of asking', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 20 }),
        async (sizes) => {
          const clock = createManualClock()
          const limiter = createLimiter(clock, 1_000)
          void limiter.take(10, calm())
          const served: number[] = []
          sizes.forEach((size, index) => void limiter.take(size, calm())?.then(() => served.push(index)))
          clock.advance(200_000)
          await settle()
          expect(served).toEqual(sizes.map((_, index) => index))
        },
      ),
      { numRuns: 30 },
    )
  })
})
