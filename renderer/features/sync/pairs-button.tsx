// The way to the folders kept in step in the bar of the window, with the number of those that need somebody on it.

import { FolderSync20Regular } from '@fluentui/react-icons/svg/folder-sync'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { CountedButton } from '../../ui/counted-button.tsx'
import { showPairs } from './show-pairs.ts'
import { needsPerson } from './sync-words.ts'

export function PairsButton() {
  const reverie = useReverie()
  const words = useWords()
  const waiting = useStore(reverie.sync.store, ({ pairs }) => pairs.filter(needsPerson).length)
  const any = useStore(reverie.accounts.store, ({ accounts }) => accounts.length > 0)
  if (!any) return null
  const name = waiting === 0 ? words('sync.title') : words('sync.asking', { count: waiting })
  return (
    <CountedButton
      name={name}
      icon={<FolderSync20Regular />}
      count={waiting}
      onClick={() => showPairs(reverie)}
    />
  )
}
