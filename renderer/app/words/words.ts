// The user's language: i18next behind a function whose keys are checked by the compiler. The only place that knows
// i18next; components ask `useWords()`. English is always here, the others come when they are wanted (catalogues.ts).

import { createInstance } from 'i18next'
import { createContext, useContext } from 'react'
import { directionOf } from '../../../core/model/language.ts'
import { english } from './english.ts'

type Plural = '_zero' | '_one' | '_two' | '_few' | '_many' | '_other'
type Stem<K extends string> = K extends `${infer Base}${Plural}` ? Base : K
type Leaves<T, Path extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Path}${Stem<K>}` : Leaves<T[K], `${Path}${K}.`>
}[keyof T & string]

export type WordKey = Leaves<typeof english>
export type WordValues = Readonly<Record<string, string | number>>

/** Texts by name, in rooms; English is the one that says which there are. */
export interface Catalogue {
  readonly [name: string]: string | Catalogue
}

export interface Words {
  (key: WordKey, values?: WordValues): string
  /** BCP 47, for numbers and dates. */
  readonly locale: string
  readonly direction: 'ltr' | 'rtl'
  /** Made once for each kind: making one costs more than a hundred uses. */
  readonly numbers: (options: Intl.NumberFormatOptions) => Intl.NumberFormat
  readonly dates: (options: Intl.DateTimeFormatOptions) => Intl.DateTimeFormat
}

export interface WordsParts {
  /** Of numbers, dates and plurals. */
  readonly locale: string
  /** Where it lacks a text, English has it. */
  readonly catalogue: Catalogue
  readonly direction?: 'ltr' | 'rtl'
}

/** English, with the numbers and dates of its variant where one is given. */
export function createWords(preferred = 'en'): Words {
  return wordsOf({ locale: /^en(-|$)/i.test(preferred) ? preferred : 'en', catalogue: english })
}

export function wordsOf({ locale, catalogue, direction = directionOf(locale) }: WordsParts): Words {
  const instance = createInstance()
  const complete = withEveryPlural(catalogue, new Intl.PluralRules(locale).resolvedOptions().pluralCategories)
  void instance.init({
    lng: locale,
    load: 'currentOnly',
    fallbackLng: 'fallback',
    initAsync: false,
    // Texts go to React, which escapes by itself.
    interpolation: { escapeValue: false },
    resources: { [locale]: { translation: complete }, fallback: { translation: english } },
  })
  const say = (key: WordKey, values?: WordValues): string => String(instance.t(key, { ...values }))
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

export const WordsContext = createContext<Words | undefined>(undefined)

export function useWords(): Words {
  const words = useContext(WordsContext)
  if (words === undefined) throw new Error('there is no WordsContext above')
  return words
}
