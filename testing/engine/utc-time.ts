// What the wall clock of a test shows: that of Greenwich, wherever the test runs.

import type { LocalTime } from '../../core/model/weekly-schedule.ts'

export function utcTime(atMs: number): LocalTime {
  const at = new Date(atMs)
  return {
    day: at.getUTCDay(),
    minute: at.getUTCHours() * 60 + at.getUTCMinutes(),
    second: at.getUTCSeconds(),
  }
}
