// Commands as items of a menu, in groups; the same in the context menu and in the menu of the toolbar.

import { MenuDivider, MenuItem } from '@fluentui/react-components'
import { Fragment } from 'react'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { chosenCount } from './browser-state.ts'
import { commandsOf } from './commands/command-table.ts'
import { shortcutText, type CommandGroup } from './commands/command.ts'
import { isMac, runCommand, useCommandContext } from './use-commands.ts'

const groups = ['open', 'change', 'share', 'choose', 'go', 'see'] as const satisfies readonly CommandGroup[]

export function CommandItems() {
  const { browser } = useReverie()
  const context = useCommandContext()
  const words = useWords()
  const state = useStore(browser.store)
  const mac = isMac()
  const shown = groups
    .map((group) =>
      commandsOf(group).filter(
        ({ menu, isEnabled }) =>
          menu === 'always' ||
          (menu === 'enabled' && isEnabled(state)) ||
          (menu === 'idle' && chosenCount(state) === 0),
      ),
    )
    .filter((commands) => commands.length > 0)
  return shown.map((commands, index) => (
    <Fragment key={commands[0]?.id}>
      {index > 0 && <MenuDivider />}
      {commands.map((command) => {
        const Icon = command.icon
        return (
          <MenuItem
            key={command.id}
            icon={<Icon />}
            secondaryContent={shortcutText(command, mac, words)}
            disabled={!command.isEnabled(state)}
            onClick={() => runCommand(command, context)}
          >
            {words(command.name)}
          </MenuItem>
        )
      })}
    </Fragment>
  ))
}
