// The context menu of the list: the same commands as the toolbar, at the pointer or at the active row.

import { Menu, MenuItem, MenuList, MenuPopover } from '@fluentui/react-components'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { menuCommands, shortcutText } from './commands.ts'
import { isMac, runCommand, useCommandContext } from './use-commands.ts'

export interface MenuPoint {
  readonly x: number
  readonly y: number
}

export function FileMenu({ point, onClose }: { point: MenuPoint | undefined; onClose: () => void }) {
  const { browser } = useReverie()
  const context = useCommandContext()
  const words = useWords()
  const state = useStore(browser.store)
  if (point === undefined) return null
  const mac = isMac()
  return (
    <Menu
      open
      positioning={{ target: targetAt(point), position: 'below', align: 'start' }}
      onOpenChange={(_event, { open }) => {
        if (!open) {
          onClose()
          document.querySelector<HTMLElement>('[role="grid"]')?.focus()
        }
      }}
    >
      <MenuPopover>
        <MenuList aria-label={words('browser.menu')}>
          {menuCommands.map((command) => {
            const Icon = command.icon
            return (
              <MenuItem
                key={command.id}
                icon={<Icon />}
                secondaryContent={shortcutText(command, mac)}
                disabled={!command.isEnabled(state)}
                onClick={() => runCommand(command, context)}
              >
                {words(command.name)}
              </MenuItem>
            )
          })}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}

function targetAt({ x, y }: MenuPoint) {
  return { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) }
}
