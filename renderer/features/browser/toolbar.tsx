// The row above the list: ways to go, the path, and what to do with the selection.

import { Button, makeStyles, tokens, Tooltip } from '@fluentui/react-components'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Breadcrumbs } from './breadcrumbs.tsx'
import { commands, type CommandId } from './commands/command-table.ts'
import { shortcutText } from './commands/command.ts'
import { HistoryMenu } from './history-menu.tsx'
import { MoreMenu } from './more-menu.tsx'
import { isTrash, currentPlace } from './places.ts'
import { isMac, runCommand, useCommandContext } from './use-commands.ts'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXS,
    paddingBlock: tokens.spacingVerticalXS,
    paddingInline: tokens.spacingHorizontalS,
    borderBlockEndWidth: '1px',
    borderBlockEndStyle: 'solid',
    borderBlockEndColor: tokens.colorNeutralStroke2,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  group: { display: 'flex', flexShrink: 0 },
  path: { display: 'flex', flexGrow: 1, flexShrink: 1, flexBasis: '200px', minInlineSize: '120px' },
  actions: { display: 'flex', flexShrink: 0, gap: tokens.spacingHorizontalXS, marginInlineStart: 'auto' },
  wideOnly: { display: 'flex', '@media (max-width: 800px)': { display: 'none' } },
})

const mirrored: readonly CommandId[] = ['back', 'forward']

export function BrowserToolbar() {
  const { browser } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const place = useStore(browser.store, ({ trail }) => currentPlace(trail))
  const panes = useStore(browser.store, (state) => state.panes)
  const layout = useStore(browser.store, ({ view }) => view.layout)
  const folder = place.kind === 'folder'
  return (
    <div className={styles.bar}>
      <div className={styles.group} role="group" aria-label={words('browser.navigation')}>
        <CommandIcon id="places" pressed={panes.places} />
        <CommandIcon id="back" />
        <CommandIcon id="forward" />
        <HistoryMenu />
        <CommandIcon id="up" />
        <CommandIcon id="refresh" />
      </div>
      <div className={styles.path}>
        <Breadcrumbs />
      </div>
      {folder && (
        <div className={styles.actions} role="group" aria-label={words('browser.actions')}>
          {isTrash(place) ? (
            <>
              <CommandButton id="restore" primary />
              <CommandButton id="empty-trash" />
            </>
          ) : (
            <>
              <CommandButton id="download" primary />
              <span className={styles.wideOnly}>
                <CommandButton id="download-to" />
              </span>
            </>
          )}
          <MoreMenu />
          <CommandIcon id={layout === 'list' ? 'tiles' : 'list'} />
          <CommandIcon id="details" pressed={panes.details} />
        </div>
      )}
    </div>
  )
}

function CommandIcon({ id, pressed }: { id: CommandId; pressed?: boolean }) {
  const { browser } = useReverie()
  const context = useCommandContext()
  const words = useWords()
  const command = commands[id]
  const enabled = useStore(browser.store, command.isEnabled)
  const Icon = command.icon
  // "Back" points to where lines begin.
  const turned = words.direction === 'rtl' && mirrored.includes(id)
  return (
    <IconButton
      name={words(command.name)}
      icon={
        turned ? (
          <span style={{ display: 'flex', transform: 'scaleX(-1)' }}>
            <Icon />
          </span>
        ) : (
          <Icon />
        )
      }
      shortcut={shortcutText(command, isMac(), words)}
      disabled={!enabled}
      {...(pressed === undefined ? {} : { pressed })}
      onClick={() => runCommand(command, context)}
    />
  )
}

function CommandButton({ id, primary = false }: { id: CommandId; primary?: boolean }) {
  const { browser } = useReverie()
  const context = useCommandContext()
  const words = useWords()
  const command = commands[id]
  const enabled = useStore(browser.store, command.isEnabled)
  const Icon = command.icon
  const keys = shortcutText(command, isMac(), words)
  return (
    <Tooltip content={keys === '' ? words(command.name) : keys} relationship="description" withArrow>
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
