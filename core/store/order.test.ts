// Order as the database keeps it, beside a plain list: whatever is moved, both say the same; and counts that are kept
// equal counts that are counted.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import type { Batch } from '../model/batch.ts'
import type { QueueMove } from '../model/queue-move.ts'
import { stateKinds } from '../model/transfer.ts'
import type { Transfer, TransferState } from '../model/transfer.ts'
import { silentLogger } from '../ports/logger.ts'
import { createStore } from './store.ts'
import type { Store } from './store.ts'

let folder: string
let store: Store
const uri = { fileSystem: 'my', owner: '', segments: ['a'] } as const

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-order-'))
  store = createStore({ path: join(folder, 'r.db'), clock: createManualClock(), logger: silentLogger })
})
afterEach(async () => {
  store.close()
  await rm(folder, { recursive: true, force: true })
})

const batch = (id: string, facts: Partial<Batch> = {}): Batch => ({
  ...{ id, accountId: 'x', roots: [{ uri }], targetRoot: '/t', conflict: 'rename', label: id },
  ...{ archive: false, walk: { kind: 'done' }, addedAtMs: 1 },
  ...facts,
})

const transfer = (id: string, batchId: string, state: TransferState = { kind: 'queued' }): Transfer => ({
  ...{ id, batchId, accountId: 'x', conflict: 'rename', state, addedAtMs: 1, changedAtMs: 1, bytesDone: 0 },
  source: { uri, fileId: 'f', entityId: 'e', sizeBytes: 10, modifiedAtMs: 1, pinned: false },
  target: { root: '/t', folders: [], name: id },
})

/** What a move does to a plain list. */
function moved(list: readonly string[], id: string, move: QueueMove): string[] {
  const at = list.indexOf(id)
  const others = list.filter((one) => one !== id)
  const insert = (place: number) => [...others.slice(0, place), id, ...others.slice(place)]
  switch (move.kind) {
    case 'first':
    case 'next':
      return insert(0)
    case 'last':
      return insert(others.length)
    case 'up':
      return insert(Math.max(0, at - 1))
    case 'down':
      return insert(at + 1)
    case 'before':
      return move.id === id ? [...list] : insert(others.indexOf(move.id))
  }
}

const count = 8
const names = Array.from({ length: count }, (_, at) => `n${at}`)
const name = fc.constantFrom(...names)
const placeMove: fc.Arbitrary<QueueMove> = fc.oneof(
  fc.constantFrom<QueueMove>({ kind: 'first' }, { kind: 'last' }, { kind: 'up' }, { kind: 'down' }),
  name.map((id): QueueMove => ({ kind: 'before', id })),
)
const moves = fc.array(fc.tuple(name, placeMove), { maxLength: 60 })
const everything = { offset: 0, limit: 100 } as const
const line = { queueId: 'default', accountId: 'x', exceptRoots: [], exceptIds: [], limit: 100 }

function fill(perBatch: number) {
  store.batches.remove('all')
  for (const id of names) store.batches.remove(id)
  if (perBatch === 0) {
    store.batches.insert(batch('all'))
    store.transfers.append(names.map((id) => transfer(id, 'all')))
    return
  }
  for (const id of names) {
    store.batches.insert(batch(id))
    store.transfers.append([transfer(`${id} file`, id)])
  }
}

