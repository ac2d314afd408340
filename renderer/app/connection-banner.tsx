// Shown while the page has lost Reverie itself: what was there stays readable, and trying again happens by itself.

import { makeStyles, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useSyncExternalStore } from 'react'
import type { ConnectionView } from '../bridge/connection.ts'
import { useReverie } from './reverie.ts'
import { useWords } from './words/words.ts'

const useStyles = makeStyles({ bar: { borderRadius: 0, flexShrink: 0 }, body: { whiteSpace: 'normal' } })

/** After so many failed attempts Reverie was probably started anew, with another address. */
const longTries = 4

export function useConnection(): ConnectionView {
  const { connection } = useReverie()
  return useSyncExternalStore(connection.onChanged, connection.view)
}

export function ConnectionBanner() {
  const words = useWords()
  const styles = useStyles()
  const view = useConnection()
  if (view.status !== 'lost') return null
  return (
    <MessageBar intent="warning" layout="multiline" politeness="assertive" className={styles.bar}>
      <MessageBarBody className={styles.body}>
        <strong>{words('shell.connection.lost')}</strong>{' '}
        {words(view.tries >= longTries ? 'shell.connection.lostLong' : 'shell.connection.lostHelp')}
      </MessageBarBody>
    </MessageBar>
  )
}
