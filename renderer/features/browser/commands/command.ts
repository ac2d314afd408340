// What a command is: one name, icon and condition for the toolbar, the context menu, the keyboard and the list of
// shortcuts. The table is in command-table.ts.

import type { ComponentType } from 'react'
import type { Reverie } from '../../../app/reverie.ts'
import type { WordKey, Words } from '../../../app/words/words.ts'
import type { BrowserState } from '../browser-state.ts'

export interface CommandContext {
  readonly reverie: Reverie
  readonly words: Words
}

/** `ctrl` stands for Cmd on a Mac. */
export interface Shortcut {
  readonly key: string
  readonly ctrl?: boolean
  readonly shift?: boolean
  readonly alt?: boolean
  /** Only while the list itself has the keyboard. */
  readonly inList?: boolean
}

/** Sections of the menus and of the list of shortcuts. */
export type CommandGroup = 'go' | 'open' | 'change' | 'share' | 'choose' | 'see'

export interface Command {
  readonly name: WordKey
  readonly icon: ComponentType
  readonly shortcuts: readonly Shortcut[]
  readonly group: CommandGroup
  /** In the menus: always, only while it can be used, or only while nothing is selected. */
  readonly menu: 'no' | 'always' | 'enabled' | 'idle'
  isEnabled(state: BrowserState): boolean
  run(context: CommandContext): void
}

export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

export function fits(shortcut: Shortcut, press: KeyPress, inList: boolean): boolean {
  if (shortcut.inList === true && !inList) return false
  const ctrl = press.ctrlKey || press.metaKey
  // A sign such as `?` needs Shift on most keyboards and no Shift on some.
  const shift = /^[a-z0-9 ]$|^.{2,}$/i.test(shortcut.key) ? (shortcut.shift ?? false) : press.shiftKey
  return (
    press.key.toLowerCase() === shortcut.key.toLowerCase() &&
    ctrl === (shortcut.ctrl ?? false) &&
    press.shiftKey === shift &&
    press.altKey === (shortcut.alt ?? false)
  )
}

const signs: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
}

/** What is written on keyboards differs from language to language. */
const keyWords: Readonly<Record<string, WordKey>> = {
  Delete: 'shortcuts.key.delete',
  Backspace: 'shortcuts.key.backspace',
  Escape: 'shortcuts.key.escape',
  Enter: 'shortcuts.key.enter',
  Home: 'shortcuts.key.home',
  End: 'shortcuts.key.end',
  ' ': 'shortcuts.key.space',
}

/** "Ctrl+Shift+D", or with the signs of a Mac. */
export function keysText(shortcut: Shortcut, mac: boolean, words: Words): string {
  const word = keyWords[shortcut.key]
  const parts = [
    ...(shortcut.ctrl === true ? [mac ? '⌘' : words('shortcuts.key.ctrl')] : []),
    ...(shortcut.shift === true ? [mac ? '⇧' : words('shortcuts.key.shift')] : []),
    ...(shortcut.alt === true ? [mac ? '⌥' : words('shortcuts.key.alt')] : []),
    word === undefined ? (signs[shortcut.key] ?? shortcut.key.toUpperCase()) : words(word),
  ]
  return parts.join(mac ? '' : '+')
}

/** Of the first of its shortcuts; empty where it has none. */
export function shortcutText({ shortcuts }: Command, mac: boolean, words: Words): string {
  const [shortcut] = shortcuts
  return shortcut === undefined ? '' : keysText(shortcut, mac, words)
}
