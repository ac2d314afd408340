// A language that nobody speaks: English with accents, in brackets and a third longer. A text without brackets on the
// screen has not come from the catalogue; one that is cut off will be cut off in German too.

import type { Catalogue } from './words.ts'

const accents: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  y: 'ý',
  c: 'ç',
  n: 'ñ',
  s: 'š',
  z: 'ž',
  A: 'Á',
  E: 'É',
  I: 'Í',
  O: 'Ó',
  U: 'Ú',
  Y: 'Ý',
  C: 'Ç',
  N: 'Ñ',
  S: 'Š',
  Z: 'Ž',
}

export function strangeCatalogue(catalogue: Catalogue): Catalogue {
  return Object.fromEntries(
    Object.entries(catalogue).map(([name, value]) => [
      name,
      typeof value === 'string' ? strangeText(value) : strangeCatalogue(value),
    ]),
  )
}

/** Placeholders are kept: what is put in there is not ours to change. */
export function strangeText(text: string): string {
  const parts = text.split(/(\{\{[^}]*\}\})/)
  const strange = parts.map((part, index) =>
    index % 2 === 1 ? part : part.replace(/[A-Za-z]/g, (letter) => accents[letter] ?? letter),
  )
  const longer = '~'.repeat(Math.ceil(text.replace(/\{\{[^}]*\}\}/g, '').length / 3))
  return `[${strange.join('')} ${longer}]`
}
