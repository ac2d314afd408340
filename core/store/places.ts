// Folders that users come back to, in the database (core/model/place.ts says which). Small: written as they come.

import { formatCloudUri } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import { mostKept, mostRecent } from '../model/place.ts'
import type { Place, PlaceKind } from '../model/place.ts'
import { createStatements } from './database.ts'
import type { Sqlite } from './database.ts'
import { readUri } from './rows.ts'

export interface PlaceTable {
  /** Pinned and shares by when they were added, recent ones newest first. */
  list(accountId: string): readonly Place[]
  count(accountId: string, kind: PlaceKind): number
  /** One that is there already gets the new name; a recent one moves to the front, and the oldest make room. */
  put(accountId: string, place: Place): void
  remove(accountId: string, kind: PlaceKind, uri: CloudUri): void
  removeKind(accountId: string, kind: PlaceKind): void
  removeAccount(accountId: string): void
}

interface PlaceRecord {
  readonly kind: PlaceKind
  readonly uri: string
  readonly name: string
  readonly at: number
}

export function createPlaceTable(db: Sqlite): PlaceTable {
  const prepare = createStatements(db)
  return {
    list: (accountId) => {
      const rows = prepare(`SELECT kind, uri, name, at FROM places WHERE account_id = ?
        ORDER BY kind, CASE kind WHEN 'recent' THEN -at ELSE seq END, seq`).all(accountId) as PlaceRecord[]
      return rows.map(({ kind, uri, name, at }) => ({ kind, uri: readUri(uri), name, atMs: at }))
    },
    count: (accountId, kind) =>
      (
        prepare('SELECT count(*) AS n FROM places WHERE account_id = ? AND kind = ?').get(
          accountId,
          kind,
        ) as {
          n: number
        }
      ).n,
    put: (accountId, { kind, uri, name, atMs }) => {
      prepare(`INSERT INTO places (account_id, kind, uri, name, at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (account_id, kind, uri) DO UPDATE SET name = excluded.name, at = excluded.at`).run(
        ...[accountId, kind, formatCloudUri(uri), name, atMs],
      )
      prepare(`DELETE FROM places WHERE account_id = ? AND kind = ? AND seq NOT IN
        (SELECT seq FROM places WHERE account_id = ? AND kind = ? ORDER BY at DESC, seq DESC LIMIT ?)`).run(
        ...[accountId, kind, accountId, kind, kind === 'recent' ? mostRecent : mostKept],
      )
    },
    remove: (accountId, kind, uri) => {
      prepare('DELETE FROM places WHERE account_id = ? AND kind = ? AND uri = ?').run(
        ...[accountId, kind, formatCloudUri(uri)],
      )
    },
    removeKind: (accountId, kind) => {
      prepare('DELETE FROM places WHERE account_id = ? AND kind = ?').run(accountId, kind)
    },
    removeAccount: (accountId) => {
      prepare('DELETE FROM places WHERE account_id = ?').run(accountId)
    },
  }
}
