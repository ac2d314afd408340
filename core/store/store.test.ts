// The database: its schema from nothing, its windows and counts, and what becomes of it when the file is damaged.

import { copyFileSync, existsSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import type { Batch } from '../model/batch.ts'
import type { Transfer, TransferState } from '../model/transfer.ts'
import type { WindowView } from '../engine-api.ts'
import { silentLogger } from '../ports/logger.ts'
import { backupPath } from './database.ts'
import { createStore } from './store.ts'
import type { Store } from './store.ts'
import type { LineFilter } from './line.ts'

let folder: string
let path: string
let store: Store
const clock = createManualClock()
const open = () => createStore({ path, clock, logger: silentLogger })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-store-'))
  path = join(folder, 'reverie.db')
  store = open()
})
afterEach(async () => {
  store.close()
  await rm(folder, { recursive: true, force: true })
})

const root = (name: string) => ({ fileSystem: 'my', owner: '', segments: [name] }) as const

function batch(id: string, facts: Partial<Batch> = {}): Batch {
  return {
    id,
    accountId: 'site:user',
    roots: [{ uri: root(`folder ${id}`) }],
    targetRoot: '/downloads',
    conflict: 'rename',
    label: id,
    archive: false,
    walk: { kind: 'done' },
    addedAtMs: 10,
    ...facts,
  }
}

function transfer(id: string, batchId: string, state: TransferState = { kind: 'queued' }): Transfer {
  return {
    id,
    batchId,
    accountId: 'site:user',
    source: {
      uri: root(`${id} #?%.bin`),
      fileId: `f-${id}`,
      entityId: `e-${id}`,
      sizeBytes: 1_000,
      modifiedAtMs: 5,
      pinned: false,
    },
    target: { root: '/downloads', folders: ['a', 'b'], name: `${id}.bin` },
    conflict: 'rename',
    state,
    addedAtMs: 10,
    changedAtMs: 10,
    bytesDone: 0,
  }
}

const failure = { kind: 'network', remedy: 'retry', detail: 'planned' } as const

