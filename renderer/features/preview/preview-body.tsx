// What is shown of a file, by its kind; or in words why there is nothing to show.

import { makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { DocumentDismiss24Regular } from '@fluentui/react-icons/svg/document-dismiss'
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import type { PreviewView } from '../../../contract/browser-views.ts'
import type { EntryView } from '../../../contract/views.ts'
import { useWords } from '../../app/words/words.ts'
import { FailureDetails } from '../../ui/failure-details.tsx'
import { visibleName } from '../../../words/visible-name.ts'
import { StatePanel } from '../../ui/state-panel.tsx'
import { useDelayed } from '../../ui/use-delayed.ts'
import { TextPreview } from './text-preview.tsx'
import { usePreview } from './use-preview.ts'

// The two that bring a library with them come when they are wanted.
const MarkdownPreview = lazy(() => import('./markdown-preview.tsx'))
const PdfPreview = lazy(() => import('./pdf-preview.tsx'))

const useStyles = makeStyles({
  body: {
    flexGrow: 1,
    minBlockSize: 0,
    overflow: 'auto',
    outlineStyle: 'none',
    backgroundColor: tokens.colorNeutralBackground3,
    '&:focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  media: {
    display: 'block',
    inlineSize: '100%',
    blockSize: '100%',
    objectFit: 'contain',
  },
  sound: { display: 'flex', blockSize: '100%', alignItems: 'center', justifyContent: 'center' },
})

type Shown = Exclude<PreviewView, { kind: 'none' }>

export function PreviewBody({ accountId, entry }: { accountId: string; entry: EntryView }) {
  const words = useWords()
  const styles = useStyles()
  const body = useRef<HTMLDivElement>(null)
  const { preview, failure } = usePreview(accountId, entry.uri)
  const slow = useDelayed(preview === undefined && failure === undefined)
  useEffect(() => {
    // The keyboard is where the arrows and the space bar are heard.
    const timer = setTimeout(() => body.current?.focus())
    return () => clearTimeout(timer)
  }, [])
  return (
    <div ref={body} className={styles.body} tabIndex={0} role="group" aria-label={visibleName(entry.name)}>
      {slow && <Spinner label={words('preview.loading')} style={{ blockSize: '100%' }} />}
      {failure !== undefined && (
        <StatePanel
          urgent
          icon={<DocumentDismiss24Regular />}
          title={words(`failure.${failure.kind}.what`)}
          text={words(`failure.${failure.kind}.help`)}
          details={<FailureDetails failure={failure} />}
        />
      )}
      {preview?.kind === 'none' && (
        <StatePanel icon={<DocumentDismiss24Regular />} title={words(`preview.none.${preview.reason}`)} />
      )}
      {preview !== undefined && preview.kind !== 'none' && (
        <Suspense fallback={<Spinner label={words('preview.loading')} style={{ blockSize: '100%' }} />}>
          <Content preview={preview} name={entry.name} />
        </Suspense>
      )}
    </div>
  )
}

function Content({ preview, name }: { preview: Shown; name: string }) {
  const styles = useStyles()
  const [broken, setBroken] = useState(false)
  const onError = useCallback(() => setBroken(true), [])
  if (broken) return <Broken />
  const shown = visibleName(name)
  switch (preview.kind) {
    case 'image':
      return (
        <img className={styles.media} src={preview.address} alt={shown} onError={onError} draggable={false} />
      )
    case 'video':
      return (
        <video className={styles.media} src={preview.address} aria-label={shown} controls onError={onError} />
      )
    case 'audio':
      return (
        <div className={styles.sound}>
          <audio src={preview.address} aria-label={shown} controls onError={onError} />
        </div>
      )
    case 'text':
      return <TextPreview preview={preview} onError={onError} />
    case 'markdown':
      return <MarkdownPreview preview={preview} onError={onError} />
    case 'pdf':
      return <PdfPreview preview={preview} onError={onError} />
  }
}

function Broken() {
  const words = useWords()
  return <StatePanel icon={<DocumentDismiss24Regular />} title={words('preview.broken')} />
}

export interface ContentProps {
  preview: Shown
  /** The same one each time. */
  onError: () => void
}
