// Retry-After in both its forms, and a client whose clock is wrong.

import { expect, it } from 'vitest'
import { parseRetryAfter } from './retry-after.ts'

const nowMs = Date.parse('2026-11-23T12:00:00Z')

it.each([
  [undefined, undefined, undefined],
  ['', undefined, undefined],
  ['soon', undefined, undefined],
  ['-5', undefined, undefined],
  ['1.5', undefined, undefined],
  ['120', undefined, 120_000],
  [' 7 ', undefined, 7_000],
  ['0', undefined, 1_000],
  ['999999', undefined, 3_600_000],
  ['Mon, 23 Nov 2026 12:00:30 GMT', undefined, 30_000],
  ['Mon, 23 Nov 2026 11:00:00 GMT', undefined, 1_000],
  ['Tue, 24 Nov 2026 12:00:00 GMT', undefined, 3_600_000],
  // the local clock is a day behind the server's
  ['Tue, 24 Nov 2026 12:00:30 GMT', 'Tue, 24 Nov 2026 12:00:00 GMT', 30_000],
  ['Mon, 23 Nov 2026 12:00:30 GMT', 'nonsense', 30_000],
])('%j with date %j waits %j ms', (header, date, delayMs) => {
  expect(parseRetryAfter(header, nowMs, date)).toBe(delayMs === undefined ? undefined : nowMs + delayMs)
})
