// The words of the page for its components, which ask `useWords()`. The texts are in the room `words`.

import { createContext, useContext } from 'react'
import type { Words } from '../../../words/words.ts'

export { createWords, wordsOf } from '../../../words/words.ts'
export type { WordKey, Words, WordValues } from '../../../words/words.ts'

export const WordsContext = createContext<Words | undefined>(undefined)

export function useWords(): Words {
  const words = useContext(WordsContext)
  if (words === undefined) throw new Error('there is no WordsContext above')
  return words
}
