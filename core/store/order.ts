// Changes of place: priorities, moves, named queues, later starts. A move finds its neighbours in an index and writes one
// row (ranks.ts), however long the list is.

import { priorities } from '../model/priority.ts'
import type { QueueMove } from '../model/queue-move.ts'
import { createStatements } from './database.ts'
import type { Sqlite } from './database.ts'
import { between, spreadBehind } from './ranks.ts'
import type { Ranked, RankedList } from './ranks.ts'

export interface OrderTable {
  prioritizeBatch(id: string, level: number): void
  /** Undefined: as its batch. */
  prioritizeTransfer(id: string, level: number | undefined): void
  /** False where the place is not in the same list, or the other one is not there. */
  moveBatch(id: string, move: QueueMove): boolean
  moveTransfer(id: string, move: QueueMove): boolean
  /** Behind everything in that queue. */
  assign(batchId: string, queueId: string): void
  /** Undefined: it may start. */
  startAt(batchId: string, startAtMs: number | undefined): void
  /** Unix milliseconds of the earliest start that is still to come. */
  nextStart(): number | undefined
  /** Ids of batches whose time has come. */
  dueStarts(nowMs: number): readonly string[]
}

/** Levels from here on are ahead of every priority; the highest was told last. */
const firstUrgent = priorities.length - 1

interface BatchPlace extends Ranked {
  readonly queue_id: string
  readonly level: number
  readonly priority: number
  readonly urgent: number | null
}

interface TransferPlace extends Ranked {
  readonly batch_id: string
  readonly priority: number | null
  readonly urgent: number | null
  readonly lane: number
  /** That counts: its own, or its batch's. */
  readonly level: number
}

const selectPlace = `SELECT t.seq, t.rank, t.batch_id, t.priority, t.urgent, t.lane,
  coalesce(t.urgent, s.urgent, t.priority, s.priority) AS level
  FROM transfers t JOIN standings s ON s.batch_id = t.batch_id`

export function createOrderTable(db: Sqlite): OrderTable {
  const prepare = createStatements(db)
  const setStart = prepare('UPDATE standings SET start_at = ? WHERE batch_id = ?')
  // What is over has no start to come.
  const setLater = prepare('UPDATE standings SET start_at = ? WHERE batch_id = ? AND phase = 0')
  /** Above all that were told so before. */
  const nextUrgent = () => {
    const { level } = prepare(
      `SELECT max(coalesce((SELECT max(urgent) FROM standings WHERE urgent IS NOT NULL), 0),
         coalesce((SELECT max(urgent) FROM transfers WHERE urgent IS NOT NULL), 0)) AS level`,
    ).get() as { level: number }
    return Math.max(level + 1, firstUrgent)
  }
  return {
    ...createBatchOrder(db, nextUrgent),
    ...createTransferOrder(db, nextUrgent),
    startAt: (batchId, startAtMs) => {
      if (startAtMs === undefined) setStart.run(null, batchId)
      else setLater.run(startAtMs, batchId)
    },
    nextStart: () => {
      const row = prepare('SELECT min(start_at) AS at FROM standings WHERE start_at IS NOT NULL').get()
      return (row as { at: number | null }).at ?? undefined
    },
    dueStarts: (nowMs) => {
      const rows = prepare(
        'SELECT batch_id AS id FROM standings WHERE start_at IS NOT NULL AND start_at <= ? ORDER BY start_at, rank',
      ).all(nowMs)
      return (rows as { id: string }[]).map(({ id }) => id)
    },
  }
}

type Neighbours = (place: { readonly rank: number; readonly seq: number }) => Ranked | undefined

/** The rank just before `other`; makes room for it where there is none. */
function rankBefore(list: RankedList, before: Neighbours, read: () => Ranked): number {
  const other = read()
  const previous = before(other)
  if (previous === undefined) return other.rank - 1
  const rank = between(previous.rank, other.rank)
  if (rank !== undefined) return rank
  spreadBehind(list, previous.rank)
  const spread = read()
  return between(previous.rank, spread.rank) ?? spread.rank - 1
}

