// The column headers: sorting by name, size and time of change, and selecting everything.

import { Button, mergeClasses } from '@fluentui/react-components'
import { ArrowSortDown16Regular } from '@fluentui/react-icons/svg/arrow-sort-down'
import { ArrowSortUp16Regular } from '@fluentui/react-icons/svg/arrow-sort-up'
import { useStore } from 'zustand'
import type { EntryOrder } from '../../../core/model/entry.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { useFileListStyles } from './file-list-styles.ts'
import { noSelection } from './selection.ts'

const columns = [
  { order: 'name', word: 'name', style: 'nameHeader' },
  { order: 'size', word: 'size', style: 'sizeHeader' },
  { order: 'updated_at', word: 'modified', style: 'modifiedHeader' },
] as const satisfies readonly { order: EntryOrder; word: string; style: string }[]

export function FileListHeader() {
  const { browser } = useReverie()
  const words = useWords()
  const styles = useFileListStyles()
  const { order, direction } = useStore(browser.store)
  return (
    <div role="rowgroup" className={styles.header}>
      <div role="row" aria-rowindex={1} className={styles.cells} style={{ marginInline: '6px' }}>
        <span
          role="columnheader"
          className={styles.check}
          style={{ blockSize: '31px' }}
          aria-label={words('browser.column.select')}
        >
          <SelectAllBox />
        </span>
        {columns.map((column) => (
          <span
            key={column.order}
            role="columnheader"
            aria-sort={order !== column.order ? 'none' : direction === 'asc' ? 'ascending' : 'descending'}
            className={styles[column.style]}
          >
            <Button
              appearance="transparent"
              size="small"
              className={mergeClasses(styles.sortButton)}
              iconPosition="after"
              {...(order === column.order
                ? {
                    icon:
                      direction === 'asc' ? (
                        <ArrowSortUp16Regular aria-hidden />
                      ) : (
                        <ArrowSortDown16Regular aria-hidden />
                      ),
                  }
                : {})}
              onClick={() => browser.sortBy(column.order)}
            >
              {words(`browser.column.${column.word}`)}
            </Button>
          </span>
        ))}
      </div>
    </div>
  )
}

function SelectAllBox() {
  const { browser } = useReverie()
  const words = useWords()
  const styles = useFileListStyles()
  const selected = useStore(browser.store, ({ selection }) => selection.keys.size)
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
