import { afterEach, beforeEach, expect, it } from 'vitest'
import Database from 'better-sqlite3'
import { myFiles } from '../model/cloud-uri.ts'
import { mostRecent } from '../model/place.ts'
import type { PlaceKind } from '../model/place.ts'
import type { Sqlite } from './database.ts'
import { migrate } from './migrations.ts'
import { createPlaceTable } from './places.ts'
import type { PlaceTable } from './places.ts'

let db: Sqlite
let table: PlaceTable
beforeEach(() => {
  db = new Database(':memory:')
  migrate(db)
  table = createPlaceTable(db)
})
afterEach(() => void db.close())

const folder = (name: string) => ({ ...myFiles, segments: [name] })
const put = (kind: PlaceKind, name: string, atMs: number, account = 'a') =>
  table.put(account, { kind, uri: folder(name), name, atMs })
const shown = (account = 'a') => table.list(account).map(({ kind, name }) => `${kind} ${name}`)

it('keeps pinned folders in their order and recent ones by their time, for each account', () => {
  put('recent', 'x', 1)
  put('recent', 'y', 2)
  put('pinned', 'q', 9)
  put('pinned', 'p', 3)
  put('recent', 'x', 5)
  put('recent', 'elsewhere', 1, 'b')
  expect([shown(), shown('b')]).toEqual([
    ['pinned q', 'pinned p', 'recent x', 'recent y'],
    ['recent elsewhere'],
  ])
})

it('forgets the oldest visits', () => {
  for (let n = 0; n < mostRecent + 5; n++) put('recent', `f${n}`, n)
  expect([table.count('a', 'recent'), shown()[0], shown().at(-1)]).toEqual([
    mostRecent,
    'recent f24',
    'recent f5',
  ])
})

it('lets one go, a kind, an account', () => {
  put('recent', 'x', 1)
  put('pinned', 'x', 1)
  put('share', 's', 1)
  table.remove('a', 'pinned', folder('x'))
  expect(shown()).toEqual(['recent x', 'share s'])
  table.removeKind('a', 'recent')
  expect(shown()).toEqual(['share s'])
  table.removeAccount('a')
  expect(shown()).toEqual([])
})
