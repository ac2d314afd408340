// What the other button of the mouse offers on text, in every window: Electron offers nothing by itself. A page that has a
// menu of its own for the place says so, and none of this is shown.

import { Menu, type App, type ContextMenuParams } from 'electron'
import type { DeskWords } from '../../words/desk-words.ts'
import { textMenuTemplate } from '../text-menu.ts'

export function offerTextMenu(app: Pick<App, 'on'>, words: () => DeskWords): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('context-menu', (_pointed, { isEditable, selectionText, editFlags }: ContextMenuParams) => {
      const text = { isEditable, hasSelection: selectionText.trim() !== '', can: editFlags }
      const template = textMenuTemplate(words(), text)
      if (template.length > 0) Menu.buildFromTemplate(template).popup()
    })
  })
}
