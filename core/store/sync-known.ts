// The tree of each pair as it was last put on the disk, an entry a row. Every question is one folder or one entry, so a
// million of them take no memory.

import type { KnownEntry } from '../model/sync.ts'
import type { Sqlite } from './database.ts'
import type { WriteGroup } from './write-group.ts'

/** Of one pair. */
export interface KnownTable {
  get(id: string): KnownEntry | undefined
  children(parentId: string): readonly KnownEntry[]
  /** What waits in the holding folder. */
  held(): readonly KnownEntry[]
  save(entry: KnownEntry): void
  remove(id: string): void
  /** With everything below. */
  removeTree(id: string): void
  clear(): void
  totals(): { files: number; folders: number; bytes: number }
}

interface KnownRecord {
  readonly id: string
  readonly parent: string
  readonly kind: 'file' | 'folder'
  readonly remote_name: string
  readonly local_name: string
  readonly entity: string
  readonly size: number
  readonly modified: number
  readonly local_size: number
  readonly local_modified: number
  readonly stamp: string
  readonly proven: number
  readonly held: number
}

export function createKnownTable(db: Sqlite, group: Pick<WriteGroup, 'join'>): (pair: number) => KnownTable {
  const get = db.prepare('SELECT * FROM sync_known WHERE pair = ? AND id = ?')
  // Without a word SQLite takes the primary key's first column for both, and reads the whole tree.
  const children = db.prepare(
    'SELECT * FROM sync_known INDEXED BY sync_known_by_parent WHERE pair = ? AND parent = ?',
  )
  const held = db.prepare('SELECT * FROM sync_known INDEXED BY sync_known_held WHERE pair = ? AND held = 1')
  const save = db.prepare(`INSERT OR REPLACE INTO sync_known (pair, id, parent, kind, remote_name, local_name,
      entity, size, modified, local_size, local_modified, stamp, proven, held)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const remove = db.prepare('DELETE FROM sync_known WHERE pair = ? AND id = ?')
  const removeTree = db.prepare(`WITH RECURSIVE below(id) AS (SELECT @id UNION
      SELECT k.id FROM below b CROSS JOIN sync_known k INDEXED BY sync_known_by_parent
      ON k.pair = @pair AND k.parent = b.id)
    DELETE FROM sync_known WHERE pair = @pair AND id IN (SELECT id FROM below)`)
  const clear = db.prepare('DELETE FROM sync_known WHERE pair = ?')
  const totals = db.prepare(`SELECT coalesce(sum(kind = 'file'), 0) AS files,
    coalesce(sum(kind = 'folder'), 0) AS folders, coalesce(sum(local_size), 0) AS bytes
    FROM sync_known WHERE pair = ?`)
  return (pair) => ({
    get: (id) => {
      const row = get.get(pair, id) as KnownRecord | undefined
      return row === undefined ? undefined : toKnown(row)
    },
    children: (parentId) => (children.all(pair, parentId) as KnownRecord[]).map(toKnown),
    held: () => (held.all(pair) as KnownRecord[]).map(toKnown),
    save: (one) => {
      group.join(() =>
        save.run(
          ...[pair, one.id, one.parentId, one.kind, one.remoteName, one.localName],
          ...[one.entityId, one.sizeBytes, one.modifiedAtMs, one.localBytes, one.localModifiedAtMs],
          ...[one.stamp, one.proven ? 1 : 0, one.held ? 1 : 0],
        ),
      )
    },
    remove: (id) => {
      group.join(() => remove.run(pair, id))
    },
    removeTree: (id) => {
      group.join(() => removeTree.run({ pair, id }))
    },
    clear: () => {
      group.join(() => clear.run(pair))
    },
    totals: () => totals.get(pair) as { files: number; folders: number; bytes: number },
  })
}

function toKnown(row: KnownRecord): KnownEntry {
  return {
    id: row.id,
    parentId: row.parent,
    kind: row.kind,
    remoteName: row.remote_name,
    localName: row.local_name,
    entityId: row.entity,
    sizeBytes: row.size,
    modifiedAtMs: row.modified,
    localBytes: row.local_size,
    localModifiedAtMs: row.local_modified,
    stamp: row.stamp,
    proven: row.proven === 1,
    held: row.held === 1,
  }
}