describe('moves', () => {
  it('of batches, any number of them, leave the order that they would in a list', () => {
    fc.assert(
      fc.property(moves, (sent) => {
        fill(1)
        let expected: string[] = [...names]
        for (const [id, move] of sent) {
          store.order.moveBatch(id, move)
          expected = moved(expected, id, move)
        }
        const shown = store.batches.window({ view: 'all', ...everything }).batches.map(({ id }) => id)
        const runs = store.line.next(line).map(({ transfer: { batchId } }) => batchId)
        expect([shown, runs]).toEqual([expected, expected])
      }),
      { numRuns: 60 },
    )
  })

  it('of the files of one batch too', () => {
    fc.assert(
      fc.property(moves, (sent) => {
        fill(0)
        let expected: string[] = [...names]
        for (const [id, move] of sent) {
          store.order.moveTransfer(id, move)
          expected = moved(expected, id, move)
        }
        const shown = store.transfers.window('all', 'unfinished', everything).transfers.map(({ id }) => id)
        const runs = store.line.next(line).map(({ transfer: { id } }) => id)
        expect([shown, runs]).toEqual([expected, expected])
      }),
      { numRuns: 60 },
    )
  })

  it('between the same two neighbours never run out of places', () => {
    fill(1)
    const two = ['n1', 'n2']
    for (let turn = 0; turn < 400; turn++) {
      store.order.moveBatch(two[(turn + 1) % 2] ?? '', { kind: 'before', id: two[turn % 2] ?? '' })
    }
    store.order.moveBatch('n7', { kind: 'before', id: 'n2' })
    const shown = store.batches.window({ view: 'all', ...everything }).batches.map(({ id }) => id)
    expect(new Set(shown).size).toBe(count)
    expect([shown[0], shown.indexOf('n2') - shown.indexOf('n7'), shown.at(-1)]).toEqual(['n0', 1, 'n6'])
  })

  it('“next” comes before every priority, the last one first, and any other move takes it back', () => {
    fill(1)
    store.order.prioritizeBatch('n5', 1)
    store.order.moveBatch('n3', { kind: 'next' })
    store.order.moveTransfer('n4 file', { kind: 'next' })
    const runs = () =>
      store.line
        .next(line)
        .map(({ transfer: { batchId } }) => batchId)
        .slice(0, 3)
    expect(runs()).toEqual(['n4', 'n3', 'n5'])
    store.order.moveBatch('n3', { kind: 'last' })
    expect(runs()).toEqual(['n4', 'n5', 'n0'])
    store.order.moveTransfer('n4 file', { kind: 'first' })
    expect(runs()).toEqual(['n5', 'n0', 'n1'])
  })

  it('before one with a higher priority takes that priority, and its queue', () => {
    fill(1)
    store.queues.insert({ id: 'q', name: 'Q', paused: false, speedLimit: 0 })
    store.order.assign('n2', 'q')
    store.order.prioritizeBatch('n2', 1)
    store.order.moveBatch('n6', { kind: 'before', id: 'n2' })
    expect(store.batches.read('n6')).toMatchObject({ queueId: 'q', priority: 'high' })
    const runs = store.line.next({ ...line, queueId: 'q' }).map(({ transfer: { batchId } }) => batchId)
    expect(runs).toEqual(['n6', 'n2'])
  })

  it('of a file before one of another download are refused', () => {
    fill(1)
    expect(store.order.moveTransfer('n1 file', { kind: 'before', id: 'n2 file' })).toBe(false)
  })
})

type Act = (target: string) => void

