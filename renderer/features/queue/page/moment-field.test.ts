import { expect, it } from 'vitest'
import { momentText, nextMorningMs, parseMoment } from './moment-field.ts'

it('a moment is written and read by the clock of the computer', () => {
  const atMs = new Date(2026, 8, 2, 8, 5).getTime()
  expect(momentText(atMs)).toBe('2026-09-02T08:05')
  expect(parseMoment('2026-09-02T08:05')).toBe(atMs)
})

it.each(['', '2026-09-02', '2026-13-40T08:00', 'soon'])('%j is no moment', (text) => {
  expect(parseMoment(text)).toBeUndefined()
})

it('two in the morning is the next one', () => {
  const at = (day: number, hour: number) => new Date(2026, 8, day, hour).getTime()
  expect([nextMorningMs(at(2, 1)), nextMorningMs(at(2, 2)), nextMorningMs(at(2, 23))]).toEqual([
    at(2, 2),
    at(3, 2),
    at(3, 2),
  ])
})
