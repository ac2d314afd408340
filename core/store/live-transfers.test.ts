import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import type { Batch } from '../model/batch.ts'
import type { Transfer, TransferState } from '../model/transfer.ts'
import { silentLogger } from '../ports/logger.ts'
import { createStore } from './store.ts'
import type { Store } from './store.ts'

let folder: string
let store: Store
let other: Database.Database

const uri = { fileSystem: 'my' as const, owner: '', segments: ['a'] }

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-live-'))
  const path = join(folder, 'reverie.db')
  store = createStore({ path, clock: createManualClock(), logger: silentLogger })
  other = new Database(path, { readonly: true })
  const batch = { id: 'b', accountId: 'x', roots: [{ uri }], targetRoot: '/t', conflict: 'ask', label: 'a' }
  store.batches.insert({ ...batch, archive: false, walk: { kind: 'done' }, addedAtMs: 1 } as Batch)
  store.transfers.append([transfer('1'), transfer('2')])
})
afterEach(async () => {
  other.close()
  store.close()
  await rm(folder, { recursive: true })
})

function transfer(id: string): Transfer {
  const source = { uri, fileId: 'f', entityId: 'e', sizeBytes: 10, modifiedAtMs: 1, pinned: false }
  return {
    id,
    batchId: 'b',
    accountId: 'x',
    source,
    target: { root: '/t', folders: [], name: id },
    conflict: 'ask',
    state: { kind: 'queued' },
    addedAtMs: 1,
    changedAtMs: 1,
    bytesDone: 0,
  }
}
const turn = () => new Promise((resolve) => setImmediate(resolve))
const onDisk = (id: string) => other.prepare('SELECT state FROM transfers WHERE id = ?').pluck().get(id)
const save = (id: string, kind: TransferState['kind']) =>
  store.transfers.saveState(id, { kind } as TransferState, 5)

it('a state that is only passed through is not written, the end is', async () => {
  for (const kind of ['resolving', 'downloading', 'finishing'] as const) {
    save('1', kind)
    await turn()
    expect([store.transfers.read('1')?.state.kind, onDisk('1')]).toEqual([kind, 'queued'])
  }
  save('1', 'canceled')
  await store.resumePoints.recorded()
  expect(onDisk('1')).toBe('canceled')
})

it('every question and every sweeping change sees it', async () => {
  save('1', 'downloading')
  expect(store.transfers.totals().byState).toMatchObject({ downloading: 1, queued: 1 })
  save('1', 'finishing')
  expect(store.batches.counts('b').byState).toMatchObject({ finishing: 1 })
  save('1', 'resolving')
  expect(store.transfers.inStates(['resolving']).map(({ id }) => id)).toEqual(['1'])
  save('1', 'downloading')
  store.transfers.saveStates({ from: ['downloading'], to: { kind: 'paused' }, nowMs: 6 })
  expect(store.transfers.read('1')).toMatchObject({ state: { kind: 'paused' }, changedAtMs: 6 })
})

it('recorded bytes, sizes and conflicts show in what is read', () => {
  save('1', 'downloading')
  store.resumePoints.record('1', [{ start: 0, end: 4, hash: 'h' }], 4)
  expect(store.transfers.read('1')).toMatchObject({ bytesDone: 4, state: { kind: 'downloading' } })
  store.transfers.saveLanded('1', 12)
  store.transfers.saveConflict('1', 'rename')
  expect(store.transfers.read('1')).toMatchObject({
    bytesDone: 12,
    source: { sizeBytes: 12 },
    conflict: 'rename',
    state: { kind: 'downloading' },
  })
})

it('what happens together is on the disk at once, or did not happen', () => {
  save('2', 'downloading')
  store.together(() => save('1', 'paused'))
  expect([onDisk('1'), onDisk('2')]).toEqual(['paused', 'downloading'])
  expect(() =>
    store.together(() => {
      save('1', 'canceled')
      throw new Error('no')
    }),
  ).toThrow('no')
  expect([store.transfers.read('1')?.state.kind, store.transfers.read('2')?.state.kind]).toEqual([
    'paused',
    'downloading',
  ])
})

it('closing writes everything', () => {
  save('1', 'downloading')
  store.resumePoints.begin('2', '.rvpart')
  store.close()
  expect([
    onDisk('1'),
    other.prepare("SELECT part_name FROM transfers WHERE id = '2'").pluck().get(),
  ]).toEqual(['downloading', '.rvpart'])
  store = createStore({ path: join(folder, 'reverie.db'), clock: createManualClock(), logger: silentLogger })
})
