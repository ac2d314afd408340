// One windowed list as it is looked at: loads the rows around what is visible, again after every change, one request at
// a time, and drops answers older than what is already shown. Never holds a queue whole.

import type { Outcome } from '../../../contract/result.ts'
import type { QueueRow, QueueWindow } from '../../../contract/views.ts'
import type { Failure } from '../../../core/model/failure.ts'

export interface LoadedRows {
  readonly status: 'loading' | 'ready' | 'failed'
  readonly revision: number
  readonly total: number
  /** Index of the first of `rows` in the whole list. */
  readonly offset: number
  readonly rows: readonly QueueRow[]
  readonly failure?: Failure
}

export const noRows: LoadedRows = { status: 'loading', revision: -1, total: 0, offset: 0, rows: [] }

export interface WindowQuery {
  read(offset: number, limit: number): Promise<Outcome<QueueWindow>>
  publish(rows: LoadedRows): void
}

export interface WindowFeed {
  /** Rows [first, last] can be seen. */
  show(first: number, last: number): void
  /** Something changed. */
  refresh(): void
  /** Another question, or another host: forgets what it had, revisions included. */
  reset(): void
  /** The same list in another order: what is shown stays until it is there, and so does the keyboard's place. */
  reorder(): void
  dispose(): void
}

const margin = 60
const edge = 20
const mostRows = 500

export function createWindowFeed({ read, publish }: WindowQuery): WindowFeed {
  let loaded = noRows
  let visible = { first: 0, last: 30 }
  let busy = false
  let again = false
  let generation = 0

  const wanted = () => {
    const offset = Math.max(0, visible.first - margin)
    return { offset, limit: Math.min(mostRows, visible.last + 1 + margin - offset) }
  }
  const accept = (window: QueueWindow, offset: number) => {
    if (window.revision < loaded.revision) return
    loaded = { status: 'ready', revision: window.revision, total: window.total, offset, rows: window.rows }
    publish(loaded)
    // The list became shorter than where we looked.
    if (window.rows.length === 0 && window.total > 0 && offset > 0) {
      const last = window.total - 1
      visible = { first: Math.max(0, last - (visible.last - visible.first)), last }
      again = true
    }
  }
  const load = async () => {
    if (busy) {
      again = true
      return
    }
    busy = true
    again = false
    const asked = generation
    const { offset, limit } = wanted()
    const outcome = await read(offset, limit)
    if (asked !== generation) return
    busy = false
    if (outcome.ok) accept(outcome.value, offset)
    else if (loaded.status !== 'ready') {
      publish({ ...loaded, status: 'failed', failure: outcome.failure })
    }
    if (again) void load()
  }

  return {
    show(first, last) {
      visible = { first, last: Math.max(first, last) }
      const { offset, rows, total } = loaded
      const end = offset + rows.length
      const enough =
        first >= (offset === 0 ? 0 : offset + edge) &&
        (end >= total ? total : end - edge) >= Math.min(last + 1, total)
      if (loaded.status === 'ready' && !enough) void load()
    },
    refresh: () => void load(),
    reset() {
      generation += 1
      busy = false
      loaded = noRows
      visible = { first: 0, last: 30 }
      publish(loaded)
      void load()
    },
    reorder() {
      generation += 1
      busy = false
      void load()
    },
    dispose() {
      generation += 1
    },
  }
}
