// The headers of the table, and the menu that says which columns there are.

import {
  Button,
  Menu,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
  mergeClasses,
} from '@fluentui/react-components'
import { ColumnTriple20Regular } from '@fluentui/react-icons/svg/column-triple'
import { ArrowSortDown16Regular } from '@fluentui/react-icons/svg/arrow-sort-down'
import { ArrowSortUp16Regular } from '@fluentui/react-icons/svg/arrow-sort-up'
import { useStore } from 'zustand'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { isSearching } from '../queue-store.ts'
import { columnIds, type ColumnId } from './columns.ts'
import { useTableStyles } from './table-styles.ts'

export function TableHeader({ columns }: { columns: readonly ColumnId[] }) {
  const words = useWords()
  const styles = useTableStyles()
  return (
    <div role="rowgroup">
      <div role="row" className={styles.header}>
        <span role="columnheader" className={styles.lead}>
          <span className="only-heard">{words('transfers.column.kind')}</span>
        </span>
        <span role="columnheader" className={styles.name}>
          {words('transfers.column.name')}
        </span>
        {columns.map((id) =>
          id === 'added' ? (
            <AddedHeader key={id} />
          ) : (
            <span key={id} role="columnheader" className={mergeClasses(styles.cell, styles[id])}>
              {words(`transfers.column.${id}`)}
            </span>
          ),
        )}
        <span role="columnheader" className={styles.buttons}>
          <Chooser columns={columns} />
        </span>
      </div>
    </div>
  )
}

/** Sorts by it: the newest first, then the oldest, then the order of their turn again. */
function AddedHeader() {
  const { queue } = useReverie()
  const words = useWords()
  const styles = useTableStyles()
  const order = useStore(queue.store, (state) => state.order)
  // What a search finds is in the order of its last change.
  const searching = useStore(queue.store, ({ narrowed }) => isSearching(narrowed))
  const sorted = !searching && order !== 'line'
  const Arrow = order === 'oldest' ? ArrowSortUp16Regular : ArrowSortDown16Regular
  return (
    <span
      role="columnheader"
      aria-label={words('transfers.column.added')}
      aria-sort={!sorted ? 'none' : order === 'oldest' ? 'ascending' : 'descending'}
      className={mergeClasses(styles.cell, styles.added)}
    >
      <Button
        appearance="transparent"
        size="small"
        className={styles.sort}
        iconPosition="after"
        disabledFocusable={searching}
        {...(sorted ? { icon: <Arrow aria-hidden /> } : {})}
        onClick={() => queue.setOrder(nextOrder[queue.store.getState().order])}
      >
        {words('transfers.column.added')}
      </Button>
    </span>
  )
}

const nextOrder = { line: 'newest', newest: 'oldest', oldest: 'line' } as const

function Chooser({ columns }: { columns: readonly ColumnId[] }) {
  const { queue } = useReverie()
  const words = useWords()
  return (
    <Menu checkedValues={{ columns: [...columns] }}>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="transparent"
          size="small"
          icon={<ColumnTriple20Regular />}
          aria-label={words('transfers.column.chooser')}
          title={words('transfers.column.chooser')}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {columnIds.map((id) => (
            <MenuItemCheckbox key={id} name="columns" value={id} onClick={() => queue.columns.toggle(id)}>
              {words(`transfers.column.${id}`)}
            </MenuItemCheckbox>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
