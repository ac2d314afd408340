import { describe, expect, test } from 'vitest'
import { countOf, formatBytes, formatSpan, parseBytes, parseSpan } from './figures.ts'

describe('figures', () => {
  test.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [1_234_567_890, '1.2 GB'],
    [99_960_000, '100 MB'],
  ])('%i bytes are written %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })

  test.each([
    [0.4, '0 s'],
    [59.4, '59 s'],
    [60, '1 min'],
    [725, '12 min 5 s'],
    [7800, '2 h 10 min'],
    [7200, '2 h'],
  ])('%d seconds are written %s', (seconds, text) => {
    expect(formatSpan(seconds)).toBe(text)
  })

  test.each([
    ['500k', 500_000],
    ['2M', 2_000_000],
    ['1.5MiB', 1_572_864],
    ['800000', 800_000],
    ['1 GB/s', 1_000_000_000],
    ['0', undefined],
    ['-1', undefined],
    ['fast', undefined],
    ['2T', undefined],
    ['', undefined],
  ])('the rate %j means %s bytes', (text, bytes) => {
    expect(parseBytes(text)).toBe(bytes)
  })

  test.each([
    ['90', 90_000],
    ['90s', 90_000],
    ['10m', 600_000],
    ['2h', 7_200_000],
    ['0', undefined],
    ['soon', undefined],
  ])('the span %j means %s ms', (text, ms) => {
    expect(parseSpan(text)).toBe(ms)
  })

  test('one of a thing is singular', () => {
    expect([countOf(1, 'file'), countOf(2000, 'file')]).toEqual(['1 file', '2,000 files'])
  })
})
