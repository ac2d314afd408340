// Windows of the list of batches: by view, named queue and account, in the order of their turn or as they were added. Each
// is a stretch of an index, and its length is known without counting.
//
// What runs is never more than the slots and walks there are: it is found by its transfers, and what waits is the open ones
// without it.

import type { BatchWish } from '../engine-api.ts'
import type { Batch } from '../model/batch.ts'
import { createStatements } from './database.ts'
import type { Sqlite } from './database.ts'
import { selectBatch } from './rows.ts'

interface BatchPage {
  readonly total: number
  readonly batches: readonly Batch[]
}

type Read = (sql: string, ...values: unknown[]) => readonly Batch[]
type View = BatchWish['view']

/** No two ranks are the same. */
const openOrder = 'level DESC, rank'
const running = `(SELECT seq FROM standings WHERE walk <> 'done' AND walk = 'walking'
  UNION SELECT seq FROM standings WHERE batch_id IN
    (SELECT batch_id FROM transfers WHERE state IN ('resolving', 'downloading', 'finishing')))`
const openTerms = {
  all: 'phase = 0',
  unfinished: 'phase = 0',
  // By the few there are, not through all that are open.
  running: `+phase = 0 AND seq IN ${running}`,
  waiting: `phase = 0 AND seq NOT IN ${running}`,
} as const
const overTerms = { all: 'phase > 0', failed: 'phase = 1', completed: 'phase = 2' } as const
/** Of one phase there is an index in this order; of all, the table itself has it. */
const addedTerms: Record<View, string> = { ...overTerms, ...openTerms, all: 'seq > 0' }

const hasOpen = (view: View): view is keyof typeof openTerms => view in openTerms
const hasOver = (view: View): view is keyof typeof overTerms => view in overTerms

export function createBatchWindow(db: Sqlite, all: Read): (wish: BatchWish) => BatchPage {
  const prepare = createStatements(db)
  const figures = (terms: string, values: readonly string[]) =>
    prepare(
      `SELECT coalesce(sum(open_batches), 0) AS open, coalesce(sum(failed_batches), 0) AS failed,
         coalesce(sum(over_batches), 0) AS over FROM queue_figures WHERE 1${terms}`,
    ).get(...values) as { open: number; failed: number; over: number }
  const countRunning = (terms: string, values: readonly string[]) =>
    (
      prepare(`SELECT count(*) AS n FROM standings WHERE ${openTerms.running}${terms}`).get(...values) as {
        n: number
      }
    ).n
  const stretch = (where: string, order: string) =>
    `${selectBatch} WHERE s.seq IN (SELECT seq FROM standings WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?)
       ORDER BY ${order.replace(/\b(level|rank|seq)\b/g, 's.$1')}`
  const totalsOf = (view: View, terms: string, values: readonly string[]) => {
    const { open, failed, over } = figures(terms, values)
    const runs = view === 'running' || view === 'waiting' ? countRunning(terms, values) : 0
    return {
      open: { all: open, unfinished: open, running: runs, waiting: open - runs, failed: 0, completed: 0 }[
        view
      ],
      over: { all: failed + over, unfinished: 0, running: 0, waiting: 0, failed, completed: over }[view],
    }
  }

  return ({ view, queueId, accountId, order = 'line', offset, limit }) => {
    const narrowed =
      (queueId === undefined ? '' : ' AND queue_id = ?') +
      (accountId === undefined ? '' : ' AND account_id = ?')
    const values = [queueId, accountId].filter((value) => value !== undefined)
    const { open, over } = totalsOf(view, narrowed, values)
    const total = open + over
    if (order !== 'line') {
      const direction = order === 'newest' ? 'seq DESC' : 'seq'
      return {
        total,
        batches: all(stretch(addedTerms[view] + narrowed, direction), ...values, limit, offset),
      }
    }
    // Two stretches: what is open, and behind it what is over.
    const fromOpen = Math.max(0, Math.min(limit, open - offset))
    const first =
      fromOpen === 0 || !hasOpen(view)
        ? []
        : all(stretch(openTerms[view] + narrowed, openOrder), ...values, fromOpen, offset)
    const left = limit - fromOpen
    if (left === 0 || !hasOver(view)) return { total, batches: first }
    const rest = all(
      stretch(overTerms[view] + narrowed, 'seq DESC'),
      ...[...values, left, Math.max(0, offset - open)],
    )
    return { total, batches: [...first, ...rest] }
  }
}
