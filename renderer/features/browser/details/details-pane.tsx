// The pane at the end of the window: everything the site says about what is selected, or about the folder that is open.

import { makeStyles, tokens } from '@fluentui/react-components'
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss'
import { useStore } from 'zustand'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { FileName } from '../../../ui/file-name.tsx'
import { formatBytes } from '../../../ui/format/bytes.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { chosenCount, chosenEntries, chosenEntry } from '../browser-state.ts'
import { crumbsOf, currentPlace } from '../places.ts'
import { Thumbnail } from '../thumbnail.tsx'
import { EntryDetails } from './entry-details.tsx'

const useStyles = makeStyles({
  pane: {
    flexShrink: 0,
    inlineSize: '300px',
    overflowY: 'auto',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalM,
    borderInlineStartWidth: '1px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke2,
    backgroundColor: tokens.colorNeutralBackground2,
    // Over the list where there is no room beside it.
    '@media (max-width: 860px)': {
      position: 'absolute',
      insetBlock: 0,
      insetInlineEnd: 0,
      zIndex: 3,
      inlineSize: 'min(300px, 100%)',
      boxShadow: tokens.shadow16,
    },
  },
  head: { display: 'flex', alignItems: 'start', gap: tokens.spacingHorizontalS },
  title: {
    flexGrow: 1,
    minInlineSize: 0,
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    overflowWrap: 'anywhere',
    whiteSpace: 'normal',
    display: '-webkit-box',
    overflow: 'hidden',
    WebkitLineClamp: 4,
    WebkitBoxOrient: 'vertical',
  },
  picture: { blockSize: '160px', marginBlock: tokens.spacingVerticalM },
})

export function DetailsPane() {
  const { browser } = useReverie()
  const words = useWords()
  const styles = useStyles()
  return (
    <aside className={styles.pane} aria-label={words('details.region')}>
      <Subject
        close={
          <IconButton
            name={words('details.close')}
            icon={<Dismiss20Regular />}
            size="small"
            onClick={() => browser.setPanes({ details: false })}
          />
        }
      />
    </aside>
  )
}

function Subject({ close }: { close: React.ReactNode }) {
  const { browser } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const state = useStore(browser.store)
  const place = currentPlace(state.trail)
  const entry = chosenEntry(state)
  const count = chosenCount(state)
  if (place.kind !== 'folder') return null
  if (count > 1) {
    const bytes = chosenEntries(state).reduce((sum, { sizeBytes = 0 }) => sum + sizeBytes, 0)
    return (
      <>
        <div className={styles.head}>
          <h2 className={styles.title}>{words('details.many', { count })}</h2>
          {close}
        </div>
        {bytes > 0 && <p>{formatBytes(bytes, words)}</p>}
      </>
    )
  }
  // A root has no details of its own.
  const uri = entry?.uri ?? (crumbsOf(place).length > 1 ? place.uri : undefined)
  if (uri === undefined) {
    return (
      <div className={styles.head}>
        <p className={styles.title}>{words('details.none')}</p>
        {close}
      </div>
    )
  }
  const name = entry?.name ?? crumbsOf(place).at(-1)?.name ?? ''
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.title}>
          <FileName name={name} className={styles.title} />
        </h2>
        {close}
      </div>
      {entry?.kind === 'file' && <Thumbnail key={entry.uri} entry={entry} className={styles.picture} />}
      <EntryDetails
        key={`${place.accountId} ${uri} ${entry?.entityId ?? ''}`}
        accountId={place.accountId}
        uri={uri}
      />
    </>
  )
}
