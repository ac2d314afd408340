// The file browser: toolbar, places, the list or what stands in its place, details, status line.

import { makeStyles } from '@fluentui/react-components'
import { useRef } from 'react'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { visibleName } from '../../../words/visible-name.ts'
import { DetailsPane } from './details/details-pane.tsx'
import { useDragging } from './drag-entries.ts'
import { FileList } from './file-list.tsx'
import { FileTiles } from './file-tiles.tsx'
import { ListLive } from './list-live.tsx'
import { EmptyFolder, ListFailure } from './list-states.tsx'
import { ListStatus } from './list-status.tsx'
import { PlacesPane } from './places-pane/places-pane.tsx'
import { placeName } from './place-name.ts'
import { currentPlace, type FolderPlace } from './places.ts'
import { OwnShares } from './shares/own-shares.tsx'
import { PairsPage } from '../sync/pairs-page.tsx'
import { BrowserToolbar } from './toolbar.tsx'
import { useCommandKeys } from './use-commands.ts'

const useStyles = makeStyles({
  view: { display: 'flex', flexDirection: 'column', flexGrow: 1, minBlockSize: 0, minInlineSize: 0 },
  panes: { position: 'relative', display: 'flex', flexGrow: 1, minBlockSize: 0, minInlineSize: 0 },
  middle: { display: 'flex', flexDirection: 'column', flexGrow: 1, minBlockSize: 0, minInlineSize: 0 },
})

export function BrowserView() {
  const { browser } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const view = useRef<HTMLDivElement>(null)
  const place = useStore(browser.store, ({ trail }) => currentPlace(trail))
  const panes = useStore(browser.store, (state) => state.panes)
  const looks = useStore(browser.store, (state) => state.looks)
  useCommandKeys()
  useDragging(view)
  if (place.kind === 'home') return null
  return (
    <div className={styles.view} ref={view}>
      <BrowserToolbar />
      <div className={styles.panes}>
        {panes.places && <PlacesPane />}
        <main
          className={styles.middle}
          aria-label={words(place.kind === 'pairs' ? 'sync.title' : 'browser.region')}
        >
          {place.kind === 'pairs' ? (
            <PairsPage place={place} />
          ) : place.kind === 'shares' ? (
            <OwnShares key={looks} accountId={place.accountId} />
          ) : (
            <>
              <Listing place={place} />
              <ListStatus />
              <ListLive />
            </>
          )}
        </main>
        {panes.details && place.kind === 'folder' && <DetailsPane />}
      </div>
    </div>
  )
}

function Listing({ place }: { place: FolderPlace }) {
  const { browser } = useReverie()
  const words = useWords()
  const status = useStore(browser.store, (state) => state.status)
  const failure = useStore(browser.store, (state) => state.failure)
  const layout = useStore(browser.store, ({ view }) => view.layout)
  const empty = useStore(
    browser.store,
    ({ entries, nextPageToken }) => entries.length === 0 && nextPageToken === undefined,
  )
  if (status === 'failed' && failure !== undefined) return <ListFailure failure={failure} place={place} />
  if (status === 'ready' && empty) return <EmptyFolder place={place} />
  const name = visibleName(placeName(place, words))
  const label = words(place.search === undefined ? 'browser.grid' : 'search.resultsIn', { name })
  return layout === 'tiles' && place.search === undefined ? (
    <FileTiles label={label} />
  ) : (
    <FileList label={label} />
  )
}
