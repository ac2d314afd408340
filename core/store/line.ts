// Whose turn is next. Batches with something queued stand in `lines`, one for each named queue and account: ahead of all
// what was told to run next, then by priority, then by rank; within a batch by rank again. Reads what it hands out, and
// not the queue.

import type { Transfer } from '../model/transfer.ts'
import { createStatements } from './database.ts'
import type { Sqlite } from './database.ts'
import { selectTransfer, toTransfer } from './rows.ts'
import type { TransferRecord } from './rows.ts'

/** Transfers that share a named queue and an account. */
export interface Line {
  readonly queueId: string
  readonly accountId: string
}

export interface LineFilter extends Line {
  readonly exceptRoots: readonly string[]
  /** All that run are among them: their states may not be in the database. */
  readonly exceptIds: readonly string[]
  /** Absent: any batch. */
  readonly onlyBatches?: readonly string[]
  readonly limit: number
}

export interface Placed {
  readonly transfer: Transfer
  /** Higher ones first: a priority's level, or one above all of them. */
  readonly level: number
  /** Of the batch; among equals of several lines the smaller one is first. */
  readonly rank: number
}

export interface LineTable {
  /** Those in which something may start. */
  lines(): readonly Line[]
  next(filter: LineFilter): readonly Placed[]
}

interface LineRow {
  readonly batch_id: string
  readonly lane: number
  readonly level: number
  readonly rank: number
}

export function createLineTable(db: Sqlite): LineTable {
  const prepare = createStatements(db)
  // One step in the index for each: what lies between is jumped over.
  const first = prepare('SELECT queue_id, account_id FROM lines ORDER BY queue_id, account_id LIMIT 1')
  const behind = prepare(`SELECT queue_id, account_id FROM lines WHERE (queue_id, account_id) > (?, ?)
    ORDER BY queue_id, account_id LIMIT 1`)
  // As one value: there may be more of them than SQLite takes parameters.
  const inBatch = prepare(`${selectTransfer} WHERE t.batch_id = ? AND t.lane = ? AND t.state = 'queued'
    AND t.id NOT IN (SELECT value FROM json_each(?)) ORDER BY t.rank, t.seq LIMIT ?`)

  const batches = ({ queueId, accountId, exceptRoots, onlyBatches, limit }: LineFilter): LineRow[] => {
    const roots =
      exceptRoots.length === 0
        ? ''
        : `AND (SELECT target_root FROM batches WHERE id = batch_id) NOT IN (${marks(exceptRoots.length)})`
    // Few batches out of many are looked up by their ids.
    const [own, only] =
      onlyBatches === undefined ? ['', ''] : ['+', `AND batch_id IN (${marks(onlyBatches.length)})`]
    return prepare(
      `SELECT batch_id, lane, level, rank FROM lines
         WHERE ${own}queue_id = ? AND ${own}account_id = ? AND ${own}later = 0 ${roots} ${only}
         ORDER BY level DESC, rank, lane DESC LIMIT ?`,
    ).all(queueId, accountId, ...exceptRoots, ...(onlyBatches ?? []), limit) as LineRow[]
  }

  return {
    lines: () => {
      const found: Line[] = []
      let row = first.get() as { queue_id: string; account_id: string } | undefined
      while (row !== undefined) {
        found.push({ queueId: row.queue_id, accountId: row.account_id })
        row = behind.get(row.queue_id, row.account_id) as typeof row
      }
      return found
    },
    next: (filter) => {
      const { exceptIds, limit } = filter
      const found: Placed[] = []
      // Each has something queued, but that may be among the exceptions.
      for (const { batch_id, lane, level, rank } of batches({ ...filter, limit: limit + exceptIds.length })) {
        if (found.length >= limit) break
        const rows = inBatch.all(batch_id, lane, JSON.stringify(exceptIds), limit - found.length)
        for (const row of rows as TransferRecord[]) found.push({ transfer: toTransfer(row), level, rank })
      }
      return found
    },
  }
}

function marks(count: number): string {
  return Array.from({ length: count }, () => '?').join(',')
}
