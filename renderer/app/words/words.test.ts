import { describe, expect, it } from 'vitest'
import { failureKinds } from '../../../core/model/failure.ts'
import { createWords } from './words.ts'

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
