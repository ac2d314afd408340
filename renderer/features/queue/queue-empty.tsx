// An empty list of transfers, in the words of its filter.

import { ArrowDownload32Regular } from '@fluentui/react-icons/svg/arrow-download'
import { CheckmarkCircle32Regular } from '@fluentui/react-icons/svg/checkmark-circle'
import { Search32Regular } from '@fluentui/react-icons/svg/search'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { StatePanel } from '../../ui/state-panel.tsx'
import { isSearching } from './queue-store.ts'

export function QueueEmpty() {
  const { queue } = useReverie()
  const words = useWords()
  const view = useStore(queue.store, (state) => state.view)
  const narrowed = useStore(queue.store, (state) => state.narrowed)
  if (isSearching(narrowed) || narrowed.accountId !== undefined || narrowed.queueId !== undefined)
    return (
      <StatePanel
        icon={<Search32Regular />}
        title={words('transfers.filter.nothing')}
        text={words('transfers.filter.nothingText')}
      />
    )
  const calm = view === 'failed' || view === 'unfinished' || view === 'waiting'
  return (
    <StatePanel
      icon={calm ? <CheckmarkCircle32Regular /> : <ArrowDownload32Regular />}
      title={words(`queue.empty.${view}`)}
      text={words(`queue.empty.${view}Text`)}
    />
  )
}
