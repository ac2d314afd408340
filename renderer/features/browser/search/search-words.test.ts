import { describe, expect, it } from 'vitest'
import { emptyForm, formOf, queryOf, type SearchForm } from './search-words.ts'

const ask = (form: Partial<SearchForm>) => queryOf({ ...emptyForm, ...form })

describe('the search form', () => {
  it.each([
    [{ name: 'IMG* "my trip"' }, { names: ['IMG*', 'my trip'], foldCase: true }],
    [
      { name: 'a b', anyName: true },
      { names: ['a', 'b'], foldCase: true, anyName: true },
    ],
    [{ name: 'a', anyName: true, exactCase: true }, { names: ['a'] }],
    [{ kind: 'image' as const }, { category: 'image', foldCase: true }],
    [{ kind: 'folder' as const }, { kind: 'folder', foldCase: true }],
    [{ minSize: '1,5' }, { minBytes: 1_500_000, foldCase: true }],
    [{ tags: 'work, , Lisbon' }, { tags: ['work', 'Lisbon'], foldCase: true }],
  ])('%j asks for %j', (form, query) => {
    expect(ask(form)).toEqual({ query })
  })
  it('takes whole days of the user', () => {
    const asked = ask({ modifiedFrom: '2026-09-01', modifiedUntil: '2026-09-01' })
    expect(asked).toEqual({
      query: {
        modifiedFromMs: new Date(2026, 8, 1).getTime(),
        modifiedUntilMs: new Date(2026, 8, 2).getTime() - 1,
        foldCase: true,
      },
    })
  })
  it.each([
    [{}, 'nothing-asked'],
    [{ exactCase: true }, 'nothing-asked'],
    [{ minSize: 'many' }, 'size-wrong'],
    [{ minSize: '-1' }, 'size-wrong'],
    [{ minSize: '5', maxSize: '4' }, 'bounds-wrong'],
    [{ modifiedFrom: '2026-09-02', modifiedUntil: '2026-09-01' }, 'bounds-wrong'],
  ])('%j is refused: %s', (form, trouble) => {
    expect(ask(form)).toEqual({ trouble })
  })
  it('shows a search again as it was typed', () => {
    const form = {
      ...emptyForm,
      name: 'IMG* "my trip"',
      kind: 'file' as const,
      maxSize: '20',
      modifiedFrom: '2026-09-01',
      tags: 'a, b',
    }
    const asked = queryOf(form)
    expect('query' in asked && formOf(asked.query)).toEqual(form)
  })
})
