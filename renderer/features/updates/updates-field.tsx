// The version that runs, whether there is a newer one, and the way to it: look, read, download, restart. Each step is a
// button.

import { Button, makeStyles, ProgressBar, Switch, Text, tokens } from '@fluentui/react-components'
import { useStore } from 'zustand'
import type { Release, UpdateState } from '../../../contract/update-treaty.ts'
import type { DesktopOptions } from '../../../core/model/desktop-options.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { formatBytes, formatPercent, fractionOf } from '../../ui/format/bytes.ts'

const useStyles = makeStyles({
  group: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    gap: tokens.spacingVerticalS,
  },
  quiet: { color: tokens.colorNeutralForeground3 },
  notes: {
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    maxBlockSize: '12em',
    overflowY: 'auto',
    inlineSize: '100%',
  },
  wide: { inlineSize: '100%' },
})

export function UpdatesField({ options }: { options: DesktopOptions }) {
  const { host, settings, updates } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const version = useStore(host.store, (state) => state.host?.version)
  const update = useStore(updates.store, (state) => state.update)
  if (version === undefined) return null
  return (
    <section className={styles.group} aria-label={words('updates.title')}>
      <Text weight="semibold">{words('updates.current', { version })}</Text>
      {update?.kind === 'off' && (
        <Text size={200} className={styles.quiet}>
          {words(`updates.off.${update.reason}`)}
        </Text>
      )}
      {update !== undefined && update.kind !== 'off' && (
        <>
          <Progress update={update} />
          <Switch
            style={{ marginInlineStart: '-8px' }}
            label={words('updates.look')}
            checked={options.lookForUpdates}
            onChange={(_event, { checked }) =>
              void settings.save({ desktop: { ...options, lookForUpdates: checked } })
            }
          />
          <Text size={200} className={styles.quiet}>
            {words('updates.lookHint')}
          </Text>
        </>
      )}
    </section>
  )
}

type Live = Exclude<UpdateState, { kind: 'off' }>

function Progress({ update }: { update: Live }) {
  const { updates } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const problem = 'problem' in update ? update.problem : undefined
  return (
    <>
      <Text role="status">{useSentence(update)}</Text>
      {problem !== undefined && <Text role="alert">{words(`updates.problem.${problem}`)}</Text>}
      {'release' in update && <Notes release={update.release} />}
      {update.kind === 'downloading' && (
        <ProgressBar
          className={styles.wide}
          aria-label={words('updates.title')}
          value={fractionOf(update.bytesDone, update.release.sizeBytes ?? 0)}
        />
      )}
      {(update.kind === 'idle' || update.kind === 'checking') && (
        <Button disabledFocusable={update.kind === 'checking'} onClick={() => void updates.ask('check')}>
          {words('updates.check')}
        </Button>
      )}
      {update.kind === 'available' && (
        <Button appearance="primary" onClick={() => void updates.ask('download')}>
          {words('updates.download')}
        </Button>
      )}
      {update.kind === 'downloading' && (
        <Button onClick={() => void updates.ask('cancel')}>{words('updates.cancel')}</Button>
      )}
      {update.kind === 'ready' && (
        <Button appearance="primary" onClick={() => void updates.ask('install')}>
          {words('updates.install')}
        </Button>
      )}
    </>
  )
}

function Notes({ release }: { release: Release }) {
  const words = useWords()
  const styles = useStyles()
  if (release.notes.trim() === '') return null
  return (
    <>
      <Text weight="semibold">{words('updates.notes')}</Text>
      {/* A text, never markup: it came over the network. */}
      <Text dir="auto" className={styles.notes} tabIndex={0} role="note" aria-label={words('updates.notes')}>
        {release.notes.trim()}
      </Text>
    </>
  )
}

function useSentence(update: Live): string {
  const words = useWords()
  switch (update.kind) {
    case 'idle':
      return update.checkedAtMs === undefined ? '' : words('updates.newest')
    case 'checking':
      return words('updates.checking')
    case 'available': {
      const { version, sizeBytes } = update.release
      return sizeBytes === undefined
        ? words('updates.available', { version })
        : words('updates.availableSize', { version, size: formatBytes(sizeBytes, words) })
    }
    case 'downloading': {
      const { version, sizeBytes = 0 } = update.release
      const percent = formatPercent(update.bytesDone, sizeBytes, words)
      return words('updates.downloading', { version, percent })
    }
    case 'ready':
    case 'installing':
      return words(`updates.${update.kind}`, { version: update.release.version })
  }
}
