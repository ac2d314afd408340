import { expect, it } from 'vitest'
import { addStretch, noThroughput, secondsFor } from './throughput.ts'
import type { Throughput, Stretch } from './throughput.ts'

const mib = 1_048_576
const learned = (stretches: readonly Stretch[]): Throughput => stretches.reduce(addStretch, noThroughput)

it('says nothing where nothing was measured, and nothing of no files', () => {
  expect(secondsFor(noThroughput, { files: 10, bytes: 10 * mib })).toBeUndefined()
  const sums = learned([{ files: 100, bytes: mib, seconds: 1 }])
  expect(secondsFor(sums, { files: 0, bytes: 0 })).toBeUndefined()
})

it('files of the kind that was measured take as long as those did', () => {
  const sums = learned([
    { files: 1_000, bytes: mib, seconds: 2 },
    { files: 500, bytes: mib / 2, seconds: 1 },
  ])
  expect(secondsFor(sums, { files: 100_000, bytes: 100 * mib })).toBe(200)
})

it('says nothing of large files where only small ones were measured, nor the other way round', () => {
  const small = learned([{ files: 1_000, bytes: mib, seconds: 2 }])
  expect(secondsFor(small, { files: 10, bytes: 10_000 * mib })).toBeUndefined()
  const large = learned([{ files: 1, bytes: 1_000 * mib, seconds: 10 }])
  expect(secondsFor(large, { files: 100_000, bytes: 100 * mib })).toBeUndefined()
})

it('tells a time for each file from a time for each byte where both kinds were measured', () => {
  const took = (files: number, bytes: number) => files * 0.002 + (bytes / mib) * 0.1
  const sums = learned(
    [
      [1_000, mib],
      [3, 300 * mib],
      [200, 40 * mib],
      [900, 2 * mib],
    ].map(([files = 0, bytes = 0]) => ({ files, bytes, seconds: took(files, bytes) })),
  )
  expect(secondsFor(sums, { files: 50_000, bytes: 50 * mib })).toBeCloseTo(took(50_000, 50 * mib), -1)
  expect(secondsFor(sums, { files: 10, bytes: 10_000 * mib })).toBeCloseTo(took(10, 10_000 * mib), -1)
})

it('never goes below nothing, whatever odd stretches say', () => {
  const sums = learned([
    { files: 1_000, bytes: mib, seconds: 0.1 },
    { files: 1, bytes: 100 * mib, seconds: 9 },
    { files: 900, bytes: 90 * mib, seconds: 1 },
  ])
  for (const ask of [
    { files: 1, bytes: 0 },
    { files: 100_000, bytes: 1 },
    { files: 5, bytes: 5_000 * mib },
  ])
    expect(secondsFor(sums, ask)).toBeGreaterThanOrEqual(1)
})

it('what was measured last counts most', () => {
  const slow = Array.from({ length: 100 }, () => ({ files: 100, bytes: mib, seconds: 10 }))
  const fast = Array.from({ length: 100 }, () => ({ files: 100, bytes: mib, seconds: 1 }))
  expect(secondsFor(learned([...slow, ...fast]), { files: 10_000, bytes: 100 * mib })).toBeLessThan(115)
})
