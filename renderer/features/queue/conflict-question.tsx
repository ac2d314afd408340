// The question that policy "ask" leaves to the user, answered in the row itself: keep both, replace or skip; for this
// file or for all of the download.

import { Button, Checkbox } from '@fluentui/react-components'
import { useState } from 'react'
import type { TransferRow } from '../../../contract/views.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { visibleName } from '../../../words/visible-name.ts'
import { useQueueStyles } from './queue-styles.ts'

export function asksForDecision(row: { state: string; failure?: { kind: string } }): boolean {
  return row.state === 'held' && row.failure?.kind === 'conflict-undecided'
}

const answers = ['rename', 'overwrite', 'skip'] as const

export function ConflictQuestion({ row, inBatch }: { row: TransferRow; inBatch: boolean }) {
  const { queue } = useReverie()
  const words = useWords()
  const styles = useQueueStyles()
  const [forBatch, setForBatch] = useState(false)
  return (
    <div
      className={styles.conflict}
      role="group"
      aria-label={words('queue.conflict.group', { name: visibleName(row.name) })}
    >
      {answers.map((answer) => (
        <Button
          key={answer}
          size="small"
          appearance={answer === 'rename' ? 'primary' : 'secondary'}
          onClick={() => void queue.decide(row.id, answer, inBatch && forBatch)}
        >
          {words(`queue.conflict.${answer}`)}
        </Button>
      ))}
      {inBatch && (
        <Checkbox
          label={words('queue.conflict.forBatch')}
          checked={forBatch}
          onChange={(_event, { checked }) => setForBatch(checked === true)}
        />
      )}
    </div>
  )
}
