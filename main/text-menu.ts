// What the other button of the mouse offers on text. Pure: who shows it is in windows/text-menu.ts.

import type { MenuItemConstructorOptions } from 'electron'
import type { DeskKey, DeskWords } from '../words/desk-words.ts'

type Item = MenuItemConstructorOptions

export interface TextFacts {
  readonly isEditable: boolean
  readonly hasSelection: boolean
  readonly can: Readonly<
    Record<'canUndo' | 'canRedo' | 'canCut' | 'canCopy' | 'canPaste' | 'canDelete' | 'canSelectAll', boolean>
  >
}

/** Empty where nothing could be done with it. */
export function textMenuTemplate(words: DeskWords, { isEditable, hasSelection, can }: TextFacts): Item[] {
  const item = (role: NonNullable<Item['role']>, key: DeskKey, enabled: boolean): Item => ({
    ...{ role, label: words(key), enabled },
  })
  const line: Item = { type: 'separator' }
  const copy = item('copy', 'desk.menu.copy', can.canCopy)
  if (!isEditable) return hasSelection ? [copy] : []
  return [
    item('undo', 'desk.menu.undo', can.canUndo),
    item('redo', 'desk.menu.redo', can.canRedo),
    line,
    item('cut', 'desk.menu.cut', can.canCut),
    copy,
    item('paste', 'desk.menu.paste', can.canPaste),
    item('delete', 'desk.menu.delete', can.canDelete),
    line,
    item('selectAll', 'desk.menu.selectAll', can.canSelectAll),
  ]
}
