// The record of a tree and the plan, at a size where the way of a question through the database counts.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import type { KnownEntry, PlanAction, PlanItem, PlanKind, SyncPair } from '../model/sync.ts'
import { planKinds } from '../model/sync.ts'
import { silentLogger } from '../ports/logger.ts'
import { createStore } from './store.ts'
import type { Store } from './store.ts'

let folder: string
let store: Store
let said: string[]

const pair: SyncPair = {
  ...{ id: 'pair', accountId: 'a', localRoot: '/t', label: 'w', mode: 'mirror' },
  remote: { fileSystem: 'my', owner: '', segments: ['w'] },
  rules: { only: [], except: [], ignore: [], extensions: [] },
  ...{ guard: { files: 1, share: 1 }, paused: false, confirmed: true, addedAtMs: 1 },
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-sync-tables-'))
  said = []
  store = createStore({
    path: join(folder, 'r.db'),
    ...{ clock: createManualClock(), logger: silentLogger, trace: (sql) => void said.push(sql) },
  })
  store.sync.pairs.insert(pair, { generation: 0, marker: 'm', marked: true, problems: [] })
})
afterEach(async () => {
  store.close()
  await rm(folder, { recursive: true, force: true })
})

const known = (id: string, parentId: string, held = false): KnownEntry => ({
  ...{ id, parentId, kind: 'folder', remoteName: id, localName: id, entityId: '', sizeBytes: 0 },
  ...{ modifiedAtMs: 0, localBytes: 0, localModifiedAtMs: 0, stamp: '', proven: true, held },
})

const item = (path: string, kind: PlanKind, action: PlanAction): PlanItem => ({
  ...{ kind, action, reason: 'new', entry: 'file', id: path, parentId: '', remoteName: path },
  ...{ localName: path, entityId: '', sizeBytes: 0, modifiedAtMs: 0, path },
})

it('a question about one folder reads that folder alone, however large the tree', () => {
  const tree = store.sync.known(1)
  for (const one of [known('a', ''), known('b', 'a'), known('c', 'b'), known('h', '#held', true)])
    tree.save(one)
  said.length = 0
  expect(tree.children('a').map(({ id }) => id)).toEqual(['b'])
  expect(tree.held().map(({ id }) => id)).toEqual(['h'])
  tree.removeTree('b')
  expect(tree.children('a')).toEqual([])
  const db = new Database(join(folder, 'r.db'), { readonly: true })
  const wide = said
    .filter((sql) => /^(?:SELECT|WITH)\b.*sync_known/s.test(sql))
    .flatMap((sql) => db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[])
    .map(({ detail }) => detail)
    .filter((detail) => /PRIMARY KEY \(pair=\?\)|SCAN (?:k|sync_known)/.test(detail))
  db.close()
  expect(wide).toEqual([])
})

it('items of several kinds come in the order of the plan, page by page', () => {
  const items = store.sync.items(1)
  const all = [
    item('1', 'create', 'fetch'),
    item('2', 'delete', 'remove'),
    item('3', 'skip', 'forget'),
    item('4', 'create', 'fetch'),
    item('5', 'delete', 'remove'),
    item('6', 'skip', 'none'),
  ]
  for (const one of all) items.add(one)
  store.sync.items(2).add(item('another pair', 'create', 'fetch'))
  const paths = (found: readonly PlanItem[]) => found.map(({ path }) => path)
  expect(paths(items.window(planKinds, { offset: 0, limit: 4 }))).toEqual(['1', '2', '3', '4'])
  expect(paths(items.window(planKinds, { offset: 4, limit: 4 }))).toEqual(['5', '6'])
  expect(paths(items.window(['delete', 'skip'], { offset: 1, limit: 2 }))).toEqual(['3', '5'])
  expect(items.window([], { offset: 0, limit: 9 })).toEqual([])
  const first = items.next(['remove', 'forget'], { afterSeq: 0, limit: 2 })
  expect(paths(first)).toEqual(['2', '3'])
  expect(paths(items.next(['remove', 'forget'], { afterSeq: first[1]?.seq ?? 0, limit: 2 }))).toEqual(['5'])
  expect([items.count(['delete']), items.count(planKinds), items.countActions()]).toEqual([2, 6, 5])
})
