// Moments as `datetime-local` fields have them: the computer's own clock, by the minute.

/** `2026-09-02T08:00`, in local time. */
export function momentText(atMs: number): string {
  const date = new Date(atMs)
  const two = (number: number) => String(number).padStart(2, '0')
  const day = `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** Unix milliseconds; undefined for what is no moment. */
export function parseMoment(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return undefined
  const atMs = new Date(text).getTime()
  return Number.isNaN(atMs) ? undefined : atMs
}

/** Two in the morning: when most lines have nothing else to do. */
export function nextMorningMs(nowMs: number): number {
  const date = new Date(nowMs)
  date.setHours(2, 0, 0, 0)
  if (date.getTime() <= nowMs) date.setDate(date.getDate() + 1)
  return date.getTime()
}
