// A moment as a person writes it: a time of day, a date with a time, a span from now. Local time, as people mean it.

import { parseSpan } from './figures.ts'

/** What may be written, for every place that explains it. */
export const momentForms = '22:30 (the next one), 2026-12-24T06:00, or +90m, +8h'

/** Unix milliseconds; undefined where it is none of these. */
export function parseMoment(text: string, nowMs: number): number | undefined {
  if (text.startsWith('+')) {
    const span = parseSpan(text.slice(1))
    return span === undefined ? undefined : nowMs + Math.round(span)
  }
  const clock = /^(\d{1,2}):(\d{2})$/.exec(text)
  if (clock !== null) return nextTime(Number(clock[1]), Number(clock[2]), nowMs)
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?$/.test(text)) return undefined
  const at = Date.parse(text.replace(' ', 'T'))
  return Number.isNaN(at) ? undefined : at
}

function nextTime(hour: number, minute: number, nowMs: number): number | undefined {
  if (hour > 23 || minute > 59) return undefined
  const at = new Date(nowMs)
  at.setHours(hour, minute, 0, 0)
  if (at.getTime() <= nowMs) at.setDate(at.getDate() + 1)
  return at.getTime()
}

/** `2026-12-24 06:00`, local time. */
export function formatMoment(atMs: number): string {
  const at = new Date(atMs)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`
}
