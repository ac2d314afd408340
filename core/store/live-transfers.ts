// The table of transfers with those that run kept in memory: a state that is passed through in milliseconds (resolving,
// downloading, finishing) reaches the disk only where somebody asks the database a question, or where it stays. A crash
// takes such a state back to queued either way. Every other question and change writes what was kept back first.

import { isActive } from '../model/transfer.ts'
import type { Transfer, TransferState } from '../model/transfer.ts'
import type { TransferTable } from './transfers.ts'
import type { WriteGroup } from './write-group.ts'

/** The same table; `before` is called ahead of every method. */
export function withBefore<T extends object>(table: T, before: () => void): T {
  const methods = Object.entries(table) as [string, (...args: unknown[]) => unknown][]
  const wrap =
    (method: (...args: unknown[]) => unknown) =>
    (...args: unknown[]) => {
      before()
      return method(...args)
    }
  return Object.fromEntries(methods.map(([name, method]) => [name, wrap(method)])) as T
}

export interface LiveTransfers {
  readonly table: TransferTable
  /** Writes states that were kept back: all of them, or those only that mean something after a crash. */
  write(all: boolean): void
  /** The database was changed behind the table's back. */
  bytesRecorded(id: string, bytesDone: number): void
  /** Before a question that the table does not answer itself. */
  beforeReading(): void
  /** What was written last is not in the database after all. */
  forget(): void
}

interface KeptBack {
  readonly state: TransferState
  readonly nowMs: number
}

export function createLiveTransfers(table: TransferTable, group: () => WriteGroup): LiveTransfers {
  const rows = new Map<string, Transfer>()
  const keptBack = new Map<string, KeptBack>()
  /** Whoever saves a state has read the row just before. */
  let last: Transfer | undefined

  const write = (all: boolean) => {
    for (const [id, { state, nowMs }] of keptBack) {
      if (!all && isActive(state.kind)) continue
      keptBack.delete(id)
      group().join(() => table.saveState(id, state, nowMs))
    }
    for (const [id, { state }] of rows) if (!isActive(state.kind) && !keptBack.has(id)) rows.delete(id)
  }
  const patch = (id: string, facts: Partial<Transfer>) => {
    last = undefined
    const row = rows.get(id)
    if (row !== undefined) rows.set(id, { ...row, ...facts })
  }
  const beforeReading = () => {
    if (keptBack.size > 0) write(true)
  }
  const read = (id: string): Transfer | undefined => {
    const known = rows.get(id) ?? (last?.id === id ? last : undefined)
    if (known !== undefined) return known
    last = table.read(id)
    return last
  }
  /** What every method does that is not named below: nothing is kept back from it, and it may change any row. */
  const plain = withBefore(table, () => {
    beforeReading()
    rows.clear()
    last = undefined
  })

  return {
    table: {
      ...plain,
      read,
      saveState: (id, state, nowMs) => {
        const row = read(id)
        if (row === undefined) return
        last = undefined
        rows.set(id, { ...row, state, changedAtMs: nowMs })
        keptBack.set(id, { state, nowMs })
        if (!isActive(state.kind)) group().schedule()
      },
      saveSize: (id, sizeBytes) => {
        group().join(() => table.saveSize(id, sizeBytes))
        const row = read(id)
        if (row !== undefined) patch(id, { source: { ...row.source, sizeBytes }, bytesDone: sizeBytes })
      },
    },
    write,
    bytesRecorded: (id, bytesDone) => patch(id, { bytesDone }),
    beforeReading,
    forget: () => {
      rows.clear()
      keptBack.clear()
      last = undefined
    },
  }
}
