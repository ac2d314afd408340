// What the user has collected: pinned folders, shares once opened, folders visited lately.

import { Button } from '@fluentui/react-components'
import { useStore } from 'zustand'
import type { PlaceView } from '../../../../contract/browser-views.ts'
import type { PlaceKind } from '../../../../core/model/place.ts'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { samePlace, type FolderPlace, type Place } from '../places.ts'
import { PlaceButton } from './place-button.tsx'
import { keptIcons } from './place-icons.ts'

interface KeptPlacesProps {
  accountId: string
  place: Place
}

const titles = {
  pinned: 'places.pinned',
  share: 'places.openedShares',
  recent: 'places.recent',
} as const satisfies Record<PlaceKind, string>

/** The latest few: the pane is no history. */
const mostRecent = 6

export function KeptPlaces(props: KeptPlacesProps) {
  return (
    <>
      <Section {...props} kind="pinned" />
      <Section {...props} kind="share" />
      <Section {...props} kind="recent" />
    </>
  )
}

function Section({ accountId, place, kind }: KeptPlacesProps & { kind: PlaceKind }) {
  const { places, bridge, shell } = useReverie()
  const words = useWords()
  const all = useStore(places.store, (state) => state[accountId])
  const kept = (all ?? [])
    .filter((one) => one.kind === kind)
    .slice(0, kind === 'recent' ? mostRecent : undefined)
  if (kept.length === 0) return null
  const forget = async (one: PlaceView) => {
    const outcome = await bridge.invoke('place.forget', { accountId, uri: one.uri, kind })
    if (!outcome.ok) shell.notify({ text: '', failure: outcome.failure })
  }
  const forgetAll = async () => {
    const outcome = await bridge.invoke('place.forgetRecent', { accountId })
    if (!outcome.ok) shell.notify({ text: '', failure: outcome.failure })
  }
  return (
    <>
      <h2 className="pane-heading" id={`places-${kind}`}>
        {words(titles[kind])}
      </h2>
      <ul className="bare-list" aria-labelledby={`places-${kind}`}>
        {kept.map((one) => (
          <li key={one.uri}>
            <PlaceButton
              name={one.name}
              icon={keptIcons[kind]}
              place={placeOf(accountId, one)}
              current={samePlace(place, placeOf(accountId, one))}
              isDrop={kind !== 'share'}
              onForget={() => void forget(one)}
            />
          </li>
        ))}
        {kind === 'recent' && (
          <li>
            <Button appearance="transparent" size="small" onClick={() => void forgetAll()}>
              {words('places.forgetRecent')}
            </Button>
          </li>
        )}
      </ul>
    </>
  )
}

function placeOf(accountId: string, { uri, name, kind }: PlaceView): FolderPlace {
  return { kind: 'folder', accountId, uri, ...(kind === 'share' ? { rootName: name } : {}) }
}
