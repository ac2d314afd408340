// One row of the table of all transfers: what it is called, what it says about itself, and a cell for each column.

import { Button, mergeClasses } from '@fluentui/react-components'
import { memo } from 'react'
import type { QueueRow } from '../../../../contract/views.ts'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { EntryIcon } from '../../../ui/entry-icon.tsx'
import { ExpandIcon } from '../../../ui/expand-icon.tsx'
import { asksForDecision, ConflictQuestion } from '../conflict-question.tsx'
import { RowButtons } from '../row-buttons.tsx'
import { RowName, rowName } from '../row-name.tsx'
import { RowSentence } from '../row-sentence.tsx'
import type { ColumnId } from './columns.ts'
import { TableCell } from './table-cell.tsx'
import { useTableStyles } from './table-styles.ts'

export const pageRowHeight = 48
const questionHeight = 44

export function tableHeightOf(row: QueueRow | undefined): number {
  return row?.type === 'transfer' && asksForDecision(row) ? pageRowHeight + questionHeight : pageRowHeight
}

interface TableRowProps {
  row: QueueRow
  /** Pixels from the top of the list. */
  top: number
  /** Position among all rows that could be shown, from 1. */
  position: number
  level: 1 | 2
  /** A file of a download, also where a search shows it alone. */
  inBatch: boolean
  open: boolean
  active: boolean
  chosen: boolean
  draggable: boolean
  columns: readonly ColumnId[]
}

export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { row, top, position, level, open, active, chosen, columns } = props
  const words = useWords()
  const styles = useTableStyles()
  const name = rowName(row, words)
  return (
    <div
      role="row"
      aria-label={name}
      aria-level={level}
      aria-rowindex={position}
      aria-selected={chosen}
      {...(row.type === 'batch' ? { 'aria-expanded': open } : {})}
      tabIndex={active ? 0 : -1}
      data-position={position}
      data-row-id={row.id}
      data-state={row.state}
      draggable={props.draggable}
      className={mergeClasses(styles.row, chosen && styles.chosen, level === 2 && styles.inside)}
      style={{ blockSize: tableHeightOf(row), transform: `translateY(${top}px)` }}
    >
      <div className={styles.cells} role="none" style={{ blockSize: pageRowHeight - 1 }}>
        <span role="gridcell" className={styles.lead}>
          {row.type === 'batch' ? (
            <OpenBatchButton id={row.id} name={name} open={open} />
          ) : (
            <EntryIcon name={row.name} look="file" />
          )}
        </span>
        <span role="gridcell" className={styles.name}>
          <span className={styles.nameLine}>
            {row.type === 'batch' && <EntryIcon name={row.name} look="folder" className={styles.folder} />}
            <RowName row={row} />
          </span>
          <RowSentence row={row} />
        </span>
        {columns.map((id) => (
          <TableCell key={id} id={id} row={row} />
        ))}
        <span role="gridcell" className={styles.buttons}>
          <RowButtons row={row} brief />
        </span>
      </div>
      {row.type === 'transfer' && asksForDecision(row) && (
        <span role="gridcell">
          <ConflictQuestion row={row} inBatch={props.inBatch} />
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
