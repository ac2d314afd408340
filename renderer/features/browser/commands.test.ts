import { describe, expect, it } from 'vitest'
import { commandFor, commands, menuCommands, shortcutText } from './commands.ts'

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
    expect(shortcutText(commands['download-to'], false)).toBe('Ctrl+Shift+D')
    expect(shortcutText(commands['download-to'], true)).toBe('⌘⇧D')
    expect(shortcutText(commands.open, false)).toBe('Enter')
  })
  it('offers the same commands in the menu', () => {
    expect(menuCommands.map(({ id }) => id)).toEqual([
      'open',
      'download',
      'download-to',
      'select-all',
      'refresh',
    ])
  })
})
