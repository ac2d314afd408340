import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import { silentLogger } from '../ports/logger.ts'
import type { Landing } from '../ports/landings.ts'
import { createStore } from './store.ts'
import type { Store } from './store.ts'

let folder: string
let store: Store
const open = () =>
  createStore({ path: join(folder, 'reverie.db'), clock: createManualClock(), logger: silentLogger })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-landings-'))
  store = open()
})
afterEach(async () => {
  store.close()
  await rm(folder, { recursive: true, force: true })
})

function landing(path: string, facts: Partial<Landing> = {}): Landing {
  return {
    path,
    accountId: 'site:user',
    uri: { fileSystem: 'my', owner: '', segments: ['a #?%', 'b.bin'] },
    fileId: 'f',
    entityId: 'e',
    sizeBytes: 700,
    modifiedAtMs: 5,
    pieces: [
      { start: 0, end: 512, hash: '0123456789abcdef' },
      { start: 512, end: 700, hash: 'fedcba9876543210' },
    ],
    ...facts,
  }
}

it('gives back what was put in, over a restart, and keeps the newest of a path', () => {
  const empty = landing(join('/d', 'empty'), { sizeBytes: 0, pieces: [] })
  const proven = landing(join('/d', 'proven'), { sha256: 'ab'.repeat(32) })
  store.landings.save(landing(join('/d', 'proven')), 1)
  for (const one of [empty, proven]) store.landings.save(one, 2)
  store.close()
  store = open()
  expect(store.landings.read(join('/d', 'empty'))).toEqual(empty)
  expect(store.landings.read(join('/d', 'proven'))).toEqual(proven)
  expect(store.landings.ofEntity(proven)).toEqual([empty, proven])
})

it('lists what is below a folder, and nothing of its neighbours, page by page', () => {
  const at = (...names: string[]) => join('/d', ...names)
  const inside = [at('f', 'a'), at('f', 'b', 'c'), at('f', '\u{1f600}')]
  for (const path of [...inside, at('f'), at('f2'), at('f-x', 'a'), at('e', 'a'), at('f0', 'a')]) {
    store.landings.save(landing(path), 1)
  }
  const paths = (afterPath?: string, limit = 2) =>
    store.landings
      .below(at('f'), afterPath === undefined ? { limit } : { afterPath, limit })
      .map(({ path }) => path)
  expect(paths()).toEqual(inside.slice(0, 2))
  expect(paths(inside[1])).toEqual(inside.slice(2))
  expect(paths(inside[2])).toEqual([])
  expect(store.landings.below('/', { limit: 100 })).toHaveLength(8)
  expect(store.landings.countBelow(at('f'))).toEqual({ files: 3, bytes: 2_100 })
  expect(store.landings.countBelow(at('none'))).toEqual({ files: 0, bytes: 0 })
})
