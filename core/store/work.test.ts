// Nothing that happens to one transfer, and nothing that a face asks four times a second, goes through the list: every
// statement finds its rows by an index. Looked at in SQLite's own plans, which do not depend on how busy the machine is.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import type { Transfer } from '../model/transfer.ts'
import { silentLogger } from '../ports/logger.ts'
import { createStore } from './store.ts'
import type { Store } from './store.ts'

let folder: string
let path: string
let store: Store
let said: Set<string>

const uri = { fileSystem: 'my', owner: '', segments: ['a'] } as const
const batch = { accountId: 'x', roots: [{ uri }], targetRoot: '/t', conflict: 'ask', archive: false } as const
const size = 3_000

function transfer(at: number): Transfer {
  return {
    ...{ id: `t${at}`, batchId: at % 3 === 0 ? `b${at}` : 'long', accountId: 'x', conflict: 'ask' },
    ...{ state: { kind: 'queued' }, addedAtMs: 1, changedAtMs: at, bytesDone: 0 },
    source: { uri, fileId: 'f', entityId: 'e', sizeBytes: 10, modifiedAtMs: 1, pinned: false },
    target: { root: '/t', folders: ['docs'], name: `file ${at}` },
  }
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-work-'))
  path = join(folder, 'r.db')
  said = new Set()
  const trace = (sql: string) => void said.add(sql)
  store = createStore({ path, clock: createManualClock(), logger: silentLogger, trace })
  const insert = (id: string) =>
    store.batches.insert({ ...batch, id, label: id, walk: { kind: 'done' }, addedAtMs: 1 })
  store.together(() => {
    insert('long')
    const all = Array.from({ length: size }, (_, at) => transfer(at))
    for (const { batchId } of all) if (batchId !== 'long') insert(batchId)
    store.transfers.append(all)
  })
  said.clear()
})
afterEach(async () => {
  store.close()
  await rm(folder, { recursive: true, force: true })
})

/** A handful of rows, whatever the list. */
const small = /\b(?:queues|queue_figures|hold_figures|pragma)\b/

function fullScans(): string[] {
  const db = new Database(path, { readonly: true })
  const scans = [...said].flatMap((sql) => {
    const plain = sql.replace(/^-- /, '')
    if (!/^(?:SELECT|UPDATE|INSERT|DELETE)\b/.test(plain) || /\b(?:NEW|OLD)\./.test(plain)) return []
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${plain}`).all() as { detail: string }[]
    return plan
      .map(({ detail }) => detail)
      .filter((detail) =>
        /^SCAN (?!CONSTANT|json_each|\(subquery)|USE TEMP B-TREE FOR (?:GROUP|DISTINCT)/.test(detail),
      )
      .filter((detail) => !small.test(detail) && !/LIMIT 1$/.test(plain.trim()))
      .map((detail) => `${detail}: ${plain.replace(/\s+/g, ' ').slice(0, 120)}`)
  })
  db.close()
  return scans
}

it('what happens to one transfer', () => {
  const failure = { kind: 'network', remedy: 'retry', detail: '' } as const
  store.transfers.read('t1')
  store.transfers.saveState('t1', { kind: 'waiting', failure, retryAtMs: 9, tries: 1 }, 2)
  store.transfers.saveState('t4', { kind: 'held', failure, cause: { scope: 'queue' } }, 2)
  store.transfers.saveLanded('t2', 10)
  store.transfers.saveState('t2', { kind: 'completed', path: '/t/2', outcome: 'downloaded' }, 2)
  store.resumePoints.begin('t3', '.rv')
  store.resumePoints.record('t3', [{ start: 0, end: 5, hash: 'h' }], 5)
  store.resumePoints.foresee('t3', { partName: '.rv', finalName: 'x' })
  store.transfers.dueBefore(1)
  store.transfers.nextRetryAt()
  store.order.nextStart()
  store.order.dueStarts(1)
  store.transfers.canceledWithPart()
  store.transfers.remove('t5')
  store.together(() => undefined)
  expect(said.size).toBeGreaterThan(20)
  expect(fullScans()).toEqual([])
})

it('what comes next', () => {
  for (const { queueId, accountId } of store.line.lines()) {
    const filter = { queueId, accountId, exceptRoots: ['/full'], exceptIds: ['t0', 't1'], limit: 64 }
    expect(store.line.next(filter)).toHaveLength(64)
    store.line.next({ ...filter, onlyBatches: ['b9'] })
  }
  expect(fullScans()).toEqual([])
})

it('what faces ask again and again: totals, and windows at the beginning, at the end and of every view', () => {
  store.transfers.totals()
  store.transfers.heldGroups()
  store.queues.list().map(({ id }) => store.queues.figures(id))
  store.queues.hasOpenWalk()
  store.batches.counts('long')
  store.transfers.firstOf('long')
  store.transfers.saveState('t9', { kind: 'downloading' }, 2)
  for (const view of ['all', 'unfinished', 'running', 'waiting', 'completed', 'failed'] as const) {
    for (const offset of [0, 900]) {
      store.transfers.window('long', view, { offset, limit: 50 })
      store.batches.window({ view, offset, limit: 50 })
      store.batches.window({ view, queueId: 'default', accountId: 'x', offset, limit: 50 })
      for (const order of ['newest', 'oldest'] as const)
        store.batches.window({ view, accountId: 'x', order, offset, limit: 50 })
    }
  }
  for (const kind of ['walking', 'waiting', 'held'] as const) store.batches.withWalk(kind)
  expect(fullScans()).toEqual([])
})

it('acts on one of them', () => {
  store.order.moveBatch('b9', { kind: 'up' })
  store.order.moveBatch('b9', { kind: 'down' })
  store.order.moveBatch('b9', { kind: 'before', id: 'b300' })
  for (const kind of ['first', 'last', 'next'] as const) {
    store.order.moveBatch('b9', { kind })
    store.order.moveTransfer('t4', { kind })
  }
  store.order.moveTransfer('t4', { kind: 'before', id: 't400' })
  store.order.prioritizeBatch('long', 1)
  store.order.prioritizeTransfer('t7', 1)
  store.order.startAt('b9', 99)
  store.batches.findUnfinished({ ...batch, roots: [{ uri }] })
  expect(fullScans()).toEqual([])
})
