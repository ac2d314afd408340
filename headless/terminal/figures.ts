// Sizes, speeds and spans of time as the command line writes them, and the sizes that a person types.
// Decimal units (1 kB is 1,000 bytes), as disks and network links are sold.

const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const

/** `512 B`, `4.1 MB`, `214 GB`: three figures at most. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1
  return `${value.toFixed(digits)} ${units[unit] ?? ''}`
}

export function formatSpeed(bytesPerSecond: number): string {
  return `${formatBytes(bytesPerSecond)}/s`
}

/** `3 s`, `12 min 5 s`, `2 h 10 min`. */
export function formatSpan(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** `214`, `10,000`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US')
}

export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`
}

const factors: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  m: 1e6,
  g: 1e9,
  ki: 1024,
  mi: 1024 ** 2,
  gi: 1024 ** 3,
}

/** `500k`, `2M`, `1.5MiB`, `800000`: bytes; undefined where the text is no such figure or below one byte. */
export function parseBytes(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([kmg]i?)?(?:b(?:\/s)?)?$/i.exec(text.trim())
  const factor = factors[(match?.[2] ?? '').toLowerCase()]
  if (match === null || factor === undefined) return undefined
  const bytes = Math.floor(Number(match[1]) * factor)
  return bytes >= 1 && Number.isSafeInteger(bytes) ? bytes : undefined
}

/** `90s`, `10m`, `2h` or plain seconds, as milliseconds. */
export function parseSpan(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([smh])?$/i.exec(text.trim())
  if (match === null) return undefined
  const seconds = { s: 1, m: 60, h: 3600 }[(match[2] ?? 's').toLowerCase()] ?? 1
  const milliseconds = Number(match[1]) * seconds * 1000
  return milliseconds > 0 && milliseconds <= 0x7fff_ffff ? milliseconds : undefined
}
