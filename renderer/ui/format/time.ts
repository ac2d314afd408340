// Durations and dates as people read them. A time left is a guess and says so ("about 2 min").

import type { Words } from '../../app/words/words.ts'

const minute = 60
const hour = 60 * minute
const day = 24 * hour

/** `seconds` from now; nothing finer than 5 s below a minute, so that the figure does not jitter. */
export function formatTimeLeft(seconds: number, words: Words): string {
  if (seconds < 55)
    return words('shell.time.aboutSeconds', { count: Math.max(5, Math.ceil(seconds / 5) * 5) })
  const minutes = Math.round(seconds / minute)
  if (minutes < 60) return words('shell.time.aboutMinutes', { count: Math.max(1, minutes) })
  if (seconds < day) return formatHours(seconds, words)
  return words('shell.time.aboutDays', { count: Math.round(seconds / day) })
}

function formatHours(seconds: number, words: Words): string {
  // Five-minute steps: nobody plans by the minute two hours ahead.
  const steps = Math.round(seconds / (5 * minute)) * 5
  const hours = Math.floor(steps / 60)
  const minutes = steps % 60
  const whole = (number: number) => words.numbers({ maximumFractionDigits: 0 }).format(number)
  return minutes === 0
    ? words('shell.time.aboutHours', { hours: whole(hours) })
    : words('shell.time.aboutHoursMinutes', { hours: whole(hours), minutes: whole(minutes) })
}

/** A countdown to a known moment, so without "about". */
export function formatCountdown(milliseconds: number, words: Words): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000))
  return seconds < 90
    ? words('shell.time.seconds', { count: seconds })
    : words('shell.time.minutes', { count: Math.ceil(seconds / minute) })
}

export function formatDate(atMs: number, words: Words): string {
  return words.dates({ dateStyle: 'medium', timeStyle: 'short' }).format(atMs)
}
