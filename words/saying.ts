// Texts by name in one language: i18next behind a function whose keys are checked by the compiler. The only place that
// knows i18next. It holds no text itself: the page brings every room of the catalogue, the desktop program only a few.

import { createInstance } from 'i18next'
import { directionOf } from '../core/model/language.ts'

type Plural = '_zero' | '_one' | '_two' | '_few' | '_many' | '_other'
type Stem<K extends string> = K extends `${infer Base}${Plural}` ? Base : K
/** The names of all texts of a catalogue, without the endings of plurals. */
export type KeysOf<T, Path extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Path}${Stem<K>}` : KeysOf<T[K], `${Path}${K}.`>
}[keyof T & string]

export type WordValues = Readonly<Record<string, string | number>>

/** Texts by name, in rooms; English is the one that says which there are. */
export interface Catalogue {
  readonly [name: string]: string | Catalogue
}

export interface Saying<Key extends string> {
  (key: Key, values?: WordValues): string
  /** BCP 47, for numbers and dates. */
  readonly locale: string
  readonly direction: 'ltr' | 'rtl'
  /** Made once for each kind: making one costs more than a hundred uses. */
  readonly numbers: (options: Intl.NumberFormatOptions) => Intl.NumberFormat
  readonly dates: (options: Intl.DateTimeFormatOptions) => Intl.DateTimeFormat
}

export interface SayingParts {
  /** Of numbers, dates and plurals. */
  readonly locale: string
  /** Where it lacks a text, English has it. */
  readonly catalogue: Catalogue
  readonly direction?: 'ltr' | 'rtl'
}

export function createSaying<Key extends string>(
  english: Catalogue,
  { locale, catalogue, direction = directionOf(locale) }: SayingParts,
): Saying<Key> {
  const instance = createInstance()
  const complete = withEveryPlural(catalogue, new Intl.PluralRules(locale).resolvedOptions().pluralCategories)
  void instance.init({
    lng: locale,
    load: 'currentOnly',
    fallbackLng: 'fallback',
    initAsync: false,
    // Texts go to React, which escapes by itself, or to the system, which shows them as they are.
    interpolation: { escapeValue: false },
    resources: { [locale]: { translation: complete }, fallback: { translation: english } },
  })
  // i18next would take the key apart in its types again.
  const say = (key: string, values?: WordValues): string => String(instance.t(key, { ...values }))
  return Object.assign(say, {
    locale,
    direction,
    numbers: kept((options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options)),
    dates: kept((options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options)),
  })
}

function kept<O, F>(make: (options: O) => F): (options: O) => F {
  const made = new Map<string, F>()
  return (options) => {
    const key = JSON.stringify(options)
    const before = made.get(key)
    if (before !== undefined) return before
    const format = make(options)
    made.set(key, format)
    return format
  }
}

/** Millions are `many` in French, Spanish and Portuguese: with figures they read like `other`. */
function withEveryPlural(catalogue: Catalogue, categories: readonly string[]): Catalogue {
  const texts = Object.entries(catalogue).flatMap(([name, value]): [string, string | Catalogue][] => {
    if (typeof value !== 'string') return [[name, withEveryPlural(value, categories)]]
    const stem = /^(.*)_other$/.exec(name)?.[1]
    const missing = categories.filter((category) => !Object.hasOwn(catalogue, `${stem}_${category}`))
    return stem === undefined
      ? [[name, value]]
      : [[name, value], ...missing.map((category): [string, string] => [`${stem}_${category}`, value])]
  })
  return Object.fromEntries(texts)
}
