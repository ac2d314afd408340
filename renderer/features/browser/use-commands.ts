// The command table bound to this window: what is enabled now, and the keyboard of the whole window. Keys typed into a
// field or into a dialog are nobody's command.

import { useEffect, useMemo } from 'react'
import { useReverie, type Reverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { formatCloudUri, myFiles } from '../../../core/model/cloud-uri.ts'
import { commandFor, commands } from './commands/command-table.ts'
import type { Command, CommandContext } from './commands/command.ts'

export function useCommandContext(): CommandContext {
  const reverie = useReverie()
  const words = useWords()
  return useMemo(() => ({ reverie, words }), [reverie, words])
}

export function isMac(): boolean {
  return /mac/i.test(navigator.platform)
}

export function runCommand(command: Command, context: CommandContext): void {
  if (command.isEnabled(context.reverie.browser.store.getState())) command.run(context)
}

/** By `MouseEvent.button`. */
const sideButtons: Readonly<Record<number, Command>> = { 3: commands.back, 4: commands.forward }

const fields =
  'input:not([type="checkbox"]), textarea, select, [role="dialog"], [role="alertdialog"], [role="menu"]'

export function useCommandKeys(): void {
  const context = useCommandContext()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !(event.target instanceof Element)) return
      if (event.target.closest(fields) !== null) return
      // Behind a dialog nothing is to happen, also while its keyboard is on the way.
      if (context.reverie.shell.store.getState().dialog.kind !== 'none') return
      if (goToAccount(context.reverie, event)) return event.preventDefault()
      const command = commandFor(event, event.target.closest('[data-file-list]') !== null)
      if (command === undefined) return
      // Also when it is off: Ctrl+D must never become a bookmark.
      event.preventDefault()
      runCommand(command, context)
    }
    // The buttons at the side of a mouse, which a browser would leave the page by.
    const onMouse = (event: MouseEvent) => {
      const command = sideButtons[event.button]
      if (command === undefined) return
      event.preventDefault()
      const free = context.reverie.shell.store.getState().dialog.kind === 'none'
      if (event.type === 'mouseup' && free) runCommand(command, context)
    }
    window.addEventListener('keydown', onKeyDown)
    window.addEventListener('mousedown', onMouse)
    window.addEventListener('mouseup', onMouse)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      window.removeEventListener('mousedown', onMouse)
      window.removeEventListener('mouseup', onMouse)
    }
  }, [context])
}

/** Ctrl and a figure: the first to the ninth account, as they are listed. */
function goToAccount({ accounts, browser }: Reverie, event: KeyboardEvent): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return false
  if (!/^[1-9]$/.test(event.key)) return false
  const account = accounts.store.getState().accounts.filter(({ kind }) => kind === 'user')[
    Number(event.key) - 1
  ]
  if (account === undefined) return false
  browser.go({ kind: 'folder', accountId: account.id, uri: formatCloudUri(myFiles) })
  return true
}
