// What a row says about itself; counts down by itself while it waits for a moment.

import { mergeClasses } from '@fluentui/react-components'
import { useStore } from 'zustand'
import type { QueueRow } from '../../../contract/views.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { isolateName } from '../../../words/visible-name.ts'
import { useNow } from '../../ui/use-now.ts'
import { labelAmong } from '../accounts/accounts-store.ts'
import { speedWords, useFigures } from './progress-line.tsx'
import { useQueueStyles } from './queue-styles.ts'
import { stateSentence, toneOf } from './row-words.ts'

export function RowSentence({ row }: { row: QueueRow }) {
  const { accounts } = useReverie()
  const words = useWords()
  const styles = useQueueStyles()
  const nowMs = useNow(row.state === 'waiting' && row.retryAtMs !== undefined)
  const siteName = useStore(accounts.store, (state) => {
    const account = state.accounts.find(({ id }) => id === row.accountId)
    return account === undefined ? '' : labelAmong(account, state.accounts)
  })
  const figures = useFigures(row)
  const speed =
    row.state === 'downloading' || row.state === 'running' ? speedWords(figures, words) : undefined
  const state = stateSentence(row, { nowMs, words, siteName: isolateName(siteName) })
  const replaces = row.state === 'downloading' && speed !== undefined
  const text = replaces ? speed : speed === undefined ? state : `${state} · ${speed}`
  const tone = toneOf(row)
  return (
    <span
      className={mergeClasses(
        styles.sentence,
        tone === 'waiting' && styles.waiting,
        tone === 'trouble' && styles.trouble,
        tone === 'done' && styles.success,
      )}
      title={text}
    >
      {text}
    </span>
  )
}
