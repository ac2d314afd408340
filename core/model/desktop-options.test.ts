import { expect, it } from 'vitest'
import { isShortcut } from './desktop-options.ts'

it.each([
  ['Control+Shift+D', true],
  ['CommandOrControl+Space', true],
  ['Alt+F12', true],
  ['Super+PageUp', true],
  ['D', false],
  ['Shift+D', false],
  ['Control+', false],
  ['Control+Control+D', false],
  ['Control+F25', false],
  ['Control+d', false],
  ['Control+Enter; rm -rf', false],
  ['', false],
])('%s as a shortcut: %s', (text, fits) => {
  expect(isShortcut(text)).toBe(fits)
})
