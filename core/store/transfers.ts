// Transfers in the database: the queue itself. Every question is a window or a count answered by an index; nothing here
// ever reads the whole list.

import { formatCloudUri } from '../model/cloud-uri.ts'
import type { StateKind, Transfer, TransferSource, TransferState } from '../model/transfer.ts'
import type { WindowView } from '../engine-api.ts'
import { zeroCounts } from './batches.ts'
import { createStatements } from './database.ts'
import type { Sqlite } from './database.ts'
import { stateColumns, toTransfer } from './rows.ts'
import type { TransferRecord } from './rows.ts'

export interface QueuedFilter {
  readonly exceptAccounts: readonly string[]
  readonly exceptRoots: readonly string[]
  readonly exceptIds: readonly string[]
  /** Absent: any batch. */
  readonly onlyBatches?: readonly string[]
  readonly limit: number
}

export interface TransferTable {
  /** All or nothing; what the batch already has under the same local name is left as it is. Returns how many are new. */
  append(transfers: readonly Transfer[]): number
  read(id: string): Transfer | undefined
  saveState(id: string, state: TransferState, nowMs: number): void
  /** The same change for all (of one batch) that are in one of the states; for events that carry nothing. */
  saveStates(change: StateChange): number
  /** A changed remote file: new identity and size for a transfer that has not ended. */
  saveSource(id: string, source: TransferSource): void
  saveConflict(id: string, conflict: Transfer['conflict']): void
  saveBatchConflict(batchId: string, conflict: Transfer['conflict']): void
  /** All of it is here: the size counts as done too. */
  saveSize(id: string, sizeBytes: number): void
  remove(id: string): void
  nextQueued(filter: QueuedFilter): readonly Transfer[]
  inStates(states: readonly StateKind[], batchId?: string): readonly Transfer[]
  dueBefore(nowMs: number): readonly Transfer[]
  /** Unix milliseconds of the earliest next try. */
  nextRetryAt(): number | undefined
  /** One for each cause. */
  heldGroups(): readonly HeldGroup[]
  /** Canceled ones whose part file is still recorded. */
  canceledWithPart(): readonly Transfer[]
  totals(): { byState: Record<StateKind, number>; bytesLeft: number }
  window(batchId: string, view: WindowView, page: { offset: number; limit: number }): TransferPage
}

export interface StateChange {
  readonly from: readonly StateKind[]
  readonly to: TransferState
  readonly nowMs: number
  readonly batchId?: string
  readonly exceptIds?: readonly string[]
}

export interface HeldGroup {
  readonly state: TransferState & { kind: 'held' }
  readonly transfers: number
}

export interface TransferPage {
  readonly total: number
  readonly transfers: readonly Transfer[]
}

const select = 'SELECT t.*, b.target_root FROM transfers t JOIN batches b ON b.id = t.batch_id'

const viewConditions: Record<WindowView, string> = {
  all: '1',
  unfinished: "t.state NOT IN ('completed','failed','canceled')",
  failed: "t.state = 'failed'",
  completed: "t.state = 'completed'",
}

function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(',')
}

