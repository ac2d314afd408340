// Which columns there are, as a menu at the end of the headers. The name is always there.

import {
  Button,
  Menu,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components'
import { ColumnTriple20Regular } from '@fluentui/react-icons/svg/column-triple'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { useHeaderStyles } from './file-list-styles.ts'
import { columnIds, withColumn } from './folder-view.ts'

export function ColumnChooser() {
  const { browser } = useReverie()
  const words = useWords()
  const styles = useHeaderStyles()
  const view = useStore(browser.store, (state) => state.view)
  return (
    <span className={styles.chooser} role="row">
      <span role="columnheader">
        <Menu checkedValues={{ columns: [...view.columns] }}>
          <MenuTrigger disableButtonEnhancement>
            <Button
              appearance="transparent"
              size="small"
              icon={<ColumnTriple20Regular />}
              aria-label={words('browser.column.chooser')}
              title={words('browser.column.chooser')}
            />
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {columnIds
                .filter((id) => id !== 'name')
                .map((id) => (
                  <MenuItemCheckbox
                    key={id}
                    name="columns"
                    value={id}
                    onClick={() => browser.setView(withColumn(browser.store.getState().view, id))}
                  >
                    {words(`browser.column.${id}`)}
                  </MenuItemCheckbox>
                ))}
            </MenuList>
          </MenuPopover>
        </Menu>
      </span>
    </span>
  )
}