type BatchOrder = Pick<OrderTable, 'prioritizeBatch' | 'moveBatch' | 'assign'>

function createBatchOrder(db: Sqlite, nextUrgent: () => number): BatchOrder {
  const prepare = createStatements(db)
  const read = (id: string) =>
    prepare('SELECT seq, rank, queue_id, level, priority, urgent FROM standings WHERE batch_id = ?').get(
      id,
    ) as BatchPlace | undefined
  const place = (seq: number, facts: { rank: number; level: number; urgent: number | null }) =>
    void prepare('UPDATE standings SET rank = @rank, level = @level, urgent = @urgent WHERE seq = @seq').run({
      seq,
      ...facts,
    })
  const list: RankedList = {
    behind: (rank, limit) =>
      prepare('SELECT seq, rank FROM standings WHERE rank > ? ORDER BY rank, seq LIMIT ?').all(
        rank,
        limit,
      ) as Ranked[],
    save: (seq, rank) => void prepare('UPDATE standings SET rank = ? WHERE seq = ?').run(rank, seq),
  }
  const before: Neighbours = ({ rank, seq }) =>
    prepare(
      'SELECT seq, rank FROM standings WHERE (rank, seq) < (?, ?) ORDER BY rank DESC, seq DESC LIMIT 1',
    ).get(rank, seq) as Ranked | undefined
  /** Of the same queue and level, among what is still to come: what a person sees above and below. */
  const beside = (at: BatchPlace, side: 'up' | 'down') => {
    const [sign, order] = side === 'up' ? ['<', 'DESC'] : ['>', 'ASC']
    return prepare(
      `SELECT seq, rank FROM standings WHERE phase = 0 AND level = ? AND queue_id = ?
         AND (rank, seq) ${sign} (?, ?) ORDER BY rank ${order}, seq ${order} LIMIT 1`,
    ).get(at.level, at.queue_id, at.rank, at.seq) as Ranked | undefined
  }
  const edge = (which: 'min' | 'max') =>
    (prepare(`SELECT ${which}(rank) AS rank FROM standings`).get() as { rank: number }).rank
  const again = (seq: number) => prepare('SELECT seq, rank FROM standings WHERE seq = ?').get(seq) as Ranked
  const inFrontOf = (seq: number) => rankBefore(list, before, () => again(seq))
  const swap = (at: BatchPlace, side: 'up' | 'down'): void => {
    const other = beside(at, side)
    if (other === undefined) return
    const moved = side === 'up' ? at : other
    const rank = inFrontOf(side === 'up' ? other.seq : at.seq)
    list.save(moved.seq, rank)
  }

  const moveBefore = (at: BatchPlace, otherId: string): boolean => {
    const other = read(otherId)
    if (other === undefined || other.seq === at.seq) return other !== undefined
    prepare('UPDATE standings SET queue_id = ? WHERE seq = ?').run(other.queue_id, at.seq)
    const rank = inFrontOf(other.seq)
    const isRaised = other.level > at.priority
    const level = isRaised ? other.level : at.priority
    if (isRaised && other.urgent === null)
      prepare('UPDATE standings SET priority = ? WHERE seq = ?').run(level, at.seq)
    place(at.seq, { rank, level, urgent: isRaised ? other.urgent : null })
    return true
  }

  return {
    prioritizeBatch: (id, level) => {
      prepare(
        'UPDATE standings SET priority = @level, level = coalesce(urgent, @level) WHERE batch_id = @id',
      ).run({ id, level })
    },
    moveBatch: (id, move) => {
      const at = read(id)
      if (at === undefined) return true
      const plain = { level: at.priority, urgent: null }
      switch (move.kind) {
        case 'first':
          place(at.seq, { ...plain, rank: edge('min') - 1 })
          return true
        case 'last':
          place(at.seq, { ...plain, rank: edge('max') + 1 })
          return true
        case 'next': {
          const urgent = nextUrgent()
          place(at.seq, { rank: edge('min') - 1, level: urgent, urgent })
          return true
        }
        case 'before':
          return moveBefore(at, move.id)
        default:
          swap(at, move.kind)
          return true
      }
    },
    assign: (batchId, queueId) => {
      const at = read(batchId)
      if (at === undefined || at.queue_id === queueId) return
      prepare('UPDATE standings SET queue_id = ?, rank = ? WHERE seq = ?').run(
        queueId,
        edge('max') + 1,
        at.seq,
      )
    },
  }
}

