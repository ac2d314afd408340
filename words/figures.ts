// Speeds and percentages as people read them, in any language. Decimal units (1 MB = 1,000,000 bytes), like file managers
// and network tools show them.

import type { Saying } from './saying.ts'

type Numbers = Pick<Saying<never>, 'numbers' | 'locale'>

export const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const

export interface Scaled {
  readonly number: number
  /** Of 1,000: the place of the unit in `byteUnits`. */
  readonly power: number
}

export function scale(bytes: number): Scaled {
  let number = Math.max(0, bytes)
  let power = 0
  // 999.5 would be rounded up to 1,000 of its unit.
  while (number >= 999.5 && power < byteUnits.length - 1) {
    number /= 1000
    power += 1
  }
  return { number, power }
}

export function digitsOf({ number, power }: Scaled): number {
  return power === 0 || number >= 99.95 ? 0 : 1
}

export function formatSpeed(bytesPerSecond: number, { numbers, locale }: Numbers): string {
  const scaled = scale(Math.max(0, bytesPerSecond))
  const atLeastKilo = scaled.power === 0 ? { number: scaled.number / 1000, power: 1 } : scaled
  return numbers({
    style: 'unit',
    unit: `${byteUnits[atLeastKilo.power] ?? 'kilobyte'}-per-second`,
    unitDisplay: unitDisplayOf(locale),
    maximumFractionDigits: digitsOf(atLeastKilo),
  }).format(atLeastKilo.number)
}

/** 0 to 1; an empty file is done as soon as it is there. */
export function fractionOf(done: number, total: number): number {
  if (total <= 0) return 0
  return Math.min(1, Math.max(0, done / total))
}

/** Short, as `kB`; in Arabic only the narrow names are. */
export function unitDisplayOf(locale: string): 'short' | 'narrow' {
  return locale.startsWith('ar') ? 'narrow' : 'short'
}

/** Rounded down: 100 % only when it is really all there. */
export function formatPercent(done: number, total: number, { numbers }: Numbers): string {
  const percent = Math.floor(fractionOf(done, total) * 100)
  return numbers({ style: 'percent' }).format(percent / 100)
}
