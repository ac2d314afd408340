// Where one has been, latest first; each step leads there along the trail.

import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { History20Regular } from '@fluentui/react-icons/svg/history'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords, type Words } from '../../app/words/words.ts'
import { FileName } from '../../ui/file-name.tsx'
import { placeName } from './place-name.ts'
import type { Place } from './places.ts'

const mostShown = 15

export function HistoryMenu() {
  const { browser } = useReverie()
  const words = useWords()
  const { places, at } = useStore(browser.store, ({ trail }) => trail)
  const name = words('browser.history')
  const shown = places
    .map((place, index) => ({ place, index }))
    .reverse()
    .slice(0, mostShown)
  return (
    <Menu checkedValues={{ at: [String(at)] }}>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          icon={<History20Regular />}
          aria-label={name}
          title={name}
          disabledFocusable={places.length < 2}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {shown.map(({ place, index }) => (
            <MenuItemRadio
              key={index}
              name="at"
              value={String(index)}
              onClick={() => browser.walk(index - at)}
            >
              <FileName name={nameOf(place, words)} />
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}

function nameOf(place: Place, words: Words): string {
  if (place.kind === 'home') return words('shell.app')
  if (place.kind === 'shares') return words('places.myShares')
  if (place.kind === 'pairs') return words('sync.title')
  const name = placeName(place, words)
  return place.search === undefined ? name : words('search.resultsIn', { name })
}
