// A file looked at without downloading it: the space bar opens and closes it, the arrows go to its neighbours. What it
// shows comes from the host by an address of its own, never from the site.

import { Button, Dialog, DialogSurface, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowDownload20Regular } from '@fluentui/react-icons/svg/arrow-download'
import { ChevronLeft20Regular } from '@fluentui/react-icons/svg/chevron-left'
import { ChevronRight20Regular } from '@fluentui/react-icons/svg/chevron-right'
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss'
import type { KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import type { EntryView } from '../../../contract/views.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { FileName } from '../../ui/file-name.tsx'
import { formatBytes } from '../../ui/format/bytes.ts'
import { isolateName, visibleName } from '../../../words/visible-name.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { download } from '../browser/download.ts'
import { selectOnly } from '../browser/selection.ts'
import { useCommandContext } from '../browser/use-commands.ts'
import { PreviewBody } from './preview-body.tsx'

const useStyles = makeStyles({
  surface: {
    display: 'flex',
    flexDirection: 'column',
    boxSizing: 'border-box',
    inlineSize: 'calc(100vw - 32px)',
    maxInlineSize: '1400px',
    blockSize: 'calc(100vh - 32px)',
    maxBlockSize: 'none',
    padding: 0,
    overflow: 'hidden',
  },
  bar: {
    display: 'flex',
    alignItems: 'center',
    flexShrink: 0,
    gap: tokens.spacingHorizontalS,
    padding: tokens.spacingHorizontalS,
    borderBlockEndWidth: '1px',
    borderBlockEndStyle: 'solid',
    borderBlockEndColor: tokens.colorNeutralStroke2,
  },
  title: { margin: 0, flexGrow: 1, minInlineSize: 0, fontSize: tokens.fontSizeBase400, display: 'flex' },
  size: { color: tokens.colorNeutralForeground3, whiteSpace: 'nowrap' },
})

export function Preview({ uri }: { uri: string }) {
  const { browser, shell } = useReverie()
  const entries = useStore(browser.store, (state) => state.entries)
  const index = entries.findIndex((entry) => entry.uri === uri)
  const entry = entries[index]
  const place = browser.place()
  if (entry === undefined || place.kind !== 'folder') return null
  const goTo = (step: 1 | -1) => {
    const next = neighbour(entries, index, step)
    if (next === undefined) return
    browser.select((_now, keys) => selectOnly(keys, next.index))
    shell.open({ kind: 'preview', uri: next.entry.uri })
  }
  return (
    <Showing
      entry={entry}
      accountId={place.accountId}
      {...(neighbour(entries, index, -1) === undefined ? {} : { onPrevious: () => goTo(-1) })}
      {...(neighbour(entries, index, 1) === undefined ? {} : { onNext: () => goTo(1) })}
    />
  )
}

function neighbour(entries: readonly EntryView[], from: number, step: 1 | -1) {
  for (let index = from + step; index >= 0 && index < entries.length; index += step) {
    const entry = entries[index]
    if (entry?.kind === 'file') return { entry, index }
  }
  return undefined
}

interface ShowingProps {
  entry: EntryView
  accountId: string
  onPrevious?: () => void
  onNext?: () => void
}

function Showing({ entry, accountId, onPrevious, onNext }: ShowingProps) {
  const context = useCommandContext()
  const { shell } = context.reverie
  const words = useWords()
  const styles = useStyles()
  const forward = words.direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
  const onKeyDown = (event: KeyboardEvent) => {
    // Sound, film and buttons have uses of their own for these keys.
    if (event.target instanceof Element && event.target.closest('button, video, audio, input') !== null)
      return
    if (event.key === ' ') shell.close()
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight')
      (event.key === forward ? onNext : onPrevious)?.()
    else return
    event.preventDefault()
  }
  const close = () => {
    shell.close()
    setTimeout(() => document.querySelector<HTMLElement>('[data-file-list]')?.focus())
  }
  return (
    <Dialog
      open
      onOpenChange={(_event, { open }) => {
        if (!open) close()
      }}
    >
      <DialogSurface
        className={styles.surface}
        aria-label={words('preview.region', { name: isolateName(visibleName(entry.name)) })}
        onKeyDown={onKeyDown}
      >
        <div className={styles.bar}>
          <h2 className={styles.title}>
            <FileName name={entry.name} />
          </h2>
          {entry.sizeBytes !== undefined && (
            <span className={styles.size}>{formatBytes(entry.sizeBytes, words)}</span>
          )}
          <IconButton
            name={words('preview.previous')}
            icon={words.direction === 'rtl' ? <ChevronRight20Regular /> : <ChevronLeft20Regular />}
            disabled={onPrevious === undefined}
            onClick={() => onPrevious?.()}
          />
          <IconButton
            name={words('preview.next')}
            icon={words.direction === 'rtl' ? <ChevronLeft20Regular /> : <ChevronRight20Regular />}
            disabled={onNext === undefined}
            onClick={() => onNext?.()}
          />
          <Button
            appearance="primary"
            icon={<ArrowDownload20Regular />}
            onClick={() => void download(context)}
          >
            {words('browser.command.download')}
          </Button>
          <IconButton name={words('preview.close')} icon={<Dismiss20Regular />} onClick={close} />
        </div>
        <PreviewBody key={`${entry.uri} ${entry.entityId ?? ''}`} accountId={accountId} entry={entry} />
      </DialogSurface>
    </Dialog>
  )
}
