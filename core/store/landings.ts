// Landings in the database, one row for each local path.

import { sep } from 'node:path'
import { formatCloudUri } from '../model/cloud-uri.ts'
import type { Landing, Landings } from '../ports/landings.ts'
import type { Piece } from '../ports/resume-points.ts'
import type { Sqlite } from './database.ts'
import { readUri } from './rows.ts'
import type { WriteGroup } from './write-group.ts'

interface LandingRecord {
  readonly path: string
  readonly account_id: string
  readonly uri: string | null
  readonly file_id: string
  readonly entity_id: string
  readonly size: number
  readonly modified_at: number
  readonly pieces: string | null
  readonly sha256: string | null
}

/** The character that follows the separator: what is below a folder lies between the two. */
const afterSeparator = String.fromCharCode(sep.charCodeAt(0) + 1)

export function createLandings(
  db: Sqlite,
  group: Pick<WriteGroup, 'join'> = { join: (run) => run() },
): Landings {
  const read = db.prepare('SELECT * FROM landings WHERE path = ?')
  const save = db.prepare(`INSERT OR REPLACE INTO landings
    (path, account_id, uri, file_id, entity_id, size, modified_at, pieces, sha256, landed_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const remove = db.prepare('DELETE FROM landings WHERE path = ?')
  const ofEntity = db.prepare('SELECT * FROM landings WHERE account_id = ? AND entity_id = ? AND file_id = ?')
  const below = db.prepare('SELECT * FROM landings WHERE path > ? AND path < ? ORDER BY path LIMIT ?')
  const count = db.prepare(
    'SELECT count(*) AS files, coalesce(sum(size), 0) AS bytes FROM landings WHERE path > ? AND path < ?',
  )
  const move = db.prepare('UPDATE OR REPLACE landings SET path = ? WHERE path = ?')
  const moveBelow = db.prepare(
    'UPDATE OR REPLACE landings SET path = ? || substr(path, ?) WHERE path > ? AND path < ?',
  )
  // The root of a volume ends with its separator already.
  const stem = (folder: string) => (folder.endsWith(sep) ? folder.slice(0, -1) : folder)
  return {
    read: (path) => {
      const row = read.get(path) as LandingRecord | undefined
      return row === undefined ? undefined : toLanding(row)
    },
    ofEntity: ({ accountId, entityId, fileId }) =>
      (ofEntity.all(accountId, entityId, fileId) as LandingRecord[]).map(toLanding),
    below: (folder, { afterPath, limit }) => {
      const rows = below.all(afterPath ?? stem(folder) + sep, stem(folder) + afterSeparator, limit)
      return (rows as LandingRecord[]).map(toLanding)
    },
    countBelow: (folder) =>
      count.get(stem(folder) + sep, stem(folder) + afterSeparator) as { files: number; bytes: number },
    move: (from, to) => {
      group.join(() => {
        move.run(to, from)
        // In characters, as SQLite counts them: not in UTF-16 units.
        moveBelow.run(to, [...from].length + 1, from + sep, from + afterSeparator)
      })
    },
    remove: (path) => void group.join(() => remove.run(path)),
    save: (landing, nowMs) => {
      const { path, accountId, uri, fileId, entityId, sizeBytes, modifiedAtMs, pieces, sha256 } = landing
      const from = uri === undefined ? null : formatCloudUri(uri)
      const hashes = formatPieces(pieces)
      // A file that has its name and no record yet is found by its resume point.
      group.join(
        () =>
          save.run(
            ...[path, accountId, from, fileId, entityId, sizeBytes, modifiedAtMs, hashes],
            ...[sha256 ?? null, nowMs],
          ),
        'soon',
      )
    },
  }
}

function toLanding(row: LandingRecord): Landing {
  return {
    path: row.path,
    accountId: row.account_id,
    ...(row.uri === null ? {} : { uri: readUri(row.uri) }),
    fileId: row.file_id,
    entityId: row.entity_id,
    sizeBytes: row.size,
    modifiedAtMs: row.modified_at,
    pieces: parsePieces(row.pieces ?? ''),
    ...(row.sha256 === null ? {} : { sha256: row.sha256 }),
  }
}

/** `end:hash` for each piece: pieces follow one another from 0 on. */
function formatPieces(pieces: readonly Piece[]): string {
  return pieces.map(({ end, hash }) => `${end}:${hash}`).join(' ')
}

function parsePieces(text: string): Piece[] {
  let start = 0
  return text === ''
    ? []
    : text.split(' ').map((one) => {
        const [end = '', hash = ''] = one.split(':')
        const piece = { start, end: Number(end), hash }
        start = piece.end
        return piece
      })
}
