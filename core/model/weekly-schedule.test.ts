import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextChangeAt, ruleAt } from './weekly-schedule.ts'
import type { LocalTime, WeeklyRule } from './weekly-schedule.ts'

const pause = { kind: 'pause' } as const
const slow = { kind: 'limit', bytesPerSecond: 1_000 } as const
const workdays = [1, 2, 3, 4, 5]
const everyDay = [0, 1, 2, 3, 4, 5, 6]
const at = (day: number, hour: number, minute = 0, second = 0): LocalTime => ({
  day,
  minute: hour * 60 + minute,
  second,
})
const office: WeeklyRule = { days: workdays, fromMinute: 8 * 60, untilMinute: 18 * 60, action: pause }
const night: WeeklyRule = { days: [6], fromMinute: 22 * 60, untilMinute: 6 * 60, action: slow }
const hours = (count: number) => count * 3_600_000

describe('the weekly schedule', () => {
  it.each<[string, LocalTime, WeeklyRule | undefined]>([
    ['just before', at(1, 7, 59), undefined],
    ['at the first minute', at(1, 8), office],
    ['in the last minute', at(1, 17, 59, 59), office],
    ['at the end', at(1, 18), undefined],
    ['on another day', at(0, 12), undefined],
    ['before midnight', at(6, 23), night],
    ['after midnight, over the end of the week', at(0, 5, 59), night],
    ['when the night is over', at(0, 6), undefined],
  ])('%s', (_, time, rule) => {
    expect(ruleAt([office, night], time)).toBe(rule)
  })

  it('the first rule that fits counts', () => {
    const all: WeeklyRule = { days: everyDay, fromMinute: 0, untilMinute: 1_440, action: slow }
    expect(ruleAt([all, office], at(2, 12))).toBe(all)
    expect(ruleAt([office, all], at(2, 12))).toBe(office)
  })

  it.each<[string, LocalTime, number | undefined]>([
    ['from the middle of a span to its end', at(5, 17), hours(1)],
    ['to the second', at(5, 17, 59, 30), 30_000],
    ['from the weekend to Monday', at(0, 6), hours(26)],
    ['over midnight and the end of the week', at(6, 23), hours(7)],
  ])('the next change is counted %s', (_, time, milliseconds) => {
    expect(nextChangeAt([office, night], time)).toBe(milliseconds)
  })

  it('there is no change without rules, nor where one rule holds all the week', () => {
    const always: WeeklyRule = { days: everyDay, fromMinute: 600, untilMinute: 600, action: pause }
    expect(nextChangeAt([], at(1, 1))).toBeUndefined()
    expect(nextChangeAt([always], at(1, 1))).toBeUndefined()
    expect(ruleAt([always], at(4, 3))).toBe(always)
  })

  it('the action stays the same up to the change and is another at it', () => {
    const rule = fc.record({
      days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
      fromMinute: fc.integer({ min: 0, max: 1_439 }),
      untilMinute: fc.integer({ min: 1, max: 1_440 }),
      action: fc.constantFrom(pause, slow),
    })
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 4 }), fc.integer({ min: 0, max: 10_079 }), (rules, start) => {
        const timeOf = (minute: number) => ({
          day: Math.floor(minute / 1_440) % 7,
          minute: minute % 1_440,
          second: 0,
        })
        const actionAt = (minute: number) => ruleAt(rules, timeOf(minute))?.action
        const change = nextChangeAt(rules, timeOf(start))
        const minutes = change === undefined ? 10_080 : change / 60_000
        for (let minute = 0; minute < minutes; minute++)
          expect(actionAt(start + minute)).toEqual(actionAt(start))
        if (change !== undefined) expect(actionAt(start + minutes)).not.toEqual(actionAt(start))
      }),
      { numRuns: 60 },
    )
  })
})
