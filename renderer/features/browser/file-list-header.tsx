// The column headers: sorting where the site offers the order, widths, which columns there are, and selecting everything.

import { Button, mergeClasses } from '@fluentui/react-components'
import { ArrowSortDown16Regular } from '@fluentui/react-icons/svg/arrow-sort-down'
import { ArrowSortUp16Regular } from '@fluentui/react-icons/svg/arrow-sort-up'
import { memo } from 'react'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { chosenCount } from './browser-state.ts'
import { ColumnChooser } from './column-chooser.tsx'
import { ColumnHandle } from './column-handle.tsx'
import { useFileListStyles, useHeaderStyles } from './file-list-styles.ts'
import { orderOfColumn, type ColumnId } from './folder-view.ts'
import { noSelection } from './selection.ts'

export const FileListHeader = memo(function FileListHeader() {
  const { browser } = useReverie()
  const words = useWords()
  const styles = useFileListStyles()
  const columns = useStore(browser.store, ({ view }) => view.columns)
  return (
    <div role="rowgroup" className={styles.header}>
      <div role="row" aria-rowindex={1} className={mergeClasses(styles.cells, styles.headerRow)}>
        <span
          role="columnheader"
          className={styles.check}
          style={{ blockSize: '31px' }}
          aria-label={words('browser.column.select')}
        >
          <SelectAllBox />
        </span>
        {columns.map((column) => (
          <ColumnHeader key={column} column={column} />
        ))}
      </div>
      <ColumnChooser />
    </div>
  )
})

function ColumnHeader({ column }: { column: ColumnId }) {
  const { browser } = useReverie()
  const words = useWords()
  const styles = useFileListStyles()
  const own = useHeaderStyles()
  const view = useStore(browser.store, (state) => state.view)
  const orders = useStore(browser.store, (state) => state.orders)
  const order = orderOfColumn[column]
  const sortable = order !== undefined && (orders === undefined || orders.includes(order))
  const sorted = sortable && view.order === order
  const Arrow = view.direction === 'asc' ? ArrowSortUp16Regular : ArrowSortDown16Regular
  const place = column === 'name' ? own.name : column === 'size' ? own.size : own.other
  return (
    <span
      role="columnheader"
      aria-label={words(`browser.column.${column}`)}
      aria-sort={!sorted ? 'none' : view.direction === 'asc' ? 'ascending' : 'descending'}
      className={mergeClasses(own.cell, place, !['name', 'size'].includes(column) && styles.wideOnly)}
    >
      {sortable ? (
        <Button
          appearance="transparent"
          size="small"
          className={own.sortButton}
          iconPosition="after"
          {...(sorted ? { icon: <Arrow aria-hidden /> } : {})}
          onClick={() => browser.sortBy(order)}
        >
          {words(`browser.column.${column}`)}
        </Button>
      ) : (
        <span className={own.still}>{words(`browser.column.${column}`)}</span>
      )}
      {column !== 'name' && <ColumnHandle column={column} />}
    </span>
  )
}

function SelectAllBox() {
  const { browser } = useReverie()
  const words = useWords()
  const styles = useFileListStyles()
  const selected = useStore(browser.store, chosenCount)
  const total = useStore(browser.store, ({ keys }) => keys.length)
  const all = total > 0 && selected === total
  return (
    <input
      type="checkbox"
      className={styles.box}
      checked={all}
      ref={(box) => {
        if (box !== null) box.indeterminate = selected > 0 && !all
      }}
      aria-label={words('browser.selectAllRows')}
      onChange={() => (all ? browser.select(() => noSelection) : browser.selectAll())}
    />
  )
}
