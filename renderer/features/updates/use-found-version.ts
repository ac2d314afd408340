// Says once that there is a newer version, with the way to read about it.

import { useEffect } from 'react'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'

export function useFoundVersion(): void {
  const { updates, shell } = useReverie()
  const words = useWords()
  useEffect(
    () =>
      updates.onFound((version) => {
        if (shell.store.getState().dialog.kind === 'settings') return
        shell.notify({
          text: words('updates.available', { version }),
          action: { label: words('updates.see'), run: () => shell.open({ kind: 'settings' }) },
        })
      }),
    [updates, shell, words],
  )
}
