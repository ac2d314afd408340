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
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
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
        {columns.map((id) => (
          <span key={id} role="columnheader" className={mergeClasses(styles.cell, styles[id])}>
            {words(`transfers.column.${id}`)}
          </span>
        ))}
        <span role="columnheader" className={styles.buttons}>
          <Chooser columns={columns} />
        </span>
      </div>
    </div>
  )
}

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
