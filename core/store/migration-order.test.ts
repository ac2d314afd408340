// p08: a database without order and counts gets them for all that it holds.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import { silentLogger } from '../ports/logger.ts'
import { isCurrent, migrate } from './migrations.ts'
import { createStore } from './store.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-migrate-'))
  path = join(folder, 'r.db')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Those that the step about order finds: afterwards rows are written with their places. */
function earlierSchemas(): number[] {
  const found: number[] = []
  for (let version = 1; ; version++) {
    const db = new Database(':memory:')
    migrate(db, version)
    const hasOrder = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'standings'").get() !== undefined
    db.close()
    if (hasOrder) return found
    found.push(version)
  }
}

const failure = '{"failure":{"kind":"network","remedy":"retry","detail":""},"cause":{"scope":"queue"}}'
const rows = `
  INSERT INTO batches (id, account_id, roots, target_root, conflict, archive, label, walk, added_at) VALUES
    ('old', 'x', '[["cloudreve://my/Old",null]]', '/t', 'rename', 0, 'Old', '{"kind":"done"}', 1),
    ('new', 'x', '[["cloudreve://my/New",null]]', '/t', 'rename', 0, 'New', '{"kind":"walking"}', 2);
  INSERT INTO transfers (id, batch_id, account_id, uri, file_id, entity_id, size, modified_at, pinned, folders, name,
    conflict, state, detail, bytes_done, added_at, changed_at) VALUES
    ('a', 'old', 'x', 'cloudreve://my/Old/a', 'f', 'e', 10, 1, 0, '["Old"]', 'Ärger.txt', 'rename', 'completed',
      '{"path":"/t/Old/a","outcome":"downloaded"}', 10, 1, 5),
    ('b', 'old', 'x', 'cloudreve://my/Old/b', 'f', 'e', 10, 1, 0, '["Old"]', 'b', 'rename', 'failed', '${failure}', 4, 1, 6),
    ('d', 'new', 'x', 'cloudreve://my/New/d', 'f', 'e', 10, 1, 0, '["New"]', 'd', 'rename', 'queued', '{}', 0, 1, 1),
    ('c', 'new', 'x', 'cloudreve://my/New/c', 'f', 'e', 10, 1, 0, '["New"]', 'c', 'rename', 'queued', '{}', 3, 1, 1),
    ('h', 'new', 'x', 'cloudreve://my/New/h', 'f', 'e', 10, 1, 0, '["New"]', 'h', 'rename', 'held', '${failure}', 0, 1, 1);
`

describe('p08 a database of an earlier version', () => {
  it.each(earlierSchemas())('with %i steps keeps all it holds', (version) => {
    const db = new Database(path)
    migrate(db, version)
    db.exec(rows)
    db.close()
    const store = createStore({ path, clock: createManualClock(), logger: silentLogger })
    const opened = new Database(path, { readonly: true })
    expect(isCurrent(opened)).toBe(true)
    opened.close()
    const ids = store.batches.window({ view: 'all', offset: 0, limit: 9 }).batches.map(({ id }) => id)
    const line = { queueId: 'default', accountId: 'x', exceptRoots: [], exceptIds: [], limit: 9 }
    const found = store.history.search({ text: 'arger', view: 'completed', offset: 0, limit: 9 })
    expect({
      ids,
      next: store.line.next(line).map(({ transfer }) => transfer.id),
      old: store.batches.counts('old').byState.failed,
      left: store.transfers.totals().bytesLeft,
      holds: store.transfers.heldGroups().map(({ transfers }) => transfers),
      found: found.transfers.map(({ id }) => id),
      queues: store.queues.list().map(({ id, paused }) => [id, paused]),
    }).toEqual({
      ids: ['new', 'old'],
      next: ['d', 'c'],
      old: 1,
      left: 27,
      holds: [1],
      found: ['a'],
      queues: [['default', false]],
    })
    store.close()
  })
})
