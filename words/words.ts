// Every text of the page in the user's language. English is always here, the others come when they are wanted
// (catalogues.ts).

import { english } from './english.ts'
import { createSaying, type KeysOf, type Saying, type SayingParts } from './saying.ts'

export type { Catalogue, WordValues } from './saying.ts'
export type WordKey = KeysOf<typeof english>
export type Words = Saying<WordKey>

/** English, with the numbers and dates of its variant where one is given. */
export function createWords(preferred = 'en'): Words {
  return wordsOf({ locale: /^en(-|$)/i.test(preferred) ? preferred : 'en', catalogue: english })
}

export function wordsOf(parts: SayingParts): Words {
  return createSaying<WordKey>(english, parts)
}
