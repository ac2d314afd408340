import { expect, it } from 'vitest'
import { formatSearch } from './search.ts'
import type { SearchQuery } from './search.ts'

it.each<[SearchQuery, string]>([
  [{}, ''],
  [{ names: [' '], anyName: true, foldCase: true }, ''],
  [{ names: ['a b', 'c&d'] }, 'name=a%20b&name=c%26d'],
  [{ names: ['a', 'b'], anyName: true, foldCase: true }, 'name=a&name=b&use_or=&case_folding='],
  [{ names: ['a'], anyName: true }, 'name=a'],
  [{ kind: 'folder', category: 'image' }, 'type=folder&category=image'],
  [{ minBytes: 5 }, 'size_gte=5&size_lte=9007199254740991'],
  [{ maxBytes: 5 }, 'size_gte=0&size_lte=5'],
  [{ createdFromMs: 1_999, createdUntilMs: 2_001 }, 'created_gte=1&created_lte=3'],
  [{ modifiedFromMs: 0 }, 'updated_gte=0'],
  [{ tags: ['red & blue'] }, 'meta_tag%3Ared%20%26%20blue='],
  [{ names: ['\ud800'] }, 'name=%EF%BF%BD'],
])('%j is written as %j', (query, text) => {
  expect(formatSearch(query)).toBe(text)
})
