// The file browser: toolbar, list or what stands in its place, status line.

import { makeStyles } from '@fluentui/react-components'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { visibleName } from '../../ui/format/visible-name.ts'
import { placeName } from './breadcrumbs.tsx'
import { FileList } from './file-list.tsx'
import { EmptyFolder, ListFailure } from './list-states.tsx'
import { ListStatus } from './list-status.tsx'
import { currentPlace, type FolderPlace } from './places.ts'
import { BrowserToolbar } from './toolbar.tsx'
import { useCommandKeys } from './use-commands.ts'

const useStyles = makeStyles({
  view: { display: 'flex', flexDirection: 'column', flexGrow: 1, minBlockSize: 0, minInlineSize: 0 },
})

export function BrowserView() {
  const { browser } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const place = useStore(browser.store, ({ trail }) => currentPlace(trail))
  useCommandKeys()
  if (place.kind === 'home') return null
  return (
    <main className={styles.view} aria-label={words('browser.region')}>
      <BrowserToolbar />
      <Listing place={place} />
      <ListStatus />
    </main>
  )
}

function Listing({ place }: { place: FolderPlace }) {
  const { browser } = useReverie()
  const words = useWords()
  const status = useStore(browser.store, (state) => state.status)
  const failure = useStore(browser.store, (state) => state.failure)
  const empty = useStore(
    browser.store,
    ({ entries, nextPageToken }) => entries.length === 0 && nextPageToken === undefined,
  )
  if (status === 'failed' && failure !== undefined) return <ListFailure failure={failure} place={place} />
  if (status === 'ready' && empty) return <EmptyFolder />
  return <FileList label={words('browser.grid', { name: visibleName(placeName(place, words)) })} />
}
