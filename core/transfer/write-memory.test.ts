import { expect, test } from 'vitest'
import { createWriteMemory } from './write-memory.ts'

const mib = 1_048_576

test('a stream alone gathers a megabyte and may be two ahead of the record', () => {
  const share = createWriteMemory().enter(() => 1)
  expect([share.gatherBytes(), share.windowBytes()]).toEqual([mib, 2 * mib])
})

test('sixteen streams of one file share six megabytes', () => {
  const memory = createWriteMemory()
  const shares = Array.from({ length: 16 }, () => memory.enter(() => 16))
  expect(shares.reduce((sum, share) => sum + share.windowBytes(), 0)).toBe(6 * mib)
  expect(shares[0]?.gatherBytes()).toBe((3 * mib) / 16)
})

test('a hundred files gather eight megabytes in all, each with its own window', () => {
  const memory = createWriteMemory()
  const shares = Array.from({ length: 100 }, () => memory.enter(() => 1))
  const gathered = shares.reduce((sum, share) => sum + share.gatherBytes(), 0)
  expect(Math.round(gathered)).toBe(8 * mib)
  expect(shares[0]?.windowBytes()).toBe(2 * mib)
  for (const share of shares.slice(1)) {
    share.leave()
    share.leave()
  }
  expect(shares[0]?.gatherBytes()).toBe(mib)
})
