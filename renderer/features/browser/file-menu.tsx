// The context menu of the list: the same commands as the toolbar, at the pointer or at the active row.

import { Menu, MenuList, MenuPopover } from '@fluentui/react-components'
import { memo } from 'react'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { CommandItems } from './command-items.tsx'

export interface MenuPoint {
  readonly x: number
  readonly y: number
}

interface FileMenuProps {
  point: MenuPoint | undefined
  onClose: () => void
}

export const FileMenu = memo(function FileMenu({ point, onClose }: FileMenuProps) {
  const { browser } = useReverie()
  const words = useWords()
  if (point === undefined) return null
  return (
    <Menu
      open
      positioning={{
        target: targetAt(point),
        position: 'below',
        align: 'start',
        shiftToCoverTarget: true,
        autoSize: true,
      }}
      onOpenChange={(_event, { open }) => {
        if (open) return
        onClose()
        // The field of a new name has the keyboard already.
        if (browser.store.getState().renaming === undefined)
          document.querySelector<HTMLElement>('[data-file-list]')?.focus()
      }}
    >
      <MenuPopover>
        <MenuList aria-label={words('browser.menu')}>
          <CommandItems />
        </MenuList>
      </MenuPopover>
    </Menu>
  )
})

function targetAt({ x, y }: MenuPoint) {
  return { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) }
}