describe('counts', () => {
  it('that are kept are those that are counted, whatever happens', () => {
    const states: TransferState[] = stateKinds.map((kind) => {
      const failure = { kind: 'network', remedy: 'retry', detail: '' } as const
      if (kind === 'waiting') return { kind, failure, retryAtMs: 5, tries: 1 }
      if (kind === 'held') return { kind, failure, cause: { scope: 'queue' } }
      if (kind === 'completed') return { kind, path: '/t', outcome: 'downloaded' }
      return kind === 'failed' ? { kind, failure } : { kind }
    })
    let serial = 0
    const acts: Record<string, Act> = {
      ...Object.fromEntries(
        states.map((state): [string, Act] => [
          state.kind,
          (id) => store.transfers.saveState(`${id} file`, state, 1),
        ]),
      ),
      all: (id) =>
        void store.transfers.saveStates({
          from: ['queued', 'failed'],
          to: { kind: 'paused' },
          nowMs: 1,
          batchId: id,
        }),
      size: (id) => store.transfers.saveLanded(`${id} file`, 30),
      drop: (id) => store.transfers.remove(`${id} file`),
      more: (id) =>
        void (store.batches.read(id) && store.transfers.append([transfer(`more ${serial++}`, id)])),
      walk: (id) => store.batches.saveWalk(id, { kind: 'walking' }),
      stop: (id) => store.batches.saveWalk(id, { kind: 'stopped' }),
      gone: (id) => store.batches.remove(id),
      high: (id) => store.order.prioritizeBatch(id, 1),
      own: (id) => store.order.prioritizeTransfer(`${id} file`, -1),
      next: (id) => void store.order.moveTransfer(`${id} file`, { kind: 'next' }),
      other: (id) => store.order.assign(id, 'q'),
      later: (id) => store.order.startAt(id, 99),
    }
    store.queues.insert({ id: 'q', name: 'Q', paused: false, speedLimit: 0 })
    const script = fc.array(fc.tuple(name, fc.constantFrom(...Object.keys(acts))), { maxLength: 40 })
    fc.assert(
      fc.property(script, (sent) => {
        fill(1)
        for (const [id, act] of sent) acts[act]?.(id)
        store.together(() => undefined)
        const kept = new Database(join(folder, 'r.db'), { readonly: true })
        try {
          expect(readKept(kept)).toEqual(readCounted(kept))
        } finally {
          kept.close()
        }
      }),
      { numRuns: 60 },
    )
  })
})

const sum = (what: string) => `coalesce(sum(${what}), 0)`
const counted = [
  ...stateKinds.map((kind) => `${sum(`t.state = '${kind}'`)} AS ${kind}`),
  `${sum("iif(t.state = 'canceled', 0, t.size)")} AS bytes_total`,
  `${sum('iif(t.phase > 0, 0, t.size - t.bytes_done)')} AS bytes_left`,
].join(', ')
const columns = [...stateKinds, 'bytes_total', 'bytes_left'].join(', ')
const sums = [...stateKinds, 'bytes_total', 'bytes_left'].map((one) => `sum(${one}) AS ${one}`).join(', ')

function readKept(db: Database.Database) {
  return {
    batches: db.prepare(`SELECT batch_id, ${columns} FROM standings ORDER BY seq`).all(),
    queues: db
      .prepare(
        `SELECT queue_id, ${sums}, sum(open_batches) AS open FROM queue_figures GROUP BY queue_id
        HAVING sum(open_batches + failed_batches + over_batches) > 0`,
      )
      .all(),
    lines: db.prepare('SELECT batch_id, lane, queued, level FROM lines ORDER BY batch_id, lane').all(),
    holds: db.prepare('SELECT cause, transfers FROM hold_figures').all(),
  }
}

function readCounted(db: Database.Database) {
  const of = 'FROM standings s LEFT JOIN transfers t ON t.batch_id = s.batch_id'
  return {
    batches: db.prepare(`SELECT s.batch_id, ${counted} ${of} GROUP BY s.seq ORDER BY s.seq`).all(),
    queues: db
      .prepare(
        `SELECT q.queue_id, ${sums.replace(/sum\((\w+)\)/g, 'sum(q.$1)')}, sum(q.open) AS open FROM
           (SELECT s.queue_id, ${counted}, (s.walk IN ('walking', 'waiting', 'held')
             OR ${sum('t.phase = 0')} > 0) AS open ${of} GROUP BY s.seq) q GROUP BY q.queue_id`,
      )
      .all(),
    lines: db
      .prepare(
        `SELECT t.batch_id, t.lane, count(*) AS queued, coalesce(t.urgent, s.urgent, t.priority, s.priority) AS level
           FROM transfers t JOIN standings s ON s.batch_id = t.batch_id WHERE t.state = 'queued'
           GROUP BY t.batch_id, t.lane ORDER BY t.batch_id, t.lane`,
      )
      .all(),
    holds: db
      .prepare(
        `SELECT json_extract(detail, '$.cause') AS cause, count(*) AS transfers FROM transfers
           WHERE state = 'held' GROUP BY 1`,
      )
      .all(),
  }
}
