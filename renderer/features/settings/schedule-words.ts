// Rules of the week in words: "Mon–Fri, 09:00–17:30: at most 2 MB/s".

import type { WeeklyRule } from '../../../core/model/weekly-schedule.ts'
import type { Words } from '../../app/words/words.ts'
import { megabyte } from './megabytes-field.tsx'

/** A Sunday, so that day n of the week is n days later. */
const sundayMs = Date.UTC(2026, 0, 4)

/** Days in the order in which the week is read; it begins on Monday everywhere we know that people plan working hours. */
export const weekOrder = [1, 2, 3, 4, 5, 6, 0] as const

export function dayName(day: number, locale: string, width: 'short' | 'long' = 'short'): string {
  const format = new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' })
  return format.format(sundayMs + day * 86_400_000)
}

/** `09:05`, as time fields of a page have it; midnight at the end is 00:00. */
export function clockText(minute: number): string {
  const whole = minute % 1_440
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`
}

/** Minutes since midnight; undefined for what is no time of the day. */
export function parseClock(text: string): number | undefined {
  const match = /^(\d{2}):(\d{2})$/.exec(text)
  if (match === null) return undefined
  const minute = Number(match[1]) * 60 + Number(match[2])
  return minute < 1_440 ? minute : undefined
}

export function describeRule(rule: WeeklyRule, words: Words): string {
  const values = {
    days: describeDays(rule.days, words),
    from: clockText(rule.fromMinute),
    until: clockText(rule.untilMinute),
  }
  if (rule.action.kind === 'pause') return words('settings.schedule.pauseRule', values)
  if (rule.action.bytesPerSecond === 0) return words('settings.schedule.freeRule', values)
  const rate = (rule.action.bytesPerSecond / megabyte).toLocaleString(words.locale)
  return words('settings.schedule.limitRule', { ...values, rate })
}

function describeDays(days: readonly number[], words: Words): string {
  const chosen = weekOrder.filter((day) => days.includes(day))
  if (chosen.length === weekOrder.length) return words('settings.schedule.everyDay')
  const names = chosen.map((day) => dayName(day, words.locale))
  return new Intl.ListFormat(words.locale, { type: 'unit', style: 'narrow' }).format(names)
}