type TransferOrder = Pick<OrderTable, 'prioritizeTransfer' | 'moveTransfer'>

function createTransferOrder(db: Sqlite, nextUrgent: () => number): TransferOrder {
  const prepare = createStatements(db)
  const read = (id: string) => prepare(`${selectPlace} WHERE t.id = ?`).get(id) as TransferPlace | undefined
  const listOf = (batchId: string): RankedList => ({
    behind: (rank, limit) =>
      prepare(
        'SELECT seq, rank FROM transfers WHERE batch_id = ? AND rank > ? ORDER BY rank, seq LIMIT ?',
      ).all(batchId, rank, limit) as Ranked[],
    save: (seq, rank) => void prepare('UPDATE transfers SET rank = ? WHERE seq = ?').run(rank, seq),
  })
  const beside = ({ batch_id, rank, seq }: TransferPlace, side: 'up' | 'down') => {
    const [sign, order] = side === 'up' ? ['<', 'DESC'] : ['>', 'ASC']
    return prepare(
      `SELECT seq, rank FROM transfers WHERE batch_id = ? AND (rank, seq) ${sign} (?, ?)
         ORDER BY rank ${order}, seq ${order} LIMIT 1`,
    ).get(batch_id, rank, seq) as Ranked | undefined
  }
  const again = (seq: number) => prepare(`${selectPlace} WHERE t.seq = ?`).get(seq) as TransferPlace
  const inFrontOf = (other: { batch_id: string; seq: number }) =>
    rankBefore(
      listOf(other.batch_id),
      ({ seq }) => beside(again(seq), 'up'),
      () => again(other.seq),
    )
  const edge = ({ batch_id }: TransferPlace, which: 'min' | 'max') =>
    (
      prepare(`SELECT ${which}(rank) AS rank FROM transfers WHERE batch_id = ?`).get(batch_id) as {
        rank: number
      }
    ).rank
  const place = (seq: number, rank: number, urgent: number | null) =>
    void prepare('UPDATE transfers SET rank = ?, urgent = ? WHERE seq = ?').run(rank, urgent, seq)
  /** It takes over what would keep it behind: a higher priority, or the same one as an own one. */
  const moveBefore = (at: TransferPlace, other: TransferPlace) => {
    const isBehind = other.lane !== at.lane && other.level >= at.level
    place(at.seq, inFrontOf(other), isBehind ? other.urgent : null)
    if (isBehind) prepare('UPDATE transfers SET priority = ? WHERE seq = ?').run(other.priority, at.seq)
  }
  const swap = (at: TransferPlace, side: 'up' | 'down') => {
    const other = beside(at, side)
    if (other === undefined) return
    const { batch_id } = at
    const moved = side === 'up' ? at.seq : other.seq
    const rank = inFrontOf({ batch_id, seq: side === 'up' ? other.seq : at.seq })
    listOf(batch_id).save(moved, rank)
  }

  return {
    prioritizeTransfer: (id, level) => {
      prepare('UPDATE transfers SET priority = ? WHERE id = ?').run(level ?? null, id)
    },
    moveTransfer: (id, move) => {
      const at = read(id)
      if (at === undefined) return true
      switch (move.kind) {
        case 'first':
          place(at.seq, edge(at, 'min') - 1, null)
          return true
        case 'last':
          place(at.seq, edge(at, 'max') + 1, null)
          return true
        case 'next':
          place(at.seq, edge(at, 'min') - 1, nextUrgent())
          return true
        case 'before': {
          const other = read(move.id)
          if (other?.batch_id !== at.batch_id) return false
          if (other.seq !== at.seq) moveBefore(at, other)
          return true
        }
        default:
          swap(at, move.kind)
          return true
      }
    },
  }
}
