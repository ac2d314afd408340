// The technical side of a failure, folded away: what an administrator needs to find the request. Never a secret: the
// host sends none.

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useId, useRef, useState } from 'react'
import type { Failure } from '../../core/model/failure.ts'
import { useWords, type Words } from '../app/words/words.ts'
import { visibleName } from '../../words/visible-name.ts'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', alignItems: 'start', gap: tokens.spacingVerticalXS },
  row: { display: 'flex', gap: tokens.spacingHorizontalXS, alignItems: 'center' },
  text: {
    boxSizing: 'border-box',
    inlineSize: 'min(60ch, 100%)',
    margin: 0,
    padding: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground2,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    textAlign: 'start',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    userSelect: 'text',
  },
})

export function failureLines(failure: Failure, words: Words): string {
  const facts = [
    [words('shell.detail.kind'), failure.kind],
    [words('shell.detail.code'), failure.code],
    [words('shell.detail.status'), failure.status],
    [words('shell.detail.correlation'), failure.correlationId],
    [words('shell.detail.detail'), failure.detail === '' ? undefined : visibleName(failure.detail)],
  ] as const
  return facts
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('\n')
}

export function FailureDetails({ failure }: { failure: Failure }) {
  const words = useWords()
  const styles = useStyles()
  const [shown, setShown] = useState(false)
  const [copied, setCopied] = useState<'no' | 'yes' | 'refused'>('no')
  const text = useRef<HTMLPreElement>(null)
  const id = useId()
  const lines = failureLines(failure, words)
  const copy = () =>
    copyText(lines, text.current).then((done) => {
      setCopied(done ? 'yes' : 'refused')
    })
  const copyLabel = { no: 'shell.copy', yes: 'shell.copied', refused: 'shell.copyByHand' } as const
  return (
    <div className={styles.root}>
      <div className={styles.row}>
        <Button
          size="small"
          appearance="subtle"
          aria-expanded={shown}
          aria-controls={id}
          onClick={() => setShown(!shown)}
        >
          {words('shell.details')}
        </Button>
        {shown && (
          <Button size="small" appearance="subtle" onClick={() => void copy()}>
            {words(copyLabel[copied])}
          </Button>
        )}
      </div>
      <pre id={id} ref={text} className={styles.text} hidden={!shown} dir="ltr">
        {lines}
      </pre>
    </div>
  )
}

/** False where the page may not use the clipboard: the text is then selected for the user. */
async function copyText(text: string, shown: HTMLElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    if (shown !== null) getSelection()?.selectAllChildren(shown)
    return false
  }
}
