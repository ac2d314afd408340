// Above the table: the speed, what is left of everything, and the named queues.

import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { Stack20Regular } from '@fluentui/react-icons/svg/stack'
import { useStore } from 'zustand'
import type { QueueSummary } from '../../../../contract/views.ts'
import { useReverie } from '../../../app/reverie.ts'
import { useWords, type Words } from '../../../app/words/words.ts'
import { formatBytes, formatSpeed } from '../../../ui/format/bytes.ts'
import { formatTimeLeft } from '../../../ui/format/time.ts'
import { totalsOf } from '../summary-words.ts'
import { SpeedGraph } from './speed-graph.tsx'

const useStyles = makeStyles({
  head: {
    display: 'flex',
    alignItems: 'center',
    flexShrink: 0,
    gap: tokens.spacingHorizontalL,
    paddingInline: tokens.spacingHorizontalM,
    paddingBlockEnd: tokens.spacingVerticalXS,
    // Where there is hardly room for the list, the list has it.
    '@media (max-height: 520px)': { display: 'none' },
    '@media (max-width: 560px)': { alignItems: 'start' },
  },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: `0 ${tokens.spacingHorizontalL}`,
    margin: 0,
    flexGrow: 1,
    fontVariantNumeric: 'tabular-nums',
  },
  fact: { display: 'flex', flexDirection: 'column' },
  term: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  value: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  queues: { flexShrink: 0, whiteSpace: 'nowrap' },
})

export function PageHead() {
  const { queue, queues, shell } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const summary = useStore(queue.store, (state) => state.summary)
  const bytesPerSecond = useStore(queue.store, (state) => state.bytesPerSecond)
  const known = useStore(queues.store, (state) => state.queues.length > 0)
  return (
    <div className={styles.head}>
      <SpeedGraph />
      <dl className={styles.facts}>
        {factsOf(summary, bytesPerSecond, words).map(([term, value]) => (
          <div key={term} className={styles.fact}>
            <dt className={styles.term}>{term}</dt>
            <dd className={styles.value}>{value}</dd>
          </div>
        ))}
      </dl>
      {known && (
        <Button
          className={styles.queues}
          icon={<Stack20Regular />}
          onClick={() => shell.open({ kind: 'queues' })}
        >
          {words('transfers.queues.open')}
        </Button>
      )}
    </div>
  )
}

function factsOf(
  summary: QueueSummary | undefined,
  bytesPerSecond: number,
  words: Words,
): readonly (readonly [string, string])[] {
  if (summary === undefined) return []
  const { finished, total } = totalsOf(summary)
  const { secondsLeft, bytesLeft } = summary
  return [
    [words('transfers.sum.speed'), formatSpeed(bytesPerSecond, words)],
    [words('transfers.sum.left'), formatBytes(bytesLeft, words)],
    ...(secondsLeft !== undefined && bytesPerSecond > 0
      ? [[words('transfers.sum.time'), formatTimeLeft(secondsLeft, words)] as const]
      : []),
    [words('transfers.sum.files'), words('transfers.sum.filesOf', { done: finished, total })],
  ]
}