describe('the store', () => {
  it('gives back what was put in, over a restart', () => {
    const waiting = transfer('w', 'b', { kind: 'waiting', failure, retryAtMs: 99, tries: 3 })
    store.batches.insert(batch('b'))
    expect(store.transfers.append([transfer('t', 'b'), waiting])).toBe(2)
    store.resumePoints.begin('t', '.rvx')
    store.resumePoints.record('t', [{ start: 0, end: 400, hash: 'h' }], 400)
    store.resumePoints.record('t', [{ start: 0, end: 600, hash: 'i' }], 600)
    store.close()
    store = open()
    expect(store.batches.read('b')).toEqual(batch('b'))
    expect(store.transfers.read('w')).toEqual(waiting)
    expect(store.transfers.read('t')).toEqual({ ...transfer('t', 'b'), bytesDone: 600 })
    expect(store.resumePoints.read('t')).toEqual({
      partName: '.rvx',
      pieces: [{ start: 0, end: 600, hash: 'i' }],
    })
    store.resumePoints.drop('t')
    expect([store.resumePoints.read('t'), store.transfers.read('t')?.bytesDone]).toEqual([undefined, 0])
  })

  it('a part that is made in one go is one piece with the name it gets, until it landed or turned out to be something else', () => {
    const foreseen = { partName: '.rvx', finalName: 't.bin', pieces: [{ start: 0, end: 1_000, hash: 'h' }] }
    store.batches.insert(batch('b'))
    store.transfers.append(['t', 'u', 'v'].map((id) => transfer(id, 'b')))
    for (const id of ['t', 'u', 'v']) {
      const { partName, finalName, pieces } = foreseen
      const [piece] = id === 'v' ? [] : pieces
      store.resumePoints.foresee(id, { partName, finalName, ...(piece === undefined ? {} : { piece }) })
    }
    store.close()
    store = open()
    expect(store.resumePoints.read('t')).toEqual(foreseen)
    expect(store.resumePoints.read('v')).toEqual({ ...foreseen, pieces: [] })
    store.resumePoints.keepOnly('t', [])
    expect(store.resumePoints.read('t')).toEqual({ ...foreseen, pieces: [] })
    store.transfers.saveState('u', { kind: 'finishing' }, 11)
    store.transfers.saveLanded('u', 1_000)
    store.transfers.saveState('u', { kind: 'completed', path: '/d/t.bin', outcome: 'downloaded' }, 12)
    store.close()
    store = open()
    expect([store.resumePoints.read('u'), store.transfers.read('u')]).toMatchObject([
      undefined,
      { bytesDone: 1_000, state: { kind: 'completed', path: '/d/t.bin' } },
    ])
  })

  it('takes a URI of a batch once', () => {
    store.batches.insert(batch('b'))
    store.transfers.append([transfer('t', 'b')])
    expect(store.transfers.append([{ ...transfer('t', 'b'), id: 'again' }, transfer('u', 'b')])).toBe(1)
  })

  it('appends all or nothing', () => {
    store.batches.insert(batch('b'))
    expect(() => store.transfers.append([transfer('t', 'b'), transfer('u', 'no such batch')])).toThrow()
    expect(store.transfers.read('t')).toBeUndefined()
  })

  it('answers windows and counts', () => {
    store.batches.insert(batch('b'))
    const states: TransferState[] = [
      { kind: 'queued' },
      { kind: 'completed', path: '/x', outcome: 'downloaded' },
      { kind: 'failed', failure },
      { kind: 'canceled' },
      { kind: 'held', failure, cause: { scope: 'queue' } },
    ]
    store.transfers.append(states.map((state, index) => transfer(`t${String(index)}`, 'b', state)))
    const ids = (view: WindowView, offset = 0, limit = 10) => {
      const { total, transfers } = store.transfers.window('b', view, { offset, limit })
      return [total, transfers.map(({ id }) => id)]
    }
    expect(ids('all', 1, 2)).toEqual([5, ['t1', 't2']])
    expect(ids('unfinished')).toEqual([2, ['t0', 't4']])
    store.transfers.saveState('t0', { kind: 'downloading' }, 2)
    expect([ids('running'), ids('waiting')]).toEqual([
      [1, ['t0']],
      [1, ['t4']],
    ])
    store.transfers.saveState('t0', { kind: 'queued' }, 2)
    expect(ids('completed')).toEqual([1, ['t1']])
    expect(ids('failed')).toEqual([1, ['t2']])
    expect(store.batches.counts('b')).toMatchObject({
      byState: { queued: 1, completed: 1, failed: 1, canceled: 1, held: 1, paused: 0 },
      bytesTotal: 4_000,
    })
    expect(store.transfers.totals()).toMatchObject({ bytesLeft: 2_000 })
    expect(store.transfers.heldGroups()).toEqual([{ state: states[4], transfers: 1 }])
    store.batches.remove('b')
    expect(store.transfers.totals().byState.queued).toBe(0)
  })

  it('gives out queued ones in their order, without those that must wait', () => {
    store.batches.insert(batch('b'))
    store.batches.insert(batch('c', { targetRoot: '/full' }))
    store.transfers.append(['1', '2', '3'].map((id) => transfer(id, 'b')))
    store.transfers.append([transfer('4', 'c')])
    const none = { queueId: 'default', accountId: 'site:user', exceptRoots: [], exceptIds: [], limit: 10 }
    const ids = (filter: Partial<LineFilter>) =>
      store.line.next({ ...none, ...filter }).map(({ transfer: { id } }) => id)
    expect(store.line.lines()).toEqual([{ queueId: 'default', accountId: 'site:user' }])
    expect(ids({})).toEqual(['1', '2', '3', '4'])
    expect(ids({ limit: 2 })).toEqual(['1', '2'])
    expect(ids({ exceptIds: ['1'], exceptRoots: ['/full'] })).toEqual(['2', '3'])
    expect(ids({ accountId: 'other' })).toEqual([])
    expect(ids({ onlyBatches: ['c'] })).toEqual(['4'])
  })

  it('finds the unfinished batch of the same wish, the newest', () => {
    store.batches.insert(batch('old', { roots: [{ uri: root('x') }], walk: { kind: 'walking' } }))
    store.batches.insert(batch('new', { roots: [{ uri: root('x') }], walk: { kind: 'stopped' } }))
    store.batches.insert(batch('done', { roots: [{ uri: root('x') }] }))
    const wish = {
      accountId: 'site:user',
      roots: [{ uri: root('x') }],
      targetRoot: '/downloads',
      archive: false,
    }
    expect(store.batches.findUnfinished(wish)?.id).toBe('new')
    expect(
      store.batches.findUnfinished({ ...wish, roots: [{ uri: root('x'), entityId: 'v1' }] }),
    ).toBeUndefined()
    expect(store.batches.findUnfinished({ ...wish, archive: true })).toBeUndefined()
  })
})

