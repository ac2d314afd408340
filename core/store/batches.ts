// Batches in the database: what the user asked for. Where they stand, and their transfers by state, is kept in `standings`
// by the database itself (migration-order.ts): nothing is counted here.

import type { Batch, BatchCounts, Walk } from '../model/batch.ts'
import { defaultQueueId } from '../model/named-queue.ts'
import { levelOf } from '../model/priority.ts'
import { stateKinds } from '../model/transfer.ts'
import type { StateKind } from '../model/transfer.ts'
import type { BatchWish } from '../engine-api.ts'
import { createBatchWindow } from './batch-window.ts'
import { createStatements } from './database.ts'
import type { Sqlite } from './database.ts'
import { formatRoots, selectBatch, toBatch } from './rows.ts'
import type { BatchRecord } from './rows.ts'

export interface BatchTable {
  /** Behind all that are there. */
  insert(batch: Batch): void
  read(id: string): Batch | undefined
  saveWalk(id: string, walk: Walk): void
  saveConflict(id: string, conflict: Batch['conflict']): void
  remove(id: string): void
  /** The newest batch of the same account, roots, target and form that still has something to do. */
  findUnfinished(wanted: Pick<Batch, 'accountId' | 'roots' | 'targetRoot' | 'archive'>): Batch | undefined
  withWalk(kind: Walk['kind']): readonly Batch[]
  counts(id: string): BatchCounts
  /** What is not done, in the order of its turn, before what is, the newest first; see WindowOrder. */
  window(wish: BatchWish): { total: number; batches: readonly Batch[] }
  /** Batches in which nothing is to come, in the order they were made. */
  ended(page: { afterSeq: number; limit: number }): readonly { readonly seq: number; readonly id: string }[]
}

type Standing = Readonly<Record<StateKind, number>> & { bytes_total: number; bytes_done: number }

export function zeroCounts(): Record<StateKind, number> {
  return Object.fromEntries(stateKinds.map((kind) => [kind, 0])) as Record<StateKind, number>
}

/** The counted columns of a row. */
export function readCounts(row: Readonly<Record<StateKind, number>>): Record<StateKind, number> {
  return Object.fromEntries(stateKinds.map((kind) => [kind, row[kind]])) as Record<StateKind, number>
}

export function createBatchTable(db: Sqlite): BatchTable {
  const prepare = createStatements(db)
  const insert = prepare(`INSERT INTO batches
    (id, account_id, roots, target_root, conflict, archive, label, walk, added_at, connections,
     speed_limit)
    VALUES (@id, @account_id, @roots, @target_root, @conflict, @archive, @label, @walk, @added_at, @connections,
     @speed_limit)`)
  // Where it stands is made by the database; what is unusual of that is said afterwards.
  const stand = prepare(`UPDATE standings SET queue_id = @queue_id, priority = @level, level = @level,
    start_at = @start_at WHERE batch_id = @id`)
  const read = prepare(`${selectBatch} WHERE s.batch_id = ?`)
  const counts = prepare('SELECT * FROM standings WHERE batch_id = ?')
  const find = prepare(`${selectBatch} WHERE b.account_id = ? AND b.target_root = ?
    AND substr(b.roots, 1, 200) = substr(?, 1, 200) AND b.roots = ? AND b.archive = ?
    AND (s.phase < 2 OR s.walk = 'stopped') ORDER BY s.seq DESC LIMIT 1`)
  const all = (sql: string, ...values: unknown[]) =>
    (prepare(sql).all(...values) as BatchRecord[]).map(toBatch)

  return {
    insert: (batch) => {
      insert.run(toColumns(batch))
      const { id, queueId = defaultQueueId, priority = 'normal', startAtMs } = batch
      const isUsual = queueId === defaultQueueId && priority === 'normal' && startAtMs === undefined
      if (isUsual) return
      stand.run({ id, queue_id: queueId, level: levelOf(priority), start_at: startAtMs ?? null })
    },
    read: (id) => {
      const row = read.get(id) as BatchRecord | undefined
      return row === undefined ? undefined : toBatch(row)
    },
    saveWalk: (id, walk) => {
      prepare('UPDATE batches SET walk = ? WHERE id = ?').run(JSON.stringify(walk), id)
    },
    saveConflict: (id, conflict) => {
      prepare('UPDATE batches SET conflict = ? WHERE id = ?').run(conflict, id)
    },
    remove: (id) => {
      prepare('DELETE FROM batches WHERE id = ?').run(id)
    },
    findUnfinished: ({ accountId, roots, targetRoot, archive }) => {
      const text = formatRoots(roots)
      const row = find.get(accountId, targetRoot, text, text, archive ? 1 : 0) as BatchRecord | undefined
      return row === undefined ? undefined : toBatch(row)
    },
    withWalk: (kind) =>
      // The first term is the index's own.
      all(
        `${selectBatch} WHERE s.walk ${kind === 'done' ? '=' : '<>'} 'done' AND s.walk = ? ORDER BY s.seq`,
        kind,
      ),
    counts: (id) => {
      const row = counts.get(id) as Standing | undefined
      if (row === undefined) return { byState: zeroCounts(), bytesTotal: 0, bytesDone: 0 }
      return { byState: readCounts(row), bytesTotal: row.bytes_total, bytesDone: row.bytes_done }
    },
    window: createBatchWindow(db, all),
    ended: ({ afterSeq, limit }) =>
      prepare(
        // A pause while it was looked into has found no end, whatever is done of it.
        `SELECT seq, batch_id AS id FROM standings s WHERE phase > 0 AND seq > ?
          AND (walk <> 'stopped' OR phase = 1 OR canceled > 0
            OR (SELECT json_extract(b.walk, '$.canceled') FROM batches b WHERE b.id = s.batch_id) = 1)
          ORDER BY seq LIMIT ?`,
      ).all(afterSeq, limit) as { seq: number; id: string }[],
  }
}

function toColumns(batch: Batch): Record<string, unknown> {
  return {
    id: batch.id,
    account_id: batch.accountId,
    roots: formatRoots(batch.roots),
    target_root: batch.targetRoot,
    conflict: batch.conflict,
    archive: batch.archive ? 1 : 0,
    label: batch.label,
    walk: JSON.stringify(batch.walk),
    added_at: batch.addedAtMs,
    connections: batch.connections ?? null,
    speed_limit: batch.speedLimit ?? null,
  }
}
