// Sizes, speeds and percentages as people read them. Decimal units (1 MB = 1,000,000 bytes), like file managers and
// network tools show them.

import type { Words } from '../../app/words/words.ts'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const

interface Scaled {
  readonly number: number
  readonly power: number
}

function scale(bytes: number): Scaled {
  let number = Math.max(0, bytes)
  let power = 0
  // 999.5 would be rounded up to 1,000 of its unit.
  while (number >= 999.5 && power < units.length - 1) {
    number /= 1000
    power += 1
  }
  return { number, power }
}

function digits({ number, power }: Scaled): number {
  return power === 0 || number >= 99.95 ? 0 : 1
}

export function formatBytes(bytes: number, words: Words): string {
  const scaled = scale(bytes)
  const unit = units[scaled.power]
  if (unit === undefined || scaled.power === 0) {
    return words('shell.unit.bytes', { number: Math.round(scaled.number) })
  }
  return words
    .numbers({
      style: 'unit',
      unit,
      maximumFractionDigits: digits(scaled),
    })
    .format(scaled.number)
}

export function formatSpeed(bytesPerSecond: number, words: Words): string {
  const scaled = scale(Math.max(0, bytesPerSecond))
  const atLeastKilo = scaled.power === 0 ? { number: scaled.number / 1000, power: 1 } : scaled
  return words
    .numbers({
      style: 'unit',
      unit: `${units[atLeastKilo.power] ?? 'kilobyte'}-per-second`,
      maximumFractionDigits: digits(atLeastKilo),
    })
    .format(atLeastKilo.number)
}

/** 0 to 1; an empty file is done as soon as it is there. */
export function fractionOf(done: number, total: number): number {
  if (total <= 0) return 0
  return Math.min(1, Math.max(0, done / total))
}

/** Rounded down: 100 % only when it is really all there. */
export function formatPercent(done: number, total: number, words: Words): string {
  const percent = Math.floor(fractionOf(done, total) * 100)
  return words.numbers({ style: 'percent' }).format(percent / 100)
}
