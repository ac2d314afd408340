// Transfers in the database: the queue itself. Every question is a window answered by an index, or a count that the
// database keeps; nothing here ever reads the whole list. Whose turn is next: line.ts.

import { formatCloudUri } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import { isActive, isEnded, stateKinds } from '../model/transfer.ts'
import type { StateKind, Transfer, TransferSource, TransferState } from '../model/transfer.ts'
import type { WindowView } from '../engine-api.ts'
import { readCounts } from './batches.ts'
import { createStatements } from './database.ts'
import type { Sqlite } from './database.ts'
import { searchText } from './history.ts'
import { phaseOf, selectTransfer, stateColumns, toTransfer } from './rows.ts'
import type { TransferRecord } from './rows.ts'

export interface TransferTable {
  /** All or nothing; what the batch already has under the same local name is left as it is. Returns how many are new. */
  append(transfers: readonly Transfer[]): number
  read(id: string): Transfer | undefined
  saveState(id: string, state: TransferState, nowMs: number): void
  /** `saveState` and `saveLanded` in one. */
  saveEnd(id: string, end: { state: TransferState; nowMs: number; sizeBytes: number }): void
  /** The same change for all (of one batch) that are in one of the states; for events that carry nothing. */
  saveStates(change: StateChange): number
  /** A changed remote file: new identity and size for a transfer that has not ended. */
  saveSource(id: string, source: TransferSource): void
  /** The same file in another place: what is here of it stays. */
  saveUri(id: string, uri: CloudUri): void
  saveConflict(id: string, conflict: Transfer['conflict']): void
  saveBatchConflict(batchId: string, conflict: Transfer['conflict']): void
  /** All of it is here under its final name: the size counts as done too, and nothing is left to go on with. */
  saveLanded(id: string, sizeBytes: number): void
  remove(id: string): void
  /** The first in the order of its batch. */
  firstOf(batchId: string): Transfer | undefined
  inStates(states: readonly StateKind[], batchId?: string): readonly Transfer[]
  dueBefore(nowMs: number): readonly Transfer[]
  /** Unix milliseconds of the earliest next try. */
  nextRetryAt(): number | undefined
  /** One for each cause. */
  heldGroups(): readonly HeldGroup[]
  /** Canceled ones whose part file is still recorded. */
  canceledWithPart(): readonly Transfer[]
  /** Of a batch: failed or canceled, with a part file that is still recorded. */
  withParts(batchId: string): readonly Transfer[]
  /** Counted by the database as it goes (migration-order.ts). */
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

const select = selectTransfer
/** What runs is never more than there are slots: found by state, and what waits is the rest that is open. */
const running = "(SELECT seq FROM transfers WHERE state IN ('resolving', 'downloading', 'finishing'))"
const viewTerms: Record<WindowView, string> = {
  all: '',
  unfinished: ' AND phase = 0',
  // By the few there are, not through all that are open.
  running: ` AND +phase = 0 AND seq IN ${running}`,
  waiting: ` AND phase = 0 AND seq NOT IN ${running}`,
  failed: ' AND phase = 1',
  completed: ' AND phase = 2',
}
const isOpen = (kind: StateKind) => !isEnded(kind)
/** States in which few are at a time: found by state rather than by batch. */
const rare: readonly StateKind[] = ['resolving', 'downloading', 'finishing', 'waiting']

function statesIn(view: WindowView): readonly StateKind[] {
  switch (view) {
    case 'all':
      return stateKinds
    case 'unfinished':
      return stateKinds.filter(isOpen)
    case 'running':
      return stateKinds.filter(isActive)
    case 'waiting':
      return stateKinds.filter((kind) => isOpen(kind) && !isActive(kind))
    default:
      return [view]
  }
}

function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(',')
}

