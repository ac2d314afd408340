// What the desktop program says without a page, in every language. It brings along only the rooms that it says something
// from, of languages as of English: a bundle takes no more of each file than what is named here.

import { matchLanguage, type LanguageChoice } from '../core/model/language.ts'
import { activity } from './english/activity.ts'
import { desk } from './english/desk.ts'
import { failures } from './english/failures.ts'
import { tray } from './english/tray.ts'
import * as ar from './languages/ar.json'
import * as de from './languages/de.json'
import * as es from './languages/es.json'
import * as fr from './languages/fr.json'
import * as ja from './languages/ja.json'
import * as ko from './languages/ko.json'
import * as pt from './languages/pt-BR.json'
import * as ru from './languages/ru.json'
import * as cn from './languages/zh-CN.json'
import * as tw from './languages/zh-TW.json'
import { chosenWishes } from './chosen-wishes.ts'
import { createSaying, type Catalogue, type KeysOf, type Saying } from './saying.ts'

const english = { activity, desk, failure: failures, tray } as const

export type DeskKey = KeysOf<typeof english>
export type DeskWords = Saying<DeskKey>

const catalogues = {
  en: english,
  'zh-CN': { activity: cn.activity, desk: cn.desk, failure: cn.failure, tray: cn.tray },
  'zh-TW': { activity: tw.activity, desk: tw.desk, failure: tw.failure, tray: tw.tray },
  de: { activity: de.activity, desk: de.desk, failure: de.failure, tray: de.tray },
  fr: { activity: fr.activity, desk: fr.desk, failure: fr.failure, tray: fr.tray },
  es: { activity: es.activity, desk: es.desk, failure: es.failure, tray: es.tray },
  ja: { activity: ja.activity, desk: ja.desk, failure: ja.failure, tray: ja.tray },
  ko: { activity: ko.activity, desk: ko.desk, failure: ko.failure, tray: ko.tray },
  'pt-BR': { activity: pt.activity, desk: pt.desk, failure: pt.failure, tray: pt.tray },
  ru: { activity: ru.activity, desk: ru.desk, failure: ru.failure, tray: ru.tray },
  ar: { activity: ar.activity, desk: ar.desk, failure: ar.failure, tray: ar.tray },
} satisfies Readonly<Record<string, Catalogue>>

/** `wishes` are the system's languages, the one liked best first. */
export function deskWords(choice: LanguageChoice, wishes: readonly string[]): DeskWords {
  const { language, locale } = matchLanguage(chosenWishes(choice, wishes))
  return createSaying<DeskKey>(english, { locale, catalogue: catalogues[language] })
}

export interface DeskLanguage {
  readonly words: () => DeskWords
  readonly choose: (choice: LanguageChoice) => void
  /** Returns its disposer. */
  readonly onChanged: (listener: () => void) => () => void
}

/** The system's language until somebody chooses another. */
export function createDeskLanguage(wishes: readonly string[]): DeskLanguage {
  const listeners = new Set<() => void>()
  let chosen: LanguageChoice = 'system'
  let words = deskWords(chosen, wishes)
  return {
    words: () => words,
    choose: (choice) => {
      if (choice === chosen) return
      chosen = choice
      words = deskWords(choice, wishes)
      for (const listener of listeners) listener()
    },
    onChanged: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
