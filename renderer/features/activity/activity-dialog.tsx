// What happened while nobody was looking, the newest first, each with what one may want to do about it.

import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { Alert20Regular } from '@fluentui/react-icons/svg/alert'
import { CheckmarkCircle20Regular } from '@fluentui/react-icons/svg/checkmark-circle'
import { ErrorCircle20Regular } from '@fluentui/react-icons/svg/error-circle'
import { Wrench20Regular } from '@fluentui/react-icons/svg/wrench'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { ActivityEntry } from '../../../core/model/activity.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { AskDialog } from '../../ui/ask-dialog.tsx'
import { formatDate } from '../../ui/format/time.ts'
import { CountedButton } from '../../ui/counted-button.tsx'
import { EntryButtons } from './entry-buttons.tsx'
import { entryWords } from './entry-words.ts'

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    margin: 0,
    padding: 0,
    maxBlockSize: '60vh',
    overflowY: 'auto',
    listStyleType: 'none',
  },
  entry: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'flex-start' },
  texts: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minInlineSize: 0,
    overflowWrap: 'anywhere',
  },
  title: { fontWeight: tokens.fontWeightSemibold },
  small: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
  icon: { flexShrink: 0 },
  done: { color: tokens.colorStatusSuccessForeground1 },
  trouble: { color: tokens.colorStatusDangerForeground1 },
})

/** With the number of what is new on it. */
export function ActivityButton() {
  const { activity, shell } = useReverie()
  const words = useWords()
  const unseen = useStore(activity.store, (state) => state.unseen)
  const name = unseen === 0 ? words('activity.open') : words('activity.openUnseen', { count: unseen })
  return (
    <CountedButton
      name={name}
      icon={<Alert20Regular />}
      count={unseen}
      onClick={() => shell.open({ kind: 'activity' })}
    />
  )
}

export function ActivityDialog() {
  const { activity, shell } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const entries = useStore(activity.store, (state) => state.entries)
  useEffect(() => activity.look(), [activity])
  const clear = (
    <Button appearance="secondary" onClick={activity.clear}>
      {words('activity.clear')}
    </Button>
  )
  return (
    <AskDialog
      title={words('activity.title')}
      onClose={shell.close}
      {...(entries.length > 0 ? { actions: clear } : {})}
    >
      {entries.length === 0 ? (
        <p className={styles.small}>{words('activity.empty')}</p>
      ) : (
        // Scrolls by keyboard too.
        <ul className={styles.list} tabIndex={0} aria-label={words('activity.title')}>
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
    </AskDialog>
  )
}

function Entry({ entry }: { entry: ActivityEntry }) {
  const words = useWords()
  const styles = useStyles()
  const { title, text } = entryWords(entry, words)
  return (
    <li className={styles.entry}>
      <EntryIcon kind={entry.kind} />
      <span className={styles.texts}>
        <span className={styles.title}>{title}</span>
        {text !== '' && <span>{text}</span>}
        <time className={styles.small} dateTime={new Date(entry.atMs).toISOString()}>
          {formatDate(entry.atMs, words)}
        </time>
        <EntryButtons entry={entry} />
      </span>
    </li>
  )
}

function EntryIcon({ kind }: { kind: ActivityEntry['kind'] }) {
  const styles = useStyles()
  if (kind === 'completed')
    return <CheckmarkCircle20Regular aria-hidden className={mergeClasses(styles.icon, styles.done)} />
  if (kind === 'restored' || kind === 'lost') return <Wrench20Regular aria-hidden className={styles.icon} />
  return <ErrorCircle20Regular aria-hidden className={mergeClasses(styles.icon, styles.trouble)} />
}
