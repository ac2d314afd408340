// What is asked for in all: the language of the settings, else those of the system.

import { matchLanguage, type Language, type LanguageChoice } from '../core/model/language.ts'

export function chosenWishes(choice: LanguageChoice, wishes: readonly string[]): readonly string[] {
  return choice === 'system' ? wishes : [...variants(choice, wishes), choice]
}

/** Whoever chooses German on a system of Vienna keeps the numbers and dates of Vienna. */
function variants(choice: Language, wishes: readonly string[]): readonly string[] {
  return wishes.filter(
    (wish) => matchLanguage([wish]).language === choice && wish.startsWith(choice.slice(0, 2)),
  )
}
