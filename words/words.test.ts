import { describe, expect, it } from 'vitest'
import { failureKinds } from '../core/model/failure.ts'
import { loadWords } from './catalogues.ts'
import { strangeText } from './strange-catalogue.ts'
import { createWords, wordsOf } from './words.ts'

const words = createWords('en-GB')

describe('words', () => {
  it('counts one and many', () => {
    expect([1, 2, 9_903].map((count) => words('browser.items', { count }))).toEqual([
      '1 item',
      '2 items',
      '9,903 items',
    ])
  })
  it('puts names in as they are, without escaping', () => {
    expect(words('accounts.signIn.done', { name: '<b>&' })).toBe('Signed in as <b>&')
  })
  it('keeps the numbers and dates of an English variant and falls back to English otherwise', () => {
    expect([words.locale, createWords('de-DE').locale]).toEqual(['en-GB', 'en'])
  })
  it('counts as the language does, and says in English what it lacks', () => {
    const catalogue = {
      browser: { items_one: 'EIN {{count, number}}', items_other: 'VIELE {{count, number}}' },
    }
    const german = wordsOf({ locale: 'de-AT', catalogue })
    expect([
      german('browser.items', { count: 1 }),
      german('browser.items', { count: 1e6 }),
      german('shell.close'),
    ]).toEqual(['EIN 1', 'VIELE 1\u00a0000\u00a0000', 'Close'])
    const french = wordsOf({ locale: 'fr', catalogue })
    expect(french('browser.items', { count: 1e6 })).toMatch(/^VIELE 1/)
  })
  it('keeps the variant of the system where its language is the chosen one', async () => {
    const locales = [
      await loadWords('system', ['de-AT', 'en']),
      await loadWords('de', ['de-AT', 'en']),
      await loadWords('ja', ['de-AT', 'en']),
      await loadWords('en', ['de-AT', 'en-GB']),
      await loadWords('zh-TW', ['zh-CN']),
    ].map(({ locale, direction }) => `${locale} ${direction}`)
    expect(locales).toEqual(['de-AT ltr', 'de-AT ltr', 'ja ltr', 'en-GB ltr', 'zh-TW ltr'])
    expect((await loadWords('ar', [])).direction).toBe('rtl')
  })
  it('makes everything strange but what is put in', async () => {
    expect(strangeText('{{count, number}} items')).toBe('[{{count, number}} ítémš ~~]')
    const strange = await loadWords('system', ['en-XA'])
    expect(strange('browser.selectRow', { name: 'notes' })).toBe('[Šéléçt notes ~~~]')
    expect((await loadWords('system', ['ar-XB'])).direction).toBe('rtl')
  })
  it.each(failureKinds)('says what happened, what helps and why for %s', (kind) => {
    const said = [
      words(`failure.${kind}.what`),
      words(`failure.${kind}.help`),
      words(`failure.${kind}.because`),
    ]
    expect(said.filter((text) => text.startsWith('failure.') || text.trim() === '')).toEqual([])
    expect(said[0]).toMatch(/^[A-Z].*\.$/)
    expect(said[1]).toMatch(/^[A-Z].*\.$/)
    expect(said[2]).toMatch(/^[a-z].*[^.]$/)
  })
})
