import { describe, expect, it } from 'vitest'
import { commandFor, commandList, commands } from './command-table.ts'
import { keysText, shortcutText } from './command.ts'
import { loadWords } from '../../../../words/catalogues.ts'
import { createWords } from '../../../../words/words.ts'

const words = createWords('en')

const press = (key: string, ...held: ('ctrl' | 'meta' | 'shift' | 'alt')[]) => ({
  key,
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
  shiftKey: held.includes('shift'),
  altKey: held.includes('alt'),
})

describe('the command table', () => {
  it.each([
    [press('d', 'ctrl'), 'download'],
    [press('D', 'ctrl', 'shift'), 'download-to'],
    [press('d', 'meta'), 'download'],
    [press('a', 'ctrl'), 'select-all'],
    [press('Backspace'), 'back'],
    [press('ArrowLeft', 'alt'), 'back'],
    [press('ArrowRight', 'alt'), 'forward'],
    [press('ArrowUp', 'alt'), 'up'],
    [press('F5'), 'refresh'],
    [press('d'), undefined],
    [press('ArrowUp'), undefined],
    [press('Enter'), undefined],
  ])('finds for %j: %s', (key, id) => {
    expect(commandFor(key, false)?.id).toBe(id)
  })
  it('has Enter in the list alone', () => {
    expect(commandFor(press('Enter'), true)?.id).toBe('open')
  })
  it('writes shortcuts as the system does', () => {
    expect(shortcutText(commands['download-to'], false, words)).toBe('Ctrl+Shift+D')
    expect(shortcutText(commands['download-to'], true, words)).toBe('⌘⇧D')
    expect(shortcutText(commands.open, false, words)).toBe('Enter')
  })
  it('names keys as the keyboards of the language do', async () => {
    const german = await loadWords('de', [])
    expect([
      shortcutText(commands['download-to'], false, german),
      keysText({ key: 'Delete', shift: true }, false, german),
      keysText({ key: ' ' }, true, german),
      keysText({ key: 'Home', alt: true }, true, german),
    ]).toEqual(['Strg+Umschalt+D', 'Umschalt+Entf', 'Leertaste', '⌥Pos1'])
  })
  it('has no key twice', () => {
    const keys = commandList.flatMap(({ shortcuts }) => shortcuts.map((one) => JSON.stringify(one)))
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })
  it('knows every key of the list of shortcuts', () => {
    const keys = [
      [press('l', 'ctrl'), 'edit-path'],
      [press('f', 'ctrl'), 'search'],
      [press('j', 'ctrl'), 'transfers'],
      [press('S', 'ctrl', 'shift'), 'pairs'],
      [press('F2'), 'rename'],
      [press('Delete'), 'delete'],
      [press('Delete', 'shift'), 'delete-for-good'],
      [press('?', 'shift'), 'shortcuts'],
      [press('?'), 'shortcuts'],
      [press('z', 'ctrl'), 'undo'],
      [press('N', 'ctrl', 'shift'), 'new-folder'],
      [press('Enter', 'alt'), 'details'],
    ] as const
    expect(keys.map(([key]) => commandFor(key, false)?.id)).toEqual(keys.map(([, id]) => id))
    expect(commandFor(press(' '), true)?.id).toBe('preview')
  })
})
