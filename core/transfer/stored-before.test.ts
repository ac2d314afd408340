import { expect, it } from 'vitest'
import { wasStoredBefore } from './stored-before.ts'

const date = 'Thu, 26 Nov 2026 12:00:30 GMT'
const stored = (at: string) => ({ date, 'last-modified': at })

it.each([
  ['long before', stored('Thu, 26 Nov 2026 11:00:00 GMT'), 10_000, true],
  ['at the very age that is sure', stored('Thu, 26 Nov 2026 12:00:15 GMT'), 10_000, true],
  ['a second too late to be sure', stored('Thu, 26 Nov 2026 12:00:16 GMT'), 10_000, false],
  ['after the listing', stored('Thu, 26 Nov 2026 12:00:25 GMT'), 10_000, false],
  ['in the future of the storage', stored('Thu, 26 Nov 2026 13:00:00 GMT'), 10_000, false],
  ['our clock was set back', stored('Thu, 26 Nov 2026 11:00:00 GMT'), -1, false],
  ['no Date', { 'last-modified': 'Thu, 26 Nov 2026 11:00:00 GMT' }, 0, false],
  ['no Last-Modified', { date }, 0, false],
  ['a Last-Modified that is none', stored('yesterday'), 0, false],
])('%s', (_what, headers, agoMs, sure) => {
  expect(wasStoredBefore(headers, agoMs)).toBe(sure)
})
