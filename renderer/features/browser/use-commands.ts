// The command table bound to this window: what is enabled now, and the keyboard of the whole window. Keys typed into a
// field or into a dialog are nobody's command.

import { useEffect, useMemo } from 'react'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { commandFor, type Command, type CommandContext } from './commands.ts'

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

export function useCommandKeys(): void {
  const context = useCommandContext()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !(event.target instanceof Element)) return
      if (
        event.target.closest('input:not([type="checkbox"]), textarea, select, [role="dialog"], [role="menu"]')
      )
        return
      const command = commandFor(event, event.target.closest('[role="grid"]') !== null)
      if (command === undefined) return
      // Also when it is off: Ctrl+D must never become a bookmark.
      event.preventDefault()
      runCommand(command, context)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [context])
}
