// The way to the folders kept in step in the bar of the window, with the number of those that need somebody on it.

import { Badge } from '@fluentui/react-components'
import { FolderSync20Regular } from '@fluentui/react-icons/svg/folder-sync'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { IconButton } from '../../ui/icon-button.tsx'
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
    <span style={{ position: 'relative' }}>
      <IconButton name={name} icon={<FolderSync20Regular />} onClick={() => showPairs(reverie)} />
      {waiting > 0 && (
        <Badge
          size="small"
          color="danger"
          aria-hidden
          style={{ position: 'absolute', insetBlockStart: 0, insetInlineEnd: 0, pointerEvents: 'none' }}
        >
          {waiting > 99 ? '99+' : waiting}
        </Badge>
      )}
    </span>
  )
}