export function createTransferTable(db: Sqlite): TransferTable {
  const prepare = createStatements(db)
  const insert =
    prepare(`INSERT OR IGNORE INTO transfers (id, batch_id, account_id, uri, file_id, entity_id, size,
      modified_at, pinned, archive_of, folders, name, conflict, state, detail, retry_at, added_at, changed_at)
    VALUES (@id, @batch_id, @account_id, @uri, @file_id, @entity_id, @size, @modified_at, @pinned, @archive_of,
      @folders, @name, @conflict, @state, @detail, @retry_at, @added_at, @changed_at)`)
  const saveState = prepare(
    'UPDATE transfers SET state = @state, detail = @detail, retry_at = @retry_at, changed_at = @now WHERE id = @id',
  )
  const saveSize = prepare('UPDATE transfers SET size = ?, bytes_done = ? WHERE id = ?')
  const read = prepare(`${select} WHERE t.id = ?`)
  const byState = prepare(
    'SELECT state, count(*) AS n, sum(size - bytes_done) AS rest FROM transfers GROUP BY state',
  )
  const earliest = prepare('SELECT min(retry_at) AS at FROM transfers WHERE retry_at IS NOT NULL')
  const all = (sql: string, ...values: unknown[]) =>
    (prepare(sql).all(...values) as TransferRecord[]).map(toTransfer)

  return {
    append: (transfers) =>
      db.transaction(() =>
        transfers.reduce((added, transfer) => added + insert.run(toColumns(transfer)).changes, 0),
      )(),
    read: (id) => {
      const row = read.get(id) as TransferRecord | undefined
      return row === undefined ? undefined : toTransfer(row)
    },
    saveState: (id, state, nowMs) => {
      saveState.run({ id, now: nowMs, ...stateColumns(state) })
    },
    saveStates: ({ from, to, nowMs, batchId, exceptIds = [] }) => {
      const { state, detail, retry_at } = stateColumns(to)
      const inBatch = batchId === undefined ? '' : ' AND batch_id = ?'
      return prepare(
        `UPDATE transfers SET state = ?, detail = ?, retry_at = ?, changed_at = ?
           WHERE state IN (${marks(from)}) AND id NOT IN (${marks(exceptIds)})${inBatch}`,
      ).run(
        state,
        detail,
        retry_at,
        nowMs,
        ...from,
        ...exceptIds,
        ...(batchId === undefined ? [] : [batchId]),
      ).changes
    },
    saveSource: (id, source) => {
      prepare(
        `UPDATE transfers SET file_id = ?, entity_id = ?, size = ?, modified_at = ?, bytes_done = 0, validator = NULL
         WHERE id = ?`,
      ).run(source.fileId, source.entityId, source.sizeBytes, source.modifiedAtMs, id)
    },
    saveConflict: (id, conflict) => {
      prepare('UPDATE transfers SET conflict = ? WHERE id = ?').run(conflict, id)
    },
    saveBatchConflict: (batchId, conflict) => {
      prepare(
        "UPDATE transfers SET conflict = ? WHERE batch_id = ? AND state NOT IN ('completed','canceled')",
      ).run(conflict, batchId)
    },
    saveSize: (id, sizeBytes) => {
      saveSize.run(sizeBytes, sizeBytes, id)
    },
    remove: (id) => {
      prepare('DELETE FROM transfers WHERE id = ?').run(id)
    },
    nextQueued: (filter) => {
      const only = filter.onlyBatches
      const inBatches = only === undefined ? '' : ` AND t.batch_id IN (${marks(only)})`
      return all(
        `${select} WHERE t.state = 'queued' AND t.account_id NOT IN (${marks(filter.exceptAccounts)})
           AND b.target_root NOT IN (${marks(filter.exceptRoots)}) AND t.id NOT IN (${marks(filter.exceptIds)})
           ${inBatches} ORDER BY t.seq LIMIT ?`,
        ...filter.exceptAccounts,
        ...filter.exceptRoots,
        ...filter.exceptIds,
        ...(only ?? []),
        filter.limit,
      )
    },
    inStates: (states, batchId) =>
      batchId === undefined
        ? all(`${select} WHERE t.state IN (${marks(states)}) ORDER BY t.seq`, ...states)
        : all(
            `${select} WHERE t.batch_id = ? AND t.state IN (${marks(states)}) ORDER BY t.seq`,
            batchId,
            ...states,
          ),
    dueBefore: (nowMs) => all(`${select} WHERE t.retry_at IS NOT NULL AND t.retry_at <= ?`, nowMs),
    nextRetryAt: () => (earliest.get() as { at: number | null }).at ?? undefined,
    heldGroups: () =>
      (
        prepare(
          `SELECT max(detail) AS detail, count(*) AS n FROM transfers WHERE state = 'held'
             GROUP BY json_extract(detail, '$.cause')`,
        ).all() as { detail: string; n: number }[]
      ).map(({ detail, n }) => ({
        state: { kind: 'held', ...(JSON.parse(detail) as object) } as HeldGroup['state'],
        transfers: n,
      })),
    canceledWithPart: () => all(`${select} WHERE t.state = 'canceled' AND t.part_name IS NOT NULL`),
    totals: () => {
      const counts = zeroCounts()
      let bytesLeft = 0
      for (const row of byState.all() as { state: StateKind; n: number; rest: number }[]) {
        counts[row.state] = row.n
        if (!['completed', 'failed', 'canceled'].includes(row.state)) bytesLeft += row.rest
      }
      return { byState: counts, bytesLeft }
    },
    window: (batchId, view, { offset, limit }) => {
      const where = `t.batch_id = ? AND ${viewConditions[view]}`
      const { n } = prepare(`SELECT count(*) AS n FROM transfers t WHERE ${where}`).get(batchId) as {
        n: number
      }
      return {
        total: n,
        transfers: all(`${select} WHERE ${where} ORDER BY t.seq LIMIT ? OFFSET ?`, batchId, limit, offset),
      }
    },
  }
}

function toColumns(transfer: Transfer): Record<string, unknown> {
  const { source, target } = transfer
  return {
    id: transfer.id,
    batch_id: transfer.batchId,
    account_id: transfer.accountId,
    uri: formatCloudUri(source.uri),
    file_id: source.fileId,
    entity_id: source.entityId,
    size: source.sizeBytes,
    modified_at: source.modifiedAtMs,
    pinned: source.pinned ? 1 : 0,
    archive_of: source.archiveOf === undefined ? null : JSON.stringify(source.archiveOf.map(formatCloudUri)),
    folders: JSON.stringify(target.folders),
    name: target.name,
    conflict: transfer.conflict,
    added_at: transfer.addedAtMs,
    changed_at: transfer.changedAtMs,
    ...stateColumns(transfer.state),
  }
}
