// What another language lacks, has too much, or says with other placeholders than English. For the check of the
// catalogues and for whoever translates; no part of the page.

import type { Catalogue } from '../words.ts'

export interface Texts {
  readonly [key: string]: string
}

/** `room.part.name` to text. */
export function textsOf(catalogue: Catalogue, path = ''): Texts {
  return Object.assign(
    {},
    ...Object.entries(catalogue).map(([name, value]) =>
      typeof value === 'string' ? { [path + name]: value } : textsOf(value, `${path}${name}.`),
    ),
  ) as Texts
}

export interface Differences {
  readonly missing: readonly string[]
  readonly extra: readonly string[]
  /** Other placeholders than English: a number or a name would not appear. */
  readonly unlike: readonly string[]
}

export function compareCatalogues(english: Catalogue, other: Catalogue, locale: string): Differences {
  const wanted = wantedTexts(textsOf(english), locale)
  const found = textsOf(other)
  return {
    missing: Object.keys(wanted).filter((key) => !Object.hasOwn(found, key)),
    extra: Object.keys(found).filter((key) => !Object.hasOwn(wanted, key)),
    unlike: Object.keys(wanted).filter(
      (key) => Object.hasOwn(found, key) && !fits(found[key] ?? '', wanted[key] ?? '', key),
    ),
  }
}

/** With the plurals of this language in place of the English ones; `many` of millions reads like `other`. */
export function wantedTexts(english: Texts, locale: string): Texts {
  const plurals = pluralsOf(locale)
  const wanted: Record<string, string> = {}
  for (const [key, text] of Object.entries(english)) {
    const stem = /^(.*)_(one|other)$/.exec(key)?.[1]
    if (stem === undefined) wanted[key] = text
    else for (const plural of plurals) wanted[`${stem}_${plural}`] = english[`${stem}_other`] ?? text
  }
  return wanted
}

export function pluralsOf(locale: string): readonly string[] {
  const romance = /^(fr|es|pt)/.test(locale)
  return new Intl.PluralRules(locale)
    .resolvedOptions()
    .pluralCategories.filter((plural) => !(romance && plural === 'many'))
}

/** One and two may be said without a figure, as in "a file". */
function fits(text: string, english: string, key: string): boolean {
  const [have, want] = [placeholdersOf(text), placeholdersOf(english)]
  const mayLack = /_(zero|one|two)$/.test(key) ? ['{{count, number}}'] : []
  return (
    text.trim() !== '' &&
    have.every((one) => want.includes(one)) &&
    want.every((one) => have.includes(one) || mayLack.includes(one))
  )
}

function placeholdersOf(text: string): readonly string[] {
  return [...new Set(text.match(/\{\{[^}]*\}\}/g) ?? [])].sort()
}