describe('p03 the database is damaged', () => {
  const queue = () =>
    store.transfers.window('b', 'all', { offset: 0, limit: 9 }).transfers.map(({ id }) => id)

  beforeEach(() => {
    store.batches.insert(batch('b'))
    store.transfers.append([transfer('t', 'b'), transfer('u', 'b')])
    store.touched()
    clock.advance(60_000)
  })

  it.each<[string, () => void]>([
    ['torn', () => truncateSync(path, 10_000)],
    ['cut to nothing', () => truncateSync(path, 0)],
    ['all zeros', () => writeFileSync(path, Buffer.alloc(40_960))],
    ['other bytes', () => writeFileSync(path, Buffer.alloc(40_960, 'not a database '))],
    [
      'a torn page inside',
      () => {
        const db = new Database(path)
        const size = Number(db.pragma('page_size', { simple: true }))
        db.close()
        const pages = Buffer.alloc(size * 3, 0xff)
        const file = new Uint8Array(pages)
        writeFileSync(path, file, { flag: 'r+' })
      },
    ],
  ])('%s: the queue comes from the backup, the damaged file is kept', (_name, damage) => {
    store.close()
    damage()
    store = open()
    expect(queue()).toEqual(['t', 'u'])
    expect(readdirSync(folder).some((name) => name.includes('.damaged-'))).toBe(true)
  })

  it('an older generation: what it knew is there, and work goes on', () => {
    store.close()
    copyFileSync(path, join(folder, 'older'))
    store = open()
    store.transfers.append([transfer('v', 'b')])
    store.close()
    copyFileSync(join(folder, 'older'), path)
    store = open()
    expect(queue()).toEqual(['t', 'u'])
    expect(store.transfers.append([transfer('v', 'b')])).toBe(1)
  })

  it('and so is the backup: an empty queue, both files kept or replaced, no refusal to start', () => {
    store.close()
    writeFileSync(path, 'x'.repeat(5_000))
    writeFileSync(backupPath(path), 'y'.repeat(5_000))
    store = open()
    expect(queue()).toEqual([])
    store.batches.insert(batch('b'))
    expect(store.transfers.append([transfer('z', 'b')])).toBe(1)
  })

  it('a half-written backup is never taken for one', () => {
    store.close()
    writeFileSync(`${backupPath(path)}.new`, 'half')
    truncateSync(path, 100)
    store = open()
    expect(queue()).toEqual(['t', 'u'])
    expect(existsSync(`${backupPath(path)}.new`)).toBe(false)
  })
})

describe('p08 another version of the schema', () => {
  it('a newer one is left alone, with an error that says what to do', () => {
    store.close()
    const db = new Database(path)
    const own = Number(db.pragma('user_version', { simple: true }))
    db.pragma('user_version = 99')
    db.close()
    expect(open).toThrow(/install the newer version/)
    const again = new Database(path)
    expect(again.pragma('user_version', { simple: true })).toBe(99)
    again.pragma(`user_version = ${own}`)
    again.close()
    store = open()
  })
})
