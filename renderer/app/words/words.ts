// The user's language: i18next behind a function whose keys are checked by the compiler. The only place that knows
// i18next; components ask `useWords()`.

import { createInstance } from 'i18next'
import { createContext, useContext } from 'react'
import { english } from './english.ts'

type Stem<K extends string> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K
type Leaves<T, Path extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Path}${Stem<K>}` : Leaves<T[K], `${Path}${K}.`>
}[keyof T & string]

export type WordKey = Leaves<typeof english>
export type WordValues = Readonly<Record<string, string | number>>

export interface Words {
  (key: WordKey, values?: WordValues): string
  /** BCP 47, for numbers and dates. */
  readonly locale: string
}

/** `preferred` is the system's language; an English variant keeps its own dates and numbers. */
export function createWords(preferred = 'en'): Words {
  const locale = /^en(-|$)/i.test(preferred) ? preferred : 'en'
  const catalogue = createInstance()
  void catalogue.init({
    lng: 'en',
    initAsync: false,
    // Texts go to React, which escapes by itself.
    interpolation: { escapeValue: false },
    resources: { en: { translation: english } },
  })
  const say = (key: WordKey, values?: WordValues): string => String(catalogue.t(key, { ...values }))
  return Object.assign(say, { locale })
}

export const WordsContext = createContext<Words | undefined>(undefined)

export function useWords(): Words {
  const words = useContext(WordsContext)
  if (words === undefined) throw new Error('there is no WordsContext above')
  return words
}
