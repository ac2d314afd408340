import { expect, test } from 'vitest'
import { formatMoment, parseMoment } from './moment.ts'

const noon = new Date(2026, 10, 26, 12, 0, 0).getTime()
const minute = 60_000

test.each([
  ['13:30', noon + 90 * minute],
  ['9:05', new Date(2026, 10, 27, 9, 5).getTime()],
  ['12:00', new Date(2026, 10, 27, 12, 0).getTime()],
  ['2026-12-24T06:00', new Date(2026, 11, 24, 6, 0).getTime()],
  ['2026-12-24 06:00', new Date(2026, 11, 24, 6, 0).getTime()],
  ['2026-12-24T06:00:00Z', Date.UTC(2026, 11, 24, 6)],
  ['+90m', noon + 90 * minute],
  ['24:00', undefined],
  ['7', undefined],
  ['tomorrow', undefined],
  ['2026-13-24T06:00', undefined],
  ['+soon', undefined],
])('%s', (text, expected) => {
  expect(parseMoment(text, noon)).toBe(expected)
})

test('is shown in local time', () => {
  expect(formatMoment(new Date(2026, 0, 2, 3, 4).getTime())).toBe('2026-01-02 03:04')
})
