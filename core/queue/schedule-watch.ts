// Says which rule of the weekly schedule holds, at the time and whenever it changes. The clock on the wall is put forward
// and back, by people and for summer time, so it is asked again at least once a minute.

import { nextChangeAt, ruleAt } from '../model/weekly-schedule.ts'
import type { WeeklyRule } from '../model/weekly-schedule.ts'
import type { Clock } from '../ports/clock.ts'

export interface ScheduleWatch {
  /** Asks now: the settings are others, or the machine slept. */
  look(): void
  dispose(): void
}

export interface ScheduleNow {
  readonly action: WeeklyRule['action'] | undefined
  /** Unix milliseconds of the next change, as far as can be said now. */
  readonly untilMs?: number
}

const longestSleepMs = 60_000

export function createScheduleWatch(
  clock: Clock,
  rules: () => readonly WeeklyRule[],
  tell: (now: ScheduleNow) => void,
): ScheduleWatch {
  let stopTimer = () => {}
  const look = () => {
    stopTimer()
    const time = clock.localTime()
    const action = ruleAt(rules(), time)?.action
    const changeMs = nextChangeAt(rules(), time)
    tell(changeMs === undefined ? { action } : { action, untilMs: clock.now() + changeMs })
    stopTimer =
      rules().length === 0
        ? () => {}
        : clock.after(Math.min(longestSleepMs, changeMs ?? longestSleepMs), look)
  }
  return { look, dispose: () => stopTimer() }
}
