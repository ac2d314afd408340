// Batches in the database: what the user asked for, and figures over their transfers, counted by the database.

import type { Batch, BatchCounts, Walk } from '../model/batch.ts'
import { stateKinds } from '../model/transfer.ts'
import type { StateKind } from '../model/transfer.ts'
import type { WindowView } from '../engine-api.ts'
import { createStatements } from './database.ts'
import type { Sqlite } from './database.ts'
import { formatRoots, toBatch } from './rows.ts'
import type { BatchRecord } from './rows.ts'

export interface BatchPage {
  readonly offset: number
  readonly limit: number
  /** Absent: of all accounts. */
  readonly accountId?: string | undefined
}

export interface BatchTable {
  insert(batch: Batch): void
  read(id: string): Batch | undefined
  saveWalk(id: string, walk: Walk): void
  saveConflict(id: string, conflict: Batch['conflict']): void
  remove(id: string): void
  /** The newest batch of the same account, roots, target and form that still has something to do. */
  findUnfinished(wanted: Pick<Batch, 'accountId' | 'roots' | 'targetRoot' | 'archive'>): Batch | undefined
  withWalk(kind: Walk['kind']): readonly Batch[]
  counts(id: string): BatchCounts
  window(view: WindowView, page: BatchPage): { total: number; batches: readonly Batch[] }
  ended(): readonly string[]
}

const unfinishedStates = "('queued','resolving','downloading','finishing','waiting','held','paused')"
const hasUnfinished = `(json_extract(walk, '$.kind') IN ('walking','waiting','held') OR EXISTS
  (SELECT 1 FROM transfers t WHERE t.batch_id = batches.id AND t.state IN ${unfinishedStates}))`
const hasFailed = `(json_extract(walk, '$.kind') = 'failed' OR EXISTS
  (SELECT 1 FROM transfers t WHERE t.batch_id = batches.id AND t.state = 'failed'))`

const viewConditions: Record<WindowView, string> = {
  all: '1',
  unfinished: hasUnfinished,
  failed: `${hasFailed} AND NOT ${hasUnfinished}`,
  completed: `NOT ${hasFailed} AND NOT ${hasUnfinished}`,
}

export function zeroCounts(): Record<StateKind, number> {
  return Object.fromEntries(stateKinds.map((kind) => [kind, 0])) as Record<StateKind, number>
}

export function createBatchTable(db: Sqlite): BatchTable {
  const prepare = createStatements(db)
  const insert = prepare(`INSERT INTO batches
    (id, account_id, roots, target_root, conflict, archive, label, walk, added_at)
    VALUES (@id, @account_id, @roots, @target_root, @conflict, @archive, @label, @walk, @added_at)`)
  const read = prepare('SELECT * FROM batches WHERE id = ?')
  const count = prepare(`SELECT state, count(*) AS n, sum(size) AS total, sum(bytes_done) AS done
    FROM transfers WHERE batch_id = ? GROUP BY state`)
  const find = prepare(`SELECT * FROM batches WHERE account_id = ? AND roots = ? AND target_root = ?
    AND archive = ? AND (${hasUnfinished} OR ${hasFailed} OR json_extract(walk, '$.kind') = 'stopped')
    ORDER BY seq DESC LIMIT 1`)
  const all = (sql: string, ...values: unknown[]) =>
    (prepare(sql).all(...values) as BatchRecord[]).map(toBatch)

  return {
    insert: (batch) => {
      insert.run({
        id: batch.id,
        account_id: batch.accountId,
        roots: formatRoots(batch.roots),
        target_root: batch.targetRoot,
        conflict: batch.conflict,
        archive: batch.archive ? 1 : 0,
        label: batch.label,
        walk: JSON.stringify(batch.walk),
        added_at: batch.addedAtMs,
      })
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
      const row = find.get(accountId, formatRoots(roots), targetRoot, archive ? 1 : 0) as
        BatchRecord | undefined
      return row === undefined ? undefined : toBatch(row)
    },
    withWalk: (kind) =>
      all("SELECT * FROM batches WHERE json_extract(walk, '$.kind') = ? ORDER BY seq", kind),
    counts: (id) => {
      const byState = zeroCounts()
      let bytesTotal = 0
      let bytesDone = 0
      for (const row of count.all(id) as { state: StateKind; n: number; total: number; done: number }[]) {
        byState[row.state] = row.n
        if (row.state !== 'canceled') {
          bytesTotal += row.total
          bytesDone += row.done
        }
      }
      return { byState, bytesTotal, bytesDone }
    },
    window: (view, { offset, limit, accountId }) => {
      const condition = `(@account IS NULL OR account_id = @account) AND ${viewConditions[view]}`
      const account = accountId ?? null
      const { n } = prepare(`SELECT count(*) AS n FROM batches WHERE ${condition}`).get({ account }) as {
        n: number
      }
      const batches = all(
        `SELECT * FROM batches WHERE ${condition} ORDER BY ${hasUnfinished} DESC, seq DESC LIMIT @limit OFFSET @offset`,
        { account, limit, offset },
      )
      return { total: n, batches }
    },
    ended: () => all(`SELECT * FROM batches WHERE NOT ${hasUnfinished}`).map(({ id }) => id),
  }
}
