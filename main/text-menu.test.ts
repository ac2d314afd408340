import { expect, it } from 'vitest'
import { deskWords } from '../words/desk-words.ts'
import { textMenuTemplate, type TextFacts } from './text-menu.ts'

const can: TextFacts['can'] = {
  ...{ canUndo: true, canRedo: true, canCut: true, canCopy: true, canPaste: true },
  ...{ canDelete: true, canSelectAll: true },
}
const itemsOf = (text: Partial<TextFacts>) =>
  textMenuTemplate(deskWords('de', []), { isEditable: true, hasSelection: true, can, ...text }).flatMap(
    ({ type, role, label, enabled }) => (type === 'separator' ? [] : [[role, label, enabled]]),
  )

it('offers all that a field lets do, in the language of the settings', () => {
  expect(itemsOf({ can: { ...can, canPaste: false } })).toEqual([
    ['undo', 'Widerrufen', true],
    ['redo', 'Wiederholen', true],
    ['cut', 'Ausschneiden', true],
    ['copy', 'Kopieren', true],
    ['paste', 'Einfügen', false],
    ['delete', 'Löschen', true],
    ['selectAll', 'Alles auswählen', true],
  ])
})

it('offers to copy what is selected elsewhere, and nothing where nothing is', () => {
  expect([itemsOf({ isEditable: false }), itemsOf({ isEditable: false, hasSelection: false })]).toEqual([
    [['copy', 'Kopieren', true]],
    [],
  ])
})
