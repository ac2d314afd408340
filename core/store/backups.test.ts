// Copies of the database: in one go, or in steps between which the queue goes on.

import { existsSync, readdirSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import { silentLogger } from '../ports/logger.ts'
import { backupPath } from './database.ts'
import { createStore } from './store.ts'
import type { Store } from './store.ts'

let folder: string
let path: string
let store: Store
let clock: ReturnType<typeof createManualClock>

const open = (stepsFromBytes: number) => createStore({ path, clock, logger: silentLogger, stepsFromBytes })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-backups-'))
  path = join(folder, 'reverie.db')
  clock = createManualClock()
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function addFolders(from: number, count: number): void {
  const known = store.sync.known(1)
  for (let index = from; index < from + count; index++)
    known.save({
      ...{ id: `id-${String(index)}`, parentId: '', kind: 'folder', remoteName: 'x'.repeat(200) },
      ...{ localName: 'x'.repeat(200), entityId: '', sizeBytes: 0, modifiedAtMs: 0, localBytes: 0 },
      ...{ localModifiedAtMs: 0, stamp: '', proven: true, held: false },
    })
}

function addPair(): void {
  const remote = { fileSystem: 'my', owner: '', segments: ['w'] } as const
  const rules = { only: [], except: [], ignore: [], extensions: [] }
  store.sync.pairs.insert(
    {
      ...{ id: 'pair', accountId: 'a', remote, localRoot: '/t', label: 'w', mode: 'mirror', rules },
      ...{ guard: { files: 1, share: 1 }, paused: false, confirmed: true, addedAtMs: 1 },
    },
    { generation: 0, marker: 'm', marked: true, problems: [] },
  )
}

function countIn(file: string): number {
  const db = new Database(file, { readonly: true })
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    return (db.prepare('SELECT count(*) AS n FROM sync_known').get() as { n: number }).n
  } finally {
    db.close()
  }
}

it('a large one goes in steps, of one state, while the queue writes on', async () => {
  store = open(0)
  addPair()
  addFolders(0, 3_000)
  await store.sync.recorded()
  store.touched()
  clock.advance(3_000)
  let turns = 0
  for (; !existsSync(backupPath(path)); turns++) {
    addFolders(3_000 + turns, 1)
    await turn()
  }
  expect(turns).toBeGreaterThan(5)
  expect(countIn(backupPath(path))).toBe(3_000)
  store.close()
  expect(readdirSync(folder).filter((name) => /\.(?:new|steps)/.test(name))).toEqual([])
})

it('what is touched while it is copied is copied once more', async () => {
  store = open(0)
  addPair()
  addFolders(0, 2_000)
  await store.sync.recorded()
  store.touched()
  clock.advance(3_000)
  await turn()
  addFolders(2_000, 1)
  store.touched()
  while (!existsSync(backupPath(path))) await turn()
  const first = statSync(backupPath(path)).ino
  await turn()
  clock.advance(10_000_000)
  while (statSync(backupPath(path)).ino === first) await turn()
  expect(countIn(backupPath(path))).toBe(2_001)
  store.close()
})

it('a large one under way keeps nobody from quitting: the copy before it stays, and the next start makes a new one', async () => {
  store = open(0)
  addPair()
  addFolders(0, 2_000)
  await store.sync.recorded()
  store.touched()
  clock.advance(3_000)
  while (!existsSync(backupPath(path))) await turn()
  addFolders(2_000, 1)
  await store.sync.recorded()
  store.touched()
  clock.advance(10_000_000)
  await turn()
  store.close()
  expect(countIn(backupPath(path))).toBe(2_000)
  while (existsSync(`${backupPath(path)}.steps`)) await turn()
  store = open(0)
  clock.advance(3_000)
  const first = statSync(backupPath(path)).ino
  while (statSync(backupPath(path)).ino === first) await turn()
  expect(countIn(backupPath(path))).toBe(2_001)
  store.close()
  expect(readdirSync(folder).filter((name) => /\.(?:new|steps)/.test(name))).toEqual([])
})

it('a small one is there as soon as the database is open', () => {
  store = open(1_000_000_000)
  expect(existsSync(backupPath(path))).toBe(true)
  store.close()
})
