import { describe, expect, it } from 'vitest'
import { createWords, wordsOf } from '../../app/words/words.ts'
import { formatBytes, formatPercent, formatSpeed, fractionOf } from './bytes.ts'

const words = createWords('en')

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [812, '812 B'],
    [999, '999 B'],
    [1_000, '1 kB'],
    [48_200, '48.2 kB'],
    [999_499, '999 kB'],
    [999_500, '1 MB'],
    [4_100_000, '4.1 MB'],
    [230_000_000, '230 MB'],
    [1_240_000_000, '1.2 GB'],
    [5_000_000_000_000, '5 TB'],
    [-3, '0 B'],
  ])('says %d bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes, words)).toBe(text)
  })
})

describe('speeds', () => {
  it.each([
    [0, '0 kB/s'],
    [300, '0.3 kB/s'],
    [41_200_000, '41.2 MB/s'],
    [118_000_000, '118 MB/s'],
  ])('says %d bytes per second as %s', (speed, text) => {
    expect(formatSpeed(speed, words)).toBe(text)
  })
})

describe('in Arabic', () => {
  it('keeps units and figures short, and all figures of one kind', () => {
    const arabic = wordsOf({ locale: 'ar-EG', catalogue: { shell: { unit: { bytes: '{{number}} بايت' } } } })
    expect([48_200, 812].map((bytes) => formatBytes(bytes, arabic))).toEqual(['٤٨٫٢ ك.ب', '٨١٢ بايت'])
  })
})

describe('percentages', () => {
  it('says 62 % as the language writes it', () => {
    expect(formatPercent(62, 100, words)).toBe('62%')
    expect(formatPercent(62, 100, wordsOf({ locale: 'de', catalogue: {} }))).toBe('62\u00a0%')
  })
  it('never says 100 % before everything is there', () => {
    expect(formatPercent(999_999, 1_000_000, words)).toBe('99%')
  })
  it('stays between nothing and everything when a total was too small', () => {
    expect([fractionOf(5, 0), fractionOf(9, 3), fractionOf(-1, 3)]).toEqual([0, 1, 0])
  })
})
