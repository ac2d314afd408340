// Sizes as people read them; speeds and percentages are the same for the desktop around the page (`words/figures.ts`).

import type { Words } from '../../app/words/words.ts'
import { byteUnits, digitsOf, scale, unitDisplayOf } from '../../../words/figures.ts'

export { formatPercent, formatSpeed, fractionOf } from '../../../words/figures.ts'

export function formatBytes(bytes: number, words: Words): string {
  const scaled = scale(bytes)
  const unit = byteUnits[scaled.power]
  if (unit === undefined || scaled.power === 0) {
    return words('shell.unit.bytes', {
      number: words.numbers({ maximumFractionDigits: 0 }).format(scaled.number),
    })
  }
  return words
    .numbers({
      ...{ style: 'unit', unit, unitDisplay: unitDisplayOf(words.locale) },
      maximumFractionDigits: digitsOf(scaled),
    })
    .format(scaled.number)
}
