// What assistive technology is told about the list: how much is there and how much is selected, not more often than one
// can listen to.

import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { LiveRegion } from '../../ui/live-region.tsx'
import { chosenCount } from './browser-state.ts'

export function ListLive() {
  const { browser } = useReverie()
  const words = useWords()
  const { status, keys, nextPageToken, acting } = useStore(browser.store)
  const chosen = useStore(browser.store, chosenCount)
  const items = words(nextPageToken === undefined ? 'browser.items' : 'browser.itemsSoFar', {
    count: keys.length,
  })
  const said = chosen > 1 ? words('browser.selected', { count: chosen }) : items
  return <LiveRegion text={acting ?? (status === 'ready' ? said : '')} />
}
