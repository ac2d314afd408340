import { describe, expect, test } from 'vitest'
import { createGrowth, spanMs } from './growth.ts'
import type { Growth } from './growth.ts'

const mib = 1_048_576

/** Runs the file for so many spans on a line where `rate(n)` is what n connections give, MiB/s. */
function run(growth: Growth, rate: (segments: number) => number, spans: number, begin = 0): number[] {
  const seen: number[] = []
  let segments = seen.at(-1) ?? 1
  let bytes = 0
  for (let span = 0; span < spans; span++) {
    const atMs = begin + span * spanMs
    segments = growth.wanted({ atMs, bytes, segments })
    bytes += (rate(segments) * mib * spanMs) / 1000
    seen.push(segments)
  }
  return seen
}

describe('the number of connections', () => {
  test('doubles, then quadruples while each is capped by the server', () => {
    const seen = run(createGrowth(16), (n) => 20 * n, 20)
    expect([...new Set(seen)]).toEqual([1, 2, 8, 16])
  })

  test('goes back to one where the line is full', () => {
    const seen = run(createGrowth(16), () => 30, 40)
    expect([...new Set(seen)]).toEqual([1, 2])
    expect(seen.at(-1)).toBe(1)
  })

  test('stays at what the line can feed', () => {
    const seen = run(createGrowth(16), (n) => Math.min(20 * n, 80), 40)
    expect(seen.at(-1)).toBe(4)
    expect(Math.max(...seen)).toBe(8)
  })

  test('goes back to two where four times as many gained nothing', () => {
    const seen = run(createGrowth(16), (n) => Math.min(20 * n, 40), 40)
    expect([...new Set(seen)]).toEqual([1, 2, 8])
    expect(seen.at(-1)).toBe(2)
  })

  test('never passes the cap', () => {
    expect(Math.max(...run(createGrowth(3), (n) => 5 * n, 40))).toBe(3)
    expect(Math.max(...run(createGrowth(1), (n) => 5 * n, 40))).toBe(1)
  })

  test('does not grow where one connection brings plenty', () => {
    expect(Math.max(...run(createGrowth(16), (n) => 400 * n, 40))).toBe(1)
  })

  test('does not grow while nothing comes', () => {
    expect(Math.max(...run(createGrowth(16), () => 0, 40))).toBe(1)
  })

  test('rests after a refusal, and tries again later', () => {
    const growth = createGrowth(8)
    run(growth, (n) => 10 * n, 4)
    growth.settleAt(1, 1_000)
    expect(Math.max(...run(growth, (n) => 10 * n, 40, 1_000))).toBe(1)
    expect(Math.max(...run(growth, (n) => 10 * n, 40, 17_000))).toBe(8)
  })
})
