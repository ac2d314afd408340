// The words of the whole window: those of the settings, else the system's. The old ones stay until the new are here.

import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { matchLanguage } from '../../core/model/language.ts'
import { useReverie } from './reverie.ts'
import { loadWords } from '../../words/catalogues.ts'
import { createWords, type Words } from './words/words.ts'

/** Undefined until the first words are here; English needs no waiting. */
export function useLanguage(wishes: readonly string[]): Words | undefined {
  const { settings, shell } = useReverie()
  const choice = useStore(settings.store, (state) => state.settings?.language ?? 'system')
  const [words, setWords] = useState(() => firstWords(wishes))
  useEffect(() => {
    let wanted = true
    loadWords(choice, wishes).then(
      (loaded) => {
        if (wanted) setWords(() => loaded)
      },
      () => {
        // A file of words that is not there: English is better than nothing, and says that the page needs a reload.
        if (!wanted) return
        setWords((before: Words | undefined) => before ?? createWords())
        shell.notify({ text: createWords()('shell.languageLost') })
      },
    )
    return () => {
      wanted = false
    }
  }, [choice, wishes, shell])
  useEffect(() => {
    if (words === undefined) return
    document.documentElement.lang = words.locale
    document.documentElement.dir = words.direction
  }, [words])
  return words
}

function firstWords(wishes: readonly string[]): Words | undefined {
  const { language, locale } = matchLanguage(wishes)
  const strange = /^(en-XA|ar-XB)$/i.test(wishes[0] ?? '')
  return language === 'en' && !strange ? createWords(locale) : undefined
}
