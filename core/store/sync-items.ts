// The plan of each pair, an item a row: it may be as long as the tree. Kept for this process alone (a temporary table):
// whoever comes next makes a new plan from what is true then.

import { formatCloudUri } from '../model/cloud-uri.ts'
import type { PlanAction, PlanItem, PlanKind } from '../model/sync.ts'
import { createStatements } from './database.ts'
import type { Sqlite } from './database.ts'
import { readUri } from './rows.ts'
import type { WriteGroup } from './write-group.ts'

export interface NumberedItem extends PlanItem {
  readonly seq: number
}

/** Of one pair. */
export interface ItemTable {
  add(item: PlanItem): void
  clear(): void
  count(kinds: readonly PlanKind[]): number
  /** Of items that are something to do. */
  countActions(): number
  window(kinds: readonly PlanKind[], page: { offset: number; limit: number }): readonly PlanItem[]
  /** In the order of the plan, behind an item. */
  next(actions: readonly PlanAction[], page: { afterSeq: number; limit: number }): readonly NumberedItem[]
  /** Those of fewer folders above first, or of more. */
  byDepth(action: readonly PlanAction[], order: 'shallow' | 'deep'): IterableIterator<PlanItem>
}

interface ItemRecord {
  readonly seq: number
  readonly kind: PlanKind
  readonly action: PlanAction
  readonly reason: PlanItem['reason']
  readonly entry: 'file' | 'folder'
  readonly id: string
  readonly parent: string
  readonly remote_name: string
  readonly local_name: string
  readonly entity: string
  readonly size: number
  readonly modified: number
  readonly path: string
  readonly from_path: string | null
  readonly uri: string | null
}

const schema = `
  CREATE TEMP TABLE sync_items (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, pair INTEGER NOT NULL, kind TEXT NOT NULL, action TEXT NOT NULL,
    reason TEXT NOT NULL, entry TEXT NOT NULL, id TEXT NOT NULL, parent TEXT NOT NULL, remote_name TEXT NOT NULL,
    local_name TEXT NOT NULL, entity TEXT NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL,
    path TEXT NOT NULL, from_path TEXT, uri TEXT, depth INTEGER NOT NULL, from_depth INTEGER NOT NULL
  );
  CREATE INDEX temp.sync_items_by_kind ON sync_items (pair, kind, seq);
  CREATE INDEX temp.sync_items_by_action ON sync_items (pair, action, seq);
`

/** One stretch of the index for each value, merged as they are read: a list of all of them is never sorted. */
const merged = (column: 'kind' | 'action', values: readonly string[]) =>
  values
    .map(
      () =>
        `SELECT * FROM sync_items INDEXED BY sync_items_by_${column} WHERE pair = ? AND ${column} = ? AND seq > ?`,
    )
    .join(' UNION ALL ')
const marks = (values: readonly unknown[]) => values.map(() => '?').join(',')
const depthOf = (path: string | undefined) => (path === undefined ? 0 : path.split('/').length)

export function createItemTable(db: Sqlite, group: Pick<WriteGroup, 'join'>): (pair: number) => ItemTable {
  db.exec(schema)
  const prepare = createStatements(db)
  const insert =
    db.prepare(`INSERT INTO sync_items (pair, kind, action, reason, entry, id, parent, remote_name,
    local_name, entity, size, modified, path, from_path, uri, depth, from_depth)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const clear = db.prepare('DELETE FROM sync_items WHERE pair = ?')
  const countActions = db.prepare("SELECT count(*) AS n FROM sync_items WHERE pair = ? AND action <> 'none'")
  return (pair) => ({
    add: (item) => {
      const uri = item.uri === undefined ? null : formatCloudUri(item.uri)
      group.join(() =>
        insert.run(
          ...[pair, item.kind, item.action, item.reason, item.entry, item.id, item.parentId],
          ...[item.remoteName, item.localName, item.entityId, item.sizeBytes, item.modifiedAtMs],
          ...[item.path, item.fromPath ?? null, uri, depthOf(item.path), depthOf(item.fromPath)],
        ),
      )
    },
    clear: () => {
      group.join(() => clear.run(pair))
    },
    count: (kinds) => {
      const sql = `SELECT count(*) AS n FROM sync_items WHERE pair = ? AND kind IN (${marks(kinds)})`
      return (prepare(sql).get(pair, ...kinds) as { n: number }).n
    },
    countActions: () => (countActions.get(pair) as { n: number }).n,
    window: (kinds, { offset, limit }) => {
      if (kinds.length === 0) return []
      const sql = `${merged('kind', kinds)} ORDER BY seq LIMIT ? OFFSET ?`
      const values = kinds.flatMap((kind) => [pair, kind, 0])
      return (prepare(sql).all(...values, limit, offset) as ItemRecord[]).map(toItem)
    },
    next: (actions, { afterSeq, limit }) => {
      const values = actions.flatMap((action) => [pair, action, afterSeq])
      const sql = `${merged('action', actions)} ORDER BY seq LIMIT ?`
      return (prepare(sql).all(...values, limit) as ItemRecord[]).map(toItem)
    },
    byDepth: function* (actions, order) {
      const by = order === 'shallow' ? 'depth, seq' : 'from_depth DESC, seq'
      const sql = `SELECT seq FROM sync_items WHERE pair = ? AND action IN (${marks(actions)}) ORDER BY ${by}`
      const read = db.prepare('SELECT * FROM sync_items WHERE seq = ?')
      // Numbers only: a statement that is still open would keep everybody else from writing.
      for (const { seq } of db.prepare(sql).all(pair, ...actions) as { seq: number }[])
        yield toItem(read.get(seq) as ItemRecord)
    },
  })
}

function toItem(row: ItemRecord): NumberedItem {
  return {
    seq: row.seq,
    kind: row.kind,
    action: row.action,
    reason: row.reason,
    entry: row.entry,
    id: row.id,
    parentId: row.parent,
    remoteName: row.remote_name,
    localName: row.local_name,
    entityId: row.entity,
    sizeBytes: row.size,
    modifiedAtMs: row.modified,
    path: row.path,
    ...(row.from_path === null ? {} : { fromPath: row.from_path }),
    ...(row.uri === null ? {} : { uri: readUri(row.uri) }),
  }
}
