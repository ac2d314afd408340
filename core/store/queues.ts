// Named queues in the database, with what is in them counted by the database itself (migration-order.ts).

import type { NamedQueueSnapshot } from '../engine-api.ts'
import type { NamedQueue, QueueEdit } from '../model/named-queue.ts'
import { stateKinds } from '../model/transfer.ts'
import type { StateKind } from '../model/transfer.ts'
import { defaultQueueId } from '../model/named-queue.ts'
import { readCounts } from './batches.ts'
import { createStatements } from './database.ts'
import type { Sqlite } from './database.ts'

export type QueueFigures = Omit<NamedQueueSnapshot, keyof NamedQueue>

export interface QueueTable {
  /** The default one first, then as they were made. */
  list(): readonly NamedQueue[]
  read(id: string): NamedQueue | undefined
  figures(id: string): QueueFigures
  insert(queue: NamedQueue): void
  save(id: string, edit: QueueEdit): void
  setPaused(id: string, paused: boolean): void
  /** Its batches go to the default queue, behind what is there. */
  remove(id: string): void
  /** A folder that is still to be looked into, in a queue that is not paused. */
  hasOpenWalk(): boolean
}

interface QueueRecord {
  readonly id: string
  readonly name: string
  readonly paused: number
  readonly concurrency: number | null
  readonly speed_limit: number
  readonly folder: string | null
}

type FigureRecord = Readonly<Record<StateKind, number>> & {
  readonly bytes_left: number
  readonly open_batches: number
  readonly failed_batches: number
  readonly over_batches: number
}

export function createQueueTable(db: Sqlite): QueueTable {
  const prepare = createStatements(db)
  const columns = [...stateKinds, 'bytes_left', 'open_batches', 'failed_batches', 'over_batches']
  const figures =
    prepare(`SELECT ${columns.map((column) => `coalesce(sum(${column}), 0) AS ${column}`).join(', ')}
    FROM queue_figures WHERE queue_id = ?`)
  const set = (id: string, column: string, value: unknown) =>
    void prepare(`UPDATE queues SET ${column} = ? WHERE id = ?`).run(value, id)
  return {
    list: () => (prepare('SELECT * FROM queues ORDER BY seq').all() as QueueRecord[]).map(toQueue),
    read: (id) => {
      const row = prepare('SELECT * FROM queues WHERE id = ?').get(id) as QueueRecord | undefined
      return row === undefined ? undefined : toQueue(row)
    },
    figures: (id) => {
      const row = figures.get(id) as FigureRecord
      return {
        byState: readCounts(row),
        bytesLeft: row.bytes_left,
        open: row.open_batches,
        ended: row.failed_batches + row.over_batches,
      }
    },
    insert: ({ id, name, paused, concurrency, speedLimit, folder }) => {
      prepare(
        'INSERT INTO queues (id, name, paused, concurrency, speed_limit, folder) VALUES (?, ?, ?, ?, ?, ?)',
      ).run(id, name, paused ? 1 : 0, concurrency ?? null, speedLimit, folder ?? null)
    },
    save: (id, { name, concurrency, speedLimit, folder }) => {
      const facts = { name, concurrency, speed_limit: speedLimit, folder }
      for (const [column, value] of Object.entries(facts)) if (value !== undefined) set(id, column, value)
    },
    setPaused: (id, paused) => set(id, 'paused', paused ? 1 : 0),
    remove: (id) => {
      prepare(
        `UPDATE standings SET queue_id = ?, rank = rank + (SELECT max(rank) - min(rank) + 1 FROM standings)
           WHERE queue_id = ?`,
      ).run(defaultQueueId, id)
      prepare('DELETE FROM queues WHERE id = ?').run(id)
    },
    hasOpenWalk: () =>
      prepare(
        `SELECT 1 FROM standings WHERE walk <> 'done' AND walk IN ('walking', 'waiting', 'held')
           AND queue_id NOT IN (SELECT id FROM queues WHERE paused = 1) LIMIT 1`,
      ).get() !== undefined,
  }
}

function toQueue({ id, name, paused, concurrency, speed_limit, folder }: QueueRecord): NamedQueue {
  return {
    ...{ id, name, paused: paused === 1, speedLimit: speed_limit },
    ...(concurrency === null ? {} : { concurrency }),
    ...(folder === null ? {} : { folder }),
  }
}
