// Landings in the database, one row for each local path.

import type { Landing, Landings } from '../ports/landings.ts'
import type { Sqlite } from './database.ts'

interface LandingRecord {
  readonly path: string
  readonly account_id: string
  readonly file_id: string
  readonly entity_id: string
  readonly size: number
  readonly modified_at: number
}

export function createLandings(db: Sqlite): Landings {
  const read = db.prepare('SELECT * FROM landings WHERE path = ?')
  const save = db.prepare(`INSERT OR REPLACE INTO landings
    (path, account_id, file_id, entity_id, size, modified_at, landed_at) VALUES (?, ?, ?, ?, ?, ?, ?)`)
  const ofEntity = db.prepare('SELECT * FROM landings WHERE account_id = ? AND entity_id = ? AND file_id = ?')
  return {
    read: (path) => {
      const row = read.get(path) as LandingRecord | undefined
      return row === undefined ? undefined : toLanding(row)
    },
    ofEntity: ({ accountId, entityId, fileId }) =>
      (ofEntity.all(accountId, entityId, fileId) as LandingRecord[]).map(toLanding),
    save: (landing, nowMs) => {
      const { path, accountId, fileId, entityId, sizeBytes, modifiedAtMs } = landing
      save.run(path, accountId, fileId, entityId, sizeBytes, modifiedAtMs, nowMs)
    },
  }
}

function toLanding(row: LandingRecord): Landing {
  return {
    path: row.path,
    accountId: row.account_id,
    fileId: row.file_id,
    entityId: row.entity_id,
    sizeBytes: row.size,
    modifiedAtMs: row.modified_at,
  }
}
