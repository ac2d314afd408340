// What the list and the tiles have in common: mouse, keyboard, the place of the context menu. They differ only in how
// many entries stand beside each other.

import { useState, type KeyboardEvent, type MouseEvent } from 'react'
import { useWords } from '../../app/words/words.ts'
import type { BrowserFeature } from './browser-store.ts'
import { commands } from './commands/command-table.ts'
import { openFolder } from './commands/open-commands.ts'
import type { MenuPoint } from './file-menu.tsx'
import { createTypedText, rowForKey } from './list-keys.ts'
import { isTrash } from './places.ts'
import {
  clickRow,
  isSelected,
  moveActive,
  noSelection,
  selectOnly,
  toggleRow,
  type Modifiers,
} from './selection.ts'
import { runCommand, useCommandContext } from './use-commands.ts'
import type { CommandContext } from './commands/command.ts'

export const rowId = (index: number) => `file-row-${index}`

export interface ListSize {
  readonly columns: number
  readonly rowsOfPage: number
}

export interface ListHandlers {
  readonly onClick: (event: MouseEvent) => void
  readonly onDoubleClick: (event: MouseEvent) => void
  readonly onContextMenu: (event: MouseEvent) => void
  readonly onMouseDown: (event: MouseEvent) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

interface ListParts {
  openMenu(point: MenuPoint): void
  /** As it is now. */
  size(): ListSize
}

export function useList({ openMenu, size }: ListParts): ListHandlers {
  const context = useCommandContext()
  const { browser } = context.reverie
  const onKeyDown = useListKeys({ openMenu, size })
  return {
    onKeyDown,
    onClick(event) {
      const index = indexOf(event)
      if (index === undefined) {
        if (event.target === event.currentTarget) browser.select(() => noSelection)
        return
      }
      const onBox = isOnBox(event)
      const add = event.ctrlKey || event.metaKey
      browser.select((now, keys) =>
        onBox && !event.shiftKey
          ? toggleRow(now, keys, index)
          : clickRow(now, keys, { index, add: add || onBox, range: event.shiftKey }),
      )
    },
    // What is dragged is what is selected: a row that is not becomes it before the drag begins.
    onMouseDown(event) {
      const index = indexOf(event)
      if (index === undefined || event.button !== 0 || isOnBox(event)) return
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      browser.select((now, keys) => {
        const key = keys[index]
        return key === undefined || isSelected(now, key) ? now : selectOnly(keys, index)
      })
    },
    onDoubleClick(event) {
      const index = indexOf(event)
      if (index === undefined || isOnBox(event)) return
      browser.select((_now, keys) => selectOnly(keys, index))
      activate(context)
    },
    onContextMenu(event) {
      event.preventDefault()
      const index = indexOf(event)
      browser.select((now, keys) => {
        const key = index === undefined ? undefined : keys[index]
        if (index === undefined || key === undefined) return noSelection
        return isSelected(now, key) ? { ...now, active: index } : selectOnly(keys, index)
      })
      openMenu({ x: event.clientX, y: event.clientY })
    },
  }
}

function isOnBox(event: MouseEvent): boolean {
  return event.target instanceof Element && event.target.closest('[data-check], [data-renaming]') !== null
}

function indexOf(event: MouseEvent): number | undefined {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null
  return row === null ? undefined : Number(row.dataset['index'])
}

/** Enter or a double click: into a folder; a file is shown, with the download beside it. */
function activate(context: CommandContext): void {
  const { browser } = context.reverie
  const { entries, selection } = browser.store.getState()
  const entry = entries[selection.active]
  if (isTrash(browser.place())) return
  if (entry?.kind === 'folder') openFolder(context.reverie, entry)
  else if (entry !== undefined) runCommand(commands.preview, context)
}

/** The end of a folder is behind the pages that are still to come. */
async function goToEnd(browser: BrowserFeature, held: Modifiers): Promise<void> {
  const { nextPageToken, selection } = browser.store.getState()
  if (nextPageToken === undefined || !(await browser.loadAll())) return
  // Whoever has gone elsewhere meanwhile is not fetched back.
  browser.select((now, keys) =>
    now.active === selection.active ? moveActive(now, keys, { ...held, index: keys.length - 1 }) : now,
  )
}

function useListKeys({ openMenu, size }: ListParts): (event: KeyboardEvent) => void {
  const context = useCommandContext()
  const { direction } = useWords()
  const { browser } = context.reverie
  const [typed] = useState(createTypedText)
  return (event) => {
    if (event.target !== event.currentTarget || event.altKey) return
    const { selection, entries } = browser.store.getState()
    const add = event.ctrlKey || event.metaKey
    const { columns, rowsOfPage } = size()
    const shape = { count: entries.length, active: selection.active, pageRows: rowsOfPage * columns, columns }
    const index = rowForKey(event.key, { ...shape, rightToLeft: direction === 'rtl' })
    if (index !== undefined) {
      browser.select((now, keys) => moveActive(now, keys, { index, add, range: event.shiftKey }))
      if (event.key === 'End') void goToEnd(browser, { add, range: event.shiftKey })
    } else if (event.key === 'Enter' && !add) activate(context)
    else if (event.key === 'Escape') browser.select((now) => ({ ...noSelection, active: now.active }))
    else if (event.key === ' ' && add) {
      browser.select((now, keys) => toggleRow(now, keys, Math.max(0, now.active)))
    } else if (event.key === ' ' && !typed.isTyping(event.timeStamp)) {
      runCommand(commands.preview, context)
    } else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      const row = document.getElementById(rowId(Math.max(0, selection.active))) ?? event.currentTarget
      const box = row.getBoundingClientRect()
      openMenu({ x: direction === 'rtl' ? box.right - 60 : box.left + 60, y: box.bottom })
    } else if (event.key.length === 1 && !add && event.key !== '?') {
      const names = entries.map(({ name }) => name)
      const found = typed.type(event.key, event.timeStamp, { names, active: selection.active })
      if (found !== undefined) browser.select((_now, keys) => selectOnly(keys, found))
    } else return
    event.preventDefault()
  }
}
