// What one can do with the file list: one table for the toolbar, the context menu and the keyboard, so that a command
// has the same name, icon and condition everywhere.

import { ArrowClockwise20Regular } from '@fluentui/react-icons/svg/arrow-clockwise'
import { ArrowDownload20Regular } from '@fluentui/react-icons/svg/arrow-download'
import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left'
import { ArrowRight20Regular } from '@fluentui/react-icons/svg/arrow-right'
import { ArrowUp20Regular } from '@fluentui/react-icons/svg/arrow-up'
import { FolderArrowRight20Regular } from '@fluentui/react-icons/svg/folder-arrow-right'
import { FolderOpen20Regular } from '@fluentui/react-icons/svg/folder-open'
import { SelectAllOn20Regular } from '@fluentui/react-icons/svg/select-all-on'
import type { ComponentType } from 'react'
import type { EntryView } from '../../../contract/views.ts'
import type { Reverie } from '../../app/reverie.ts'
import type { WordKey, Words } from '../../app/words/words.ts'
import type { BrowserState } from './browser-store.ts'
import { download, downloadTo } from './download.ts'
import { currentPlace, parentPlace } from './places.ts'

export type CommandId =
  'open' | 'download' | 'download-to' | 'select-all' | 'back' | 'forward' | 'up' | 'refresh'

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

export interface Command {
  readonly id: CommandId
  readonly name: WordKey
  readonly icon: ComponentType
  readonly shortcuts: readonly Shortcut[]
  readonly inMenu: boolean
  isEnabled(state: BrowserState): boolean
  run(context: CommandContext): void
}

export const commands: Readonly<Record<CommandId, Command>> = {
  open: {
    id: 'open',
    name: 'browser.command.open',
    icon: FolderOpen20Regular,
    shortcuts: [{ key: 'Enter', inList: true }],
    inMenu: true,
    isEnabled: (state) => selectedFolder(state) !== undefined,
    run: ({ reverie }) => {
      const folder = selectedFolder(reverie.browser.store.getState())
      if (folder !== undefined) openFolder(reverie, folder)
    },
  },
  download: {
    id: 'download',
    name: 'browser.command.download',
    icon: ArrowDownload20Regular,
    shortcuts: [{ key: 'd', ctrl: true }],
    inMenu: true,
    isEnabled: hasSelection,
    run: (context) => void download(context),
  },
  'download-to': {
    id: 'download-to',
    name: 'browser.command.downloadTo',
    icon: FolderArrowRight20Regular,
    shortcuts: [{ key: 'd', ctrl: true, shift: true }],
    inMenu: true,
    isEnabled: hasSelection,
    run: (context) => void downloadTo(context),
  },
  'select-all': {
    id: 'select-all',
    name: 'browser.command.selectAll',
    icon: SelectAllOn20Regular,
    shortcuts: [{ key: 'a', ctrl: true }],
    inMenu: true,
    isEnabled: ({ keys }) => keys.length > 0,
    run: ({ reverie }) => reverie.browser.selectAll(),
  },
  back: {
    id: 'back',
    name: 'browser.command.back',
    icon: ArrowLeft20Regular,
    shortcuts: [{ key: 'ArrowLeft', alt: true }, { key: 'Backspace' }],
    inMenu: false,
    isEnabled: ({ trail }) => trail.at > 0,
    run: ({ reverie }) => reverie.browser.back(),
  },
  forward: {
    id: 'forward',
    name: 'browser.command.forward',
    icon: ArrowRight20Regular,
    shortcuts: [{ key: 'ArrowRight', alt: true }],
    inMenu: false,
    isEnabled: ({ trail }) => trail.at < trail.places.length - 1,
    run: ({ reverie }) => reverie.browser.forward(),
  },
  up: {
    id: 'up',
    name: 'browser.command.up',
    icon: ArrowUp20Regular,
    shortcuts: [{ key: 'ArrowUp', alt: true }],
    inMenu: false,
    isEnabled: ({ trail }) => parentPlace(currentPlace(trail)) !== undefined,
    run: ({ reverie }) => reverie.browser.up(),
  },
  refresh: {
    id: 'refresh',
    name: 'browser.command.refresh',
    icon: ArrowClockwise20Regular,
    shortcuts: [{ key: 'F5' }, { key: 'r', ctrl: true }],
    inMenu: true,
    isEnabled: ({ trail }) => currentPlace(trail).kind === 'folder',
    run: ({ reverie }) => reverie.browser.refresh(),
  },
}

export const commandList: readonly Command[] = Object.values(commands)
export const menuCommands = commandList.filter(({ inMenu }) => inMenu)

function hasSelection({ selection }: BrowserState): boolean {
  return selection.keys.size > 0
}

function selectedFolder({ selection, entries }: BrowserState): EntryView | undefined {
  const entry = entries[selection.active]
  return entry?.kind === 'folder' && selection.keys.size === 1 && selection.keys.has(entry.uri)
    ? entry
    : undefined
}

export function openFolder({ browser }: Reverie, folder: EntryView): void {
  const place = browser.place()
  if (place.kind === 'folder') browser.go({ ...place, uri: folder.uri })
}

interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** The command of a key press, if it has one there. */
export function commandFor(press: KeyPress, inList: boolean): Command | undefined {
  return commandList.find(({ shortcuts }) => shortcuts.some((shortcut) => fits(shortcut, press, inList)))
}

function fits(shortcut: Shortcut, press: KeyPress, inList: boolean): boolean {
  if (shortcut.inList === true && !inList) return false
  const ctrl = press.ctrlKey || press.metaKey
  return (
    press.key.toLowerCase() === shortcut.key.toLowerCase() &&
    ctrl === (shortcut.ctrl ?? false) &&
    press.shiftKey === (shortcut.shift ?? false) &&
    press.altKey === (shortcut.alt ?? false)
  )
}

const keyNames: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑' }

/** "Ctrl+Shift+D", or with the signs of a Mac. */
export function shortcutText({ shortcuts }: Command, mac: boolean): string {
  const [shortcut] = shortcuts
  if (shortcut === undefined) return ''
  const parts = [
    ...(shortcut.ctrl === true ? [mac ? '⌘' : 'Ctrl'] : []),
    ...(shortcut.shift === true ? [mac ? '⇧' : 'Shift'] : []),
    ...(shortcut.alt === true ? [mac ? '⌥' : 'Alt'] : []),
    keyNames[shortcut.key] ?? shortcut.key.toUpperCase().replace(/^ENTER$/, 'Enter'),
  ]
  return parts.join(mac ? '' : '+')
}
