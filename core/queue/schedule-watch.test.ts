import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import type { WeeklyRule } from '../model/weekly-schedule.ts'
import { createScheduleWatch } from './schedule-watch.ts'
import type { ScheduleNow } from './schedule-watch.ts'

const hour = 3_600_000
/** Sunday, 7 o'clock. */
const sevenMs = Date.UTC(2026, 2, 29, 7)
const everyDay = [0, 1, 2, 3, 4, 5, 6]
const pause: WeeklyRule = {
  days: everyDay,
  fromMinute: 8 * 60,
  untilMinute: 10 * 60,
  action: { kind: 'pause' },
}

function watch(rules: readonly WeeklyRule[]) {
  const clock = createManualClock(sevenMs)
  const told: ScheduleNow[] = []
  let current = rules
  const schedule = createScheduleWatch(
    clock,
    () => current,
    (now) => told.push(now),
  )
  return { clock, told, schedule, change: (next: readonly WeeklyRule[]) => void (current = next) }
}

describe('the watch of the schedule', () => {
  it('tells of the change on the minute, and when the next one comes', () => {
    const { clock, told, schedule } = watch([pause])
    schedule.look()
    expect(told).toEqual([{ action: undefined, untilMs: sevenMs + hour }])
    clock.advance(hour - 1)
    expect(told.at(-1)?.action).toBeUndefined()
    clock.advance(1)
    expect(told.at(-1)).toEqual({ action: { kind: 'pause' }, untilMs: sevenMs + 3 * hour })
    clock.advance(2 * hour)
    expect(told.at(-1)?.action).toBeUndefined()
  })

  it.each([
    ['forward into the pause', 0, hour, { kind: 'pause' }],
    ['back out of it', 1.5 * hour, -hour, undefined],
  ])('p07 a clock put %s is noticed within a minute', (_, passMs, jumpMs, action) => {
    const { clock, told, schedule } = watch([pause])
    schedule.look()
    clock.advance(passMs)
    clock.jump(jumpMs)
    clock.advance(60_000)
    expect(told.at(-1)?.action).toEqual(action)
  })

  it('without rules sets no timer', () => {
    const { clock, told, schedule, change } = watch([pause])
    schedule.look()
    change([])
    schedule.look()
    expect([clock.pending(), told.at(-1)]).toEqual([0, { action: undefined }])
  })

  it('looks no more when it is disposed of', () => {
    const { clock, told, schedule } = watch([pause])
    schedule.look()
    schedule.dispose()
    clock.advance(24 * hour)
    expect([told.length, clock.pending()]).toEqual([1, 0])
  })
})
