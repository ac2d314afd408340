// What the rules would leave out, looked up on the site a moment after the last change; one question at a time.

import { makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import type { RulesInput } from '../../../../contract/sync-treaty.ts'
import type { Outcome } from '../../../../contract/result.ts'
import type { RulesPreview as Preview } from '../../../../core/model/sync.ts'
import { useReverie } from '../../../app/reverie.ts'
import { useWords, type Words } from '../../../app/words/words.ts'
import { FailureMessage } from '../../../ui/failure-message.tsx'
import { FileName } from '../../../ui/file-name.tsx'
import { formatBytes } from '../../../ui/format/bytes.ts'
import type { FolderPlace } from '../../browser/places.ts'
import { inARow } from '../../../../words/sentences.ts'

const useStyles = makeStyles({
  preview: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    padding: tokens.spacingHorizontalS,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  list: { margin: 0, padding: 0, listStyleType: 'none', maxBlockSize: '140px', overflowY: 'auto' },
  line: {
    display: 'flex',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    minInlineSize: 0,
  },
  why: { flexShrink: 0, color: tokens.colorNeutralForeground2 },
})

const typingMs = 700
const shown = 50

interface RulesPreviewProps {
  place: Pick<FolderPlace, 'accountId' | 'uri'>
  rules: RulesInput
}

export function RulesPreview({ place, rules }: RulesPreviewProps) {
  const words = useWords()
  const styles = useStyles()
  const { outcome, looking } = usePreview({ place, rules })
  return (
    <div className={styles.preview} role="group" aria-label={words('sync.form.preview')}>
      <span role="status">
        {looking || outcome === undefined ? (
          <Spinner size="tiny" label={words('sync.form.previewLooking')} />
        ) : outcome.ok ? (
          countSentence(outcome.value, words)
        ) : null}
      </span>
      {outcome?.ok === false && <FailureMessage failure={outcome.failure} />}
      {outcome?.ok === true && outcome.value.hidden > 0 && (
        // Scrolls by keyboard too.
        <ul className={styles.list} tabIndex={0} aria-label={words('sync.form.preview')}>
          {outcome.value.sample.slice(0, shown).map(({ path, reason }) => (
            <li key={path} className={styles.line}>
              <FileName name={path} />
              <span className={styles.why}>{words(`sync.reason.${reason}`)}</span>
            </li>
          ))}
          {outcome.value.hidden > shown && (
            <li className={styles.line}>
              {words('sync.form.previewMore', { count: outcome.value.hidden - shown })}
            </li>
          )}
        </ul>
      )}
    </div>
  )
}

function countSentence({ hidden, hiddenBytes, whole, entries }: Preview, words: Words): string {
  const count =
    hidden === 0
      ? words('sync.form.previewNothing')
      : words('sync.form.previewCount', { count: hidden, size: formatBytes(hiddenBytes, words) })
  return inARow([count, whole ? '' : words('sync.form.previewPart', { count: entries })], words)
}

function usePreview({ place, rules }: RulesPreviewProps) {
  const { bridge } = useReverie()
  const { accountId, uri } = place
  const wish = JSON.stringify({ accountId, uri, rules })
  const [answer, setAnswer] = useState<{ wish: string; outcome: Outcome<Preview> }>()
  const latest = useRef(wish)
  const busy = useRef(false)
  useEffect(() => {
    latest.current = wish
    const ask = async () => {
      if (busy.current) return
      busy.current = true
      for (let asked = ''; asked !== latest.current;) {
        asked = latest.current
        const outcome = await bridge.invoke('sync.preview', JSON.parse(asked) as RulesRequest)
        setAnswer({ wish: asked, outcome })
      }
      busy.current = false
    }
    const timer = setTimeout(() => void ask(), typingMs)
    return () => clearTimeout(timer)
  }, [bridge, wish])
  // Gone: nobody wants another answer.
  useEffect(() => () => void (latest.current = ''), [])
  return { outcome: answer?.outcome, looking: answer?.wish !== wish }
}

interface RulesRequest {
  accountId: string
  uri: string
  rules: RulesInput
}
