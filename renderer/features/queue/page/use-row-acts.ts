// The acts on chosen transfers, bound to this window.

import { useMemo } from 'react'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { createRowActs, type RowActs } from './row-acts.ts'

export function useRowActs(): RowActs {
  const reverie = useReverie()
  const words = useWords()
  return useMemo(() => createRowActs(reverie, words), [reverie, words])
}
