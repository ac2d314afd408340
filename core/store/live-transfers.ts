// The table of transfers with those that run kept in memory: a state that is passed through in milliseconds (resolving,
// downloading, finishing) reaches the disk only where somebody asks the database a question, or where it stays. A crash
// takes such a state back to queued either way. Every other question and change writes what was kept back first.

import { isActive } from '../model/transfer.ts'
import type { Transfer, TransferState } from '../model/transfer.ts'
import type { TransferTable } from './transfers.ts'
import type { WriteGroup } from './write-group.ts'

/** The same table; `before` is called ahead of every method, with its name. */
export function withBefore<T extends object>(table: T, before: (name: string) => void): T {
  const methods = Object.entries(table) as [string, (...args: unknown[]) => unknown][]
  const wrap =
    (name: string, method: (...args: unknown[]) => unknown) =>
    (...args: unknown[]) => {
      before(name)
      return method(...args)
    }
  return Object.fromEntries(methods.map(([name, method]) => [name, wrap(name, method)])) as T
}

export interface LiveTransfers {
  readonly table: TransferTable
  /** A row as it has just been read. */
  remember(row: Transfer): void
  /** Writes states that were kept back: all of them, or those only that mean something after a crash. */
  write(all: boolean): void
  /** The database was changed behind the table's back. */
  bytesRecorded(id: string, bytesDone: number): void
  /** Rows were changed or removed behind the table's back. */
  forgetRows(): void
  /** What was written last is not in the database after all. */
  forget(): void
}

/** More than the scheduler asks for ahead. */
const mostFresh = 512
const readers: ReadonlySet<string> = new Set<keyof TransferTable>([
  'firstOf',
  'inStates',
  'dueBefore',
  'nextRetryAt',
  'heldGroups',
  'canceledWithPart',
  'withParts',
  'totals',
  'window',
])

interface KeptBack {
  readonly state: TransferState
  readonly nowMs: number
}

export function createLiveTransfers(table: TransferTable, group: () => WriteGroup): LiveTransfers {
  const rows = new Map<string, Transfer>()
  const keptBack = new Map<string, KeptBack>()
  /** Of files that landed; they go with the state that is kept back: one statement instead of two. */
  const sizes = new Map<string, number>()
  /** Read a moment ago: whoever saves a state, or starts a transfer, has just read its row. */
  const fresh = new Map<string, Transfer>()

  const write = (all: boolean) => {
    for (const [id, { state, nowMs }] of keptBack) {
      if (!all && isActive(state.kind)) continue
      keptBack.delete(id)
      const sizeBytes = sizes.get(id)
      sizes.delete(id)
      group().join(
        () =>
          sizeBytes === undefined
            ? table.saveState(id, state, nowMs)
            : table.saveEnd(id, { state, nowMs, sizeBytes }),
        'soon',
      )
    }
    for (const [id, sizeBytes] of sizes) {
      if (keptBack.has(id)) continue
      sizes.delete(id)
      group().join(() => table.saveLanded(id, sizeBytes), 'soon')
    }
    for (const [id, { state }] of rows) if (!isActive(state.kind) && !keptBack.has(id)) rows.delete(id)
  }
  const patch = (id: string, facts: Partial<Transfer>) => {
    fresh.delete(id)
    const row = rows.get(id)
    if (row !== undefined) rows.set(id, { ...row, ...facts })
  }
  const forgetRows = () => {
    rows.clear()
    fresh.clear()
  }
  const remember = (row: Transfer) => {
    if (fresh.size >= mostFresh) fresh.clear()
    fresh.set(row.id, row)
  }
  const read = (id: string): Transfer | undefined => {
    const known = rows.get(id) ?? fresh.get(id)
    if (known !== undefined) return known
    const row = table.read(id)
    if (row !== undefined) remember(row)
    return row
  }
  /** Nothing is kept back from any method; what is not known to read only may change any row. */
  const plain = withBefore(table, (name) => {
    write(true)
    if (!readers.has(name)) forgetRows()
  })

  return {
    table: {
      ...plain,
      read,
      saveState: (id, state, nowMs) => {
        const row = read(id)
        if (row === undefined) return
        fresh.delete(id)
        rows.set(id, { ...row, state, changedAtMs: nowMs })
        keptBack.set(id, { state, nowMs })
        if (!isActive(state.kind)) group().schedule('soon')
      },
      saveLanded: (id, sizeBytes) => {
        const row = rows.get(id)
        fresh.delete(id)
        if (row === undefined) return void group().join(() => table.saveLanded(id, sizeBytes), 'soon')
        sizes.set(id, sizeBytes)
        group().schedule('soon')
        patch(id, { source: { ...row.source, sizeBytes }, bytesDone: sizeBytes })
      },
    },
    remember,
    write,
    bytesRecorded: (id, bytesDone) => patch(id, { bytesDone }),
    forgetRows,
    forget: () => {
      forgetRows()
      keptBack.clear()
      sizes.clear()
    },
  }
}
