// One transfer or batch in the list. A batch opens into its transfers; what moves is drawn by progress-line alone.

import { Button, mergeClasses } from '@fluentui/react-components'
import { memo } from 'react'
import type { QueueRow } from '../../../contract/views.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { EntryIcon } from '../../ui/entry-icon.tsx'
import { ExpandIcon } from '../../ui/expand-icon.tsx'
import { asksForDecision, ConflictQuestion } from './conflict-question.tsx'
import { PercentText, ProgressLine, SizeText } from './progress-line.tsx'
import { conflictRowHeight, rowHeight, useQueueStyles } from './queue-styles.ts'
import { RowButtons } from './row-buttons.tsx'
import { RowName, rowName } from './row-name.tsx'
import { RowSentence } from './row-sentence.tsx'

export interface QueueRowProps {
  row: QueueRow
  /** Pixels from the top of the list. */
  top: number
  /** Position among all rows that could be shown, from 1. */
  position: number
  level: 1 | 2
  open: boolean
  active: boolean
}

export function heightOf(row: QueueRow | undefined): number {
  return row?.type === 'transfer' && asksForDecision(row) ? conflictRowHeight : rowHeight
}

export const QueueRowView = memo(function QueueRowView(props: QueueRowProps) {
  const { row, top, position, level, open, active } = props
  const words = useWords()
  const styles = useQueueStyles()
  const name = rowName(row, words)
  const expandable = row.type === 'batch'
  return (
    <div
      role="row"
      aria-label={name}
      aria-level={level}
      aria-rowindex={position}
      {...(expandable ? { 'aria-expanded': open } : {})}
      tabIndex={active ? 0 : -1}
      data-position={position}
      data-row-id={row.id}
      data-state={row.state}
      className={mergeClasses(styles.row, level === 2 && styles.inside)}
      style={{ blockSize: heightOf(row), transform: `translateY(${top}px)` }}
    >
      <div className={styles.cells} role="none">
        <span role="gridcell" className={styles.lead}>
          {row.type === 'batch' ? (
            <OpenBatchButton id={row.id} name={name} open={open} />
          ) : (
            <EntryIcon name={row.name} look="file" />
          )}
        </span>
        <span role="gridcell" className={styles.middle}>
          <span className={styles.nameLine}>
            {row.type === 'batch' && <EntryIcon name={row.name} look="folder" className={styles.folder} />}
            <RowName row={row} />
            <SizeText row={row} />
            <PercentText row={row} />
          </span>
          <ProgressLine row={row} />
          <RowSentence row={row} />
        </span>
        <span role="gridcell">
          <RowButtons row={row} />
        </span>
      </div>
      {row.type === 'transfer' && asksForDecision(row) && (
        <span role="gridcell">
          <ConflictQuestion row={row} inBatch={level === 2} />
        </span>
      )}
    </div>
  )
})

function OpenBatchButton({ id, name, open }: { id: string; name: string; open: boolean }) {
  const { queue } = useReverie()
  const words = useWords()
  return (
    <Button
      appearance="transparent"
      size="small"
      aria-expanded={open}
      aria-label={words(open ? 'queue.collapse' : 'queue.expand', { name })}
      icon={<ExpandIcon open={open} />}
      onClick={() => queue.toggleBatch(id)}
    />
  )
}
