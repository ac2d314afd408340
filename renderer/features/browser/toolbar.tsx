// The row above the list: ways to go, the path, and what to do with the selection.

import { Button, makeStyles, tokens, Tooltip } from '@fluentui/react-components'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Breadcrumbs } from './breadcrumbs.tsx'
import { commands, shortcutText, type CommandId } from './commands.ts'
import { isMac, runCommand, useCommandContext } from './use-commands.ts'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    paddingBlock: tokens.spacingVerticalXS,
    paddingInline: tokens.spacingHorizontalS,
    borderBlockEndWidth: '1px',
    borderBlockEndStyle: 'solid',
    borderBlockEndColor: tokens.colorNeutralStroke2,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  group: { display: 'flex', flexShrink: 0 },
  actions: { display: 'flex', flexShrink: 0, gap: tokens.spacingHorizontalXS, marginInlineStart: 'auto' },
})

const ways = ['back', 'forward', 'up', 'refresh'] as const satisfies readonly CommandId[]

export function BrowserToolbar() {
  const { browser } = useReverie()
  const context = useCommandContext()
  const words = useWords()
  const styles = useStyles()
  const state = useStore(browser.store)
  const mac = isMac()
  return (
    <div className={styles.bar}>
      <div className={styles.group} role="group" aria-label={words('browser.navigation')}>
        {ways.map((id) => {
          const command = commands[id]
          const Icon = command.icon
          return (
            <IconButton
              key={id}
              name={words(command.name)}
              icon={<Icon />}
              shortcut={shortcutText(command, mac)}
              disabled={!command.isEnabled(state)}
              onClick={() => runCommand(command, context)}
            />
          )
        })}
      </div>
      <Breadcrumbs />
      <div className={styles.actions} role="group" aria-label={words('browser.actions')}>
        <CommandButton id="download" primary />
        <CommandButton id="download-to" />
      </div>
    </div>
  )
}

function CommandButton({ id, primary = false }: { id: CommandId; primary?: boolean }) {
  const { browser } = useReverie()
  const context = useCommandContext()
  const words = useWords()
  const command = commands[id]
  const enabled = useStore(browser.store, command.isEnabled)
  const Icon = command.icon
  return (
    <Tooltip content={shortcutText(command, isMac())} relationship="description" withArrow>
      <Button
        appearance={primary ? 'primary' : 'subtle'}
        icon={<Icon />}
        disabledFocusable={!enabled}
        onClick={() => runCommand(command, context)}
      >
        {words(command.name)}
      </Button>
    </Tooltip>
  )
}