export function createTransferTable(db: Sqlite): TransferTable {
  const prepare = createStatements(db)
  const insert =
    prepare(`INSERT OR IGNORE INTO transfers (id, batch_id, account_id, uri, file_id, entity_id, size,
      modified_at, pinned, archive_of, folders, name, folded, conflict, state, phase, detail, retry_at, added_at,
      changed_at, rank)
    VALUES (@id, @batch_id, @account_id, @uri, @file_id, @entity_id, @size, @modified_at, @pinned, @archive_of,
      @folders, @name, @folded, @conflict, @state, @phase, @detail, @retry_at, @added_at, @changed_at, @rank)`)
  // On its own: a statement that looks for the place as it inserts is compiled anew for every row, triggers and all.
  const lastRank = prepare('SELECT coalesce(max(rank), 0) AS rank FROM transfers WHERE batch_id = ?')
  const saveState = prepare(
    'UPDATE transfers SET state = ?, phase = ?, detail = ?, retry_at = ?, changed_at = ? WHERE id = ?',
  )
  const land = `size = ?, bytes_done = ?, part_name = NULL, part_stamp = NULL, final_name = NULL, validator = NULL,
    whole = NULL`
  const saveEnd = prepare(
    `UPDATE transfers SET state = ?, phase = ?, detail = ?, retry_at = ?, changed_at = ?, ${land} WHERE id = ?`,
  )
  const saveLanded = prepare(`UPDATE transfers SET ${land} WHERE id = ?`)
  const clearPieces = prepare('DELETE FROM pieces WHERE transfer_id = ?')
  const read = prepare(`${select} WHERE t.id = ?`)
  const totals =
    prepare(`SELECT ${stateKinds.map((kind) => `coalesce(sum(${kind}), 0) AS ${kind}`).join(', ')},
    coalesce(sum(bytes_left), 0) AS bytes_left FROM queue_figures`)
  const counts = prepare('SELECT * FROM standings WHERE batch_id = ?')
  const earliest = prepare('SELECT min(retry_at) AS at FROM transfers WHERE retry_at IS NOT NULL')
  const all = (sql: string, ...values: unknown[]) =>
    (prepare(sql).all(...values) as TransferRecord[]).map(toTransfer)

  return {
    append: (transfers) =>
      db.transaction(() => {
        const ranks = new Map<string, number>()
        let added = 0
        for (const transfer of transfers) {
          const { batchId } = transfer
          const last = ranks.get(batchId) ?? (lastRank.get(batchId) as { rank: number }).rank
          const { changes } = insert.run({ ...toColumns(transfer), rank: last + 1 })
          ranks.set(batchId, last + changes)
          added += changes
        }
        return added
      })(),
    read: (id) => {
      const row = read.get(id) as TransferRecord | undefined
      return row === undefined ? undefined : toTransfer(row)
    },
    saveState: (id, state, nowMs) => {
      const { phase, detail, retry_at } = stateColumns(state)
      saveState.run(state.kind, phase, detail, retry_at, nowMs, id)
    },
    saveEnd: (id, { state, nowMs, sizeBytes }) => {
      const { phase, detail, retry_at } = stateColumns(state)
      saveEnd.run(state.kind, phase, detail, retry_at, nowMs, sizeBytes, sizeBytes, id)
      clearPieces.run(id)
    },
    saveStates: ({ from, to, nowMs, batchId, exceptIds = [] }) => {
      const { state, phase, detail, retry_at } = stateColumns(to)
      const inPhase = [...new Set(from.map(phaseOf))].join(',')
      const inBatch = batchId === undefined ? '' : ` AND batch_id = ? AND phase IN (${inPhase})`
      return prepare(
        `UPDATE transfers SET state = ?, phase = ?, detail = ?, retry_at = ?, changed_at = ?
           WHERE ${batchId === undefined ? '' : '+'}state IN (${marks(from)}) AND id NOT IN (${marks(exceptIds)})${inBatch}`,
      ).run(
        state,
        phase,
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
    saveUri: (id, uri) => {
      prepare('UPDATE OR IGNORE transfers SET uri = ? WHERE id = ?').run(formatCloudUri(uri), id)
    },
    saveConflict: (id, conflict) => {
      prepare('UPDATE transfers SET conflict = ? WHERE id = ?').run(conflict, id)
    },
    saveBatchConflict: (batchId, conflict) => {
      prepare(
        "UPDATE transfers SET conflict = ? WHERE batch_id = ? AND state NOT IN ('completed','canceled')",
      ).run(conflict, batchId)
    },
    saveLanded: (id, sizeBytes) => {
      saveLanded.run(sizeBytes, sizeBytes, id)
      clearPieces.run(id)
    },
    remove: (id) => {
      prepare('DELETE FROM transfers WHERE id = ?').run(id)
    },
    firstOf: (batchId) => all(`${select} WHERE t.batch_id = ? ORDER BY t.rank, t.seq LIMIT 1`, batchId)[0],
    inStates: (states, batchId) => {
      const inStates = `t.state IN (${marks(states)}) ORDER BY t.seq`
      if (batchId === undefined) return all(`${select} WHERE ${inStates}`, ...states)
      const inPhase = [...new Set(states.map(phaseOf))].join(',')
      return states.every((kind) => rare.includes(kind))
        ? all(`${select} WHERE +t.batch_id = ? AND ${inStates}`, batchId, ...states)
        : all(
            `${select} WHERE t.batch_id = ? AND t.phase IN (${inPhase}) AND +${inStates}`,
            batchId,
            ...states,
          )
    },
    dueBefore: (nowMs) => all(`${select} WHERE t.retry_at IS NOT NULL AND t.retry_at <= ?`, nowMs),
    nextRetryAt: () => (earliest.get() as { at: number | null }).at ?? undefined,
    heldGroups: () =>
      (
        prepare('SELECT detail, transfers FROM hold_figures').all() as { detail: string; transfers: number }[]
      ).map(({ detail, transfers }) => ({
        state: { kind: 'held', ...(JSON.parse(detail) as object) } as HeldGroup['state'],
        transfers,
      })),
    canceledWithPart: () => all(`${select} WHERE t.state = 'canceled' AND t.part_name IS NOT NULL`),
    withParts: (batchId) =>
      all(`${select} WHERE t.batch_id = ? AND t.phase IN (1, 3) AND t.part_name IS NOT NULL`, batchId),
    totals: () => {
      const row = totals.get() as Record<StateKind, number> & { bytes_left: number }
      return { byState: readCounts(row), bytesLeft: row.bytes_left }
    },
    window: (batchId, view, { offset, limit }) => {
      const row = counts.get(batchId) as Record<StateKind, number> | undefined
      const total = row === undefined ? 0 : statesIn(view).reduce((sum, kind) => sum + row[kind], 0)
      // The places first, out of an index alone: an offset reads no rows.
      const transfers = all(
        `${select} WHERE t.seq IN (SELECT seq FROM transfers WHERE ${view === 'running' ? '+' : ''}batch_id = ?${viewTerms[view]}
           ORDER BY rank, seq LIMIT ? OFFSET ?) ORDER BY t.rank, t.seq`,
        ...[batchId, limit, offset],
      )
      return { total, transfers }
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
    folded: searchText(target),
    conflict: transfer.conflict,
    added_at: transfer.addedAtMs,
    changed_at: transfer.changedAtMs,
    ...stateColumns(transfer.state),
  }
}
