// The languages of the user interface, and which of them fits what a system asks for. Names of languages are BCP 47.

export const languages = ['en', 'zh-CN', 'zh-TW', 'de', 'fr', 'es', 'ja', 'ko', 'pt-BR', 'ru', 'ar'] as const
export type Language = (typeof languages)[number]

/** Chosen by the user; `system` follows the system, whatever it becomes. */
export const languageChoices = ['system', ...languages] as const
export type LanguageChoice = (typeof languageChoices)[number]

/** Each in its own words and script: whoever cannot read the interface has to find theirs. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  'zh-CN': '简体中文',
  'zh-TW': '繁體中文',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ja: '日本語',
  ko: '한국어',
  'pt-BR': 'Português (Brasil)',
  ru: 'Русский',
  ar: 'العربية',
}

export interface LanguageMatch {
  readonly language: Language
  /** As asked for, where the language is the same: its numbers and dates are kept (`en-GB`, `de-AT`). */
  readonly locale: string
}

/** The first of the wishes that we speak; English where there is none. */
export function matchLanguage(wishes: readonly string[]): LanguageMatch {
  for (const wish of wishes) {
    const language = languageOf(wish)
    if (language !== undefined) return { language, locale: wish }
  }
  return { language: 'en', locale: 'en' }
}

function languageOf(wish: string): Language | undefined {
  const [primary = '', ...rest] = wish.toLowerCase().split('-')
  if (primary === 'zh') return isTraditional(rest) ? 'zh-TW' : 'zh-CN'
  return languages.find((language) => language.split('-')[0] === primary)
}

function isTraditional(subtags: readonly string[]): boolean {
  if (subtags.includes('hans')) return false
  return ['hant', 'tw', 'hk', 'mo'].some((subtag) => subtags.includes(subtag))
}

export function directionOf(locale: string): 'ltr' | 'rtl' {
  return /^(ar|fa|he|ur)(-|$)/i.test(locale) ? 'rtl' : 'ltr'
}
