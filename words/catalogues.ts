// Every language but English is a file of its own, loaded when it is wanted. Also two that nobody speaks: texts made long
// and strange (`en-XA`), and the same from right to left (`ar-XB`), so that whoever forgets the catalogue is found out.

import { matchLanguage, type Language, type LanguageChoice } from '../core/model/language.ts'
import { chosenWishes } from './chosen-wishes.ts'
import { english } from './english.ts'
import { wordsOf, type Catalogue, type Words } from './words.ts'

type Loader = () => Promise<{ readonly default: Catalogue }>

export const catalogues: Readonly<Record<Exclude<Language, 'en'>, Loader>> = {
  'zh-CN': () => import('./languages/zh-CN.json'),
  'zh-TW': () => import('./languages/zh-TW.json'),
  de: () => import('./languages/de.json'),
  fr: () => import('./languages/fr.json'),
  es: () => import('./languages/es.json'),
  ja: () => import('./languages/ja.json'),
  ko: () => import('./languages/ko.json'),
  'pt-BR': () => import('./languages/pt-BR.json'),
  ru: () => import('./languages/ru.json'),
  ar: () => import('./languages/ar.json'),
}

/** `wishes` are the system's languages, the one liked best first. */
export async function loadWords(choice: LanguageChoice, wishes: readonly string[]): Promise<Words> {
  const [first = ''] = wishes
  if (choice === 'system' && /^(en-XA|ar-XB)$/i.test(first)) return strangeWords(first)
  const { language, locale } = matchLanguage(chosenWishes(choice, wishes))
  if (language === 'en') return wordsOf({ locale, catalogue: english })
  const { default: catalogue } = await catalogues[language]()
  return wordsOf({ locale, catalogue })
}

async function strangeWords(wish: string): Promise<Words> {
  const { strangeCatalogue } = await import('./strange-catalogue.ts')
  const direction = wish.toLowerCase() === 'ar-xb' ? 'rtl' : 'ltr'
  return wordsOf({ locale: 'en', catalogue: strangeCatalogue(english), direction })
}
