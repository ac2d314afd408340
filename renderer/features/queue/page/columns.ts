// The columns of the table besides the name: which there are, and which are shown until somebody chooses others. Kept in
// the page's own storage.

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { KeyStorage } from '../../browser/view-memory.ts'

export const columnIds = ['progress', 'size', 'speed', 'priority', 'queue', 'account', 'added'] as const
export type ColumnId = (typeof columnIds)[number]

export const firstColumns: readonly ColumnId[] = ['progress', 'size', 'priority', 'queue', 'added']

export interface Columns {
  readonly store: StoreApi<readonly ColumnId[]>
  toggle(id: ColumnId): void
}

const storageKey = 'reverie.transfers.columns'

export function createColumns(storage: KeyStorage | undefined): Columns {
  const store = createStore<readonly ColumnId[]>(() => read(storage))
  return {
    store,
    toggle(id) {
      store.setState(
        (chosen) => columnIds.filter((one) => (one === id ? !chosen.includes(id) : chosen.includes(one))),
        true,
      )
      try {
        storage?.setItem(storageKey, store.getState().join(' '))
      } catch {
        // Full, or forbidden in a private window: it then lasts as long as the page does.
      }
    },
  }
}

function read(storage: KeyStorage | undefined): readonly ColumnId[] {
  try {
    const text = storage?.getItem(storageKey) ?? undefined
    return text === undefined ? firstColumns : columnIds.filter((id) => text.split(' ').includes(id))
  } catch {
    return firstColumns
  }
}
