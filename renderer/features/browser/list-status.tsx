// The line below the list: how many, how much, what is being done, and whether more is coming.

import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { formatBytes } from '../../ui/format/bytes.ts'
import { chosenCount, chosenEntries, type BrowserState } from './browser-state.ts'
import { currentPlace } from './places.ts'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
    flexShrink: 0,
    minBlockSize: '28px',
    paddingInline: tokens.spacingHorizontalM,
    borderBlockStartWidth: '1px',
    borderBlockStartStyle: 'solid',
    borderBlockStartColor: tokens.colorNeutralStroke2,
    backgroundColor: tokens.colorNeutralBackground2,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    fontVariantNumeric: 'tabular-nums',
  },
  trouble: { color: tokens.colorStatusDangerForeground1 },
})

export function ListStatus() {
  const { browser } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const state = useStore(browser.store)
  const { keys, nextPageToken, more, status, acting, incomplete, trail } = state
  if (status !== 'ready' || (keys.length === 0 && acting === undefined)) return null
  const place = currentPlace(trail)
  const searching = place.kind === 'folder' && place.search !== undefined
  const count = keys.length
  return (
    <div className={styles.bar}>
      <span>{words(nextPageToken === undefined ? 'browser.items' : 'browser.itemsSoFar', { count })}</span>
      <SelectedWords state={state} />
      {acting !== undefined && <Spinner size="extra-tiny" label={acting} />}
      {more === 'loading' && (
        <Spinner size="extra-tiny" label={words(searching ? 'search.looking' : 'browser.state.more')} />
      )}
      {incomplete && <span>{words('search.incomplete')}</span>}
      {more === 'failed' && (
        <>
          <span className={styles.trouble}>{words('browser.state.moreFailed')}</span>
          <Button size="small" onClick={browser.retryMore}>
            {words('shell.tryAgain')}
          </Button>
        </>
      )}
    </div>
  )
}

function SelectedWords({ state }: { state: BrowserState }) {
  const words = useWords()
  const { selection, entries, nextPageToken } = state
  const count = chosenCount(state)
  const facts = useMemo(() => {
    const chosen = chosenEntries({ selection, entries })
    return {
      bytes: chosen.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0),
      // A folder's size is not known before it has been walked.
      exact: chosen.every(({ kind }) => kind === 'file'),
    }
  }, [selection, entries])
  if (count === 0) return null
  if (selection.everything && nextPageToken !== undefined)
    return <span>{words('browser.everythingSelected')}</span>
  const selected = words('browser.selected', { count })
  return (
    <span>
      {facts.exact
        ? words('browser.selectedWithSize', { selected, size: formatBytes(facts.bytes, words) })
        : selected}
    </span>
  )
}
