// The line below the list: how many, how much, and whether more is coming.

import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { formatBytes } from '../../ui/format/bytes.ts'
import type { BrowserState } from './browser-store.ts'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
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
  const { entries, nextPageToken, more, status } = state
  if (status !== 'ready' || entries.length === 0) return null
  const count = entries.length
  return (
    <div className={styles.bar} role="status">
      <span>{words(nextPageToken === undefined ? 'browser.items' : 'browser.itemsSoFar', { count })}</span>
      <SelectedWords state={state} />
      {more === 'loading' && <Spinner size="extra-tiny" label={words('browser.state.more')} />}
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

function SelectedWords({ state: { entries, selection } }: { state: BrowserState }) {
  const words = useWords()
  const count = selection.keys.size
  if (count === 0) return null
  const chosen = entries.filter(({ uri }) => selection.keys.has(uri))
  const bytes = chosen.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0)
  const selected = words('browser.selected', { count })
  // A folder's size is not known before it has been walked.
  const exact = chosen.every(({ kind }) => kind === 'file')
  return (
    <span>
      {exact ? words('browser.selectedWithSize', { selected, size: formatBytes(bytes, words) }) : selected}
    </span>
  )
}
