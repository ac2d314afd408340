// Every earlier schema that was ever shipped becomes today's, with what was in it: nobody loses a queue by an update.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import { silentLogger } from '../ports/logger.ts'
import type { Sqlite } from './database.ts'
import { isCurrent, migrate } from './migrations.ts'
import { createStore } from './store.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reverie-schema-'))
  path = join(folder, 'reverie.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

function versionOf(db: Sqlite): number {
  return Number(db.pragma('user_version', { simple: true }))
}

const latest = (() => {
  const db = new Database(':memory:')
  migrate(db)
  const version = versionOf(db)
  db.close()
  return version
})()
const earlier = Array.from({ length: latest }, (_none, index) => index)

/** A half-done download as the first schema wrote it; every later one has these columns too. */
function fill(db: Sqlite): void {
  db.exec(`
    INSERT INTO batches (id, account_id, roots, target_root, conflict, archive, label, walk, added_at)
      VALUES ('b', 'home:1', '[["cloudreve://my/Lisbon"]]', '/d', 'rename', 0, 'Lisbon', '{"kind":"done"}', 5);
    INSERT INTO transfers (id, batch_id, account_id, uri, file_id, entity_id, size, modified_at, pinned, folders, name,
        conflict, state, detail, bytes_done, added_at, changed_at, part_name)
      VALUES ('t', 'b', 'home:1', 'cloudreve://my/Lisbon/a.bin', 'f', 'e', 100, 7, 0, '["Lisbon"]', 'a.bin',
        'rename', 'paused', '{}', 40, 5, 6, '.rvx');
    INSERT INTO pieces VALUES ('t', 0, 40, 'abc');
    INSERT INTO landings (path, account_id, file_id, entity_id, size, modified_at, landed_at)
      VALUES ('/d/b.bin', 'home:1', 'g', 'h', 9, 7, 8);
  `)
}

/** What the tables are, whichever way they came to it. */
function shapeOf(db: Sqlite): unknown {
  const tables = db
    .prepare("SELECT name FROM sqlite_master WHERE type IN ('table', 'index') AND name NOT LIKE 'sqlite_%'")
    .all() as { name: string }[]
  const columns = ({ name }: { name: string }) =>
    (db.pragma(`table_info(${name})`) as { name: string; type: string }[])
      .map((column) => `${column.name} ${column.type}`)
      .sort()
  return Object.fromEntries(tables.map((table) => [table.name, columns(table)]))
}

it.each(earlier)('schema %i becomes the one of a new database', (version) => {
  const fresh = new Database(':memory:')
  migrate(fresh)
  const db = new Database(':memory:')
  migrate(db, version)
  expect([versionOf(db), isCurrent(db)]).toEqual([version, false])
  migrate(db)
  expect([isCurrent(db), shapeOf(db)]).toEqual([true, shapeOf(fresh)])
  fresh.close()
  db.close()
})

it.each(earlier.slice(1))('a half-done download of schema %i goes on where it was', (version) => {
  const db = new Database(path)
  migrate(db, version)
  fill(db)
  db.close()
  const store = createStore({ path, clock: createManualClock(0), logger: silentLogger })
  expect(store.opening).toEqual({ origin: 'sound' })
  expect(store.transfers.read('t')).toMatchObject({
    id: 't',
    batchId: 'b',
    state: { kind: 'paused' },
    bytesDone: 40,
    target: { root: '/d', folders: ['Lisbon'], name: 'a.bin' },
    source: { entityId: 'e', sizeBytes: 100 },
  })
  expect(store.batches.read('b')).toMatchObject({ label: 'Lisbon', walk: { kind: 'done' } })
  expect(store.landings.read('/d/b.bin')).toMatchObject({ fileId: 'g', entityId: 'h', sizeBytes: 9 })
  store.close()
  const again = new Database(path)
  expect(again.prepare('SELECT * FROM pieces').all()).toEqual([
    { transfer_id: 't', start: 0, end: 40, hash: 'abc' },
  ])
  again.close()
})
