// The menu is in the user's language, whatever Electron would call things.

import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { languages } from '../core/model/language.ts'
import { deskWords } from '../words/desk-words.ts'
import { menuTemplate } from './menu.ts'

type Item = MenuItemConstructorOptions

function items(platform: string, language: (typeof languages)[number], isPackaged = true): readonly Item[] {
  const menu = menuTemplate({
    ...{ platform, isPackaged, words: deskWords(language, []) },
    ...{ goTo: () => undefined, saveDiagnostics: () => undefined },
  })
  const flat = (item: Item): readonly Item[] => [
    item,
    ...(Array.isArray(item.submenu) ? item.submenu.flatMap(flat) : []),
  ]
  return menu.flatMap(flat)
}

const nameless = (list: readonly Item[]) =>
  list.filter(({ type, label }) => type !== 'separator' && label === undefined).map(({ role }) => role)

describe('the menu', () => {
  it.each(languages)('has words of ours for everything in %s', (language) => {
    // The system itself names the first menu of macOS, by the program.
    expect(nameless(items('darwin', language))).toEqual(['appMenu'])
    expect(nameless(items('linux', language))).toEqual([])
  })
  it('keeps what Electron does with the usual commands', () => {
    const roles = items('darwin', 'de').map(({ role }) => role)
    const wanted = ['about', 'services', 'undo', 'copy', 'paste', 'selectAll', 'zoomIn', 'minimize', 'quit']
    expect(roles).toEqual(expect.arrayContaining(wanted))
    expect(items('darwin', 'de').find(({ role }) => role === 'paste')?.label).toBe('Einfügen')
  })
  it('shows tools for developers to nobody else', () => {
    expect(nameless(items('linux', 'en', false))).toEqual(['reload', 'toggleDevTools'])
  })
})
