import { describe, expect, it } from 'vitest'
import { createWords } from '../../app/words/words.ts'
import { formatCountdown, formatTimeLeft } from './time.ts'

const words = createWords('en')

describe('time left', () => {
  it.each([
    [0.4, 'about 5 s'],
    [12, 'about 15 s'],
    [54, 'about 55 s'],
    [58, 'about 1 min'],
    [130, 'about 2 min'],
    [3_590, 'about 1 h'],
    [4_800, 'about 1 h 20 min'],
    [7_200, 'about 2 h'],
    [86_400, 'about 1 day'],
    [260_000, 'about 3 days'],
  ])('says %d seconds as %s', (seconds, text) => {
    expect(formatTimeLeft(seconds, words)).toBe(text)
  })
})

describe('countdown', () => {
  it.each([
    [-10, '0 s'],
    [1, '1 s'],
    [12_000, '12 s'],
    [89_000, '89 s'],
    [89_001, '2 min'],
    [600_000, '10 min'],
  ])('says %d ms as %s', (milliseconds, text) => {
    expect(formatCountdown(milliseconds, words)).toBe(text)
  })
})
