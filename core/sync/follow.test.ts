// A pair that is kept in step by itself: told of changes, or looking now and then.

import { afterEach, expect, it } from 'vitest'
import { createQuickClock } from '../../testing/engine/quick-clock.ts'
import { startSyncHarness } from '../../testing/sync/sync-harness.ts'
import type { HarnessOptions, SyncHarness } from '../../testing/sync/sync-harness.ts'
import { mergeScopes, scopeOf } from './scope.ts'

let s: SyncHarness
let since: number | undefined

afterEach(() => s.close())

async function begin(options: HarnessOptions = {}) {
  s = await startSyncHarness({
    ...options,
    site: { settings: { eventDebounceMs: 20, ...options.site?.settings } },
  })
  for (const folder of ['one', 'two', 'three', 'four']) s.put(`${folder}/in/a.txt`, folder)
  await s.settle()
  since = stepOf()
  s.engine().sync.start()
}

/** Resolves when the folder is as wanted; looked at whenever a pair says that something moved. */
function until(isWanted: (local: Awaited<ReturnType<SyncHarness['local']>>) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      s.local().then((local) => {
        if (over || !isWanted(local)) return
        over = true
        stop()
        resolve()
      }, ifMoving)
    }
    let over = false
    const stop = s.engine().sync.onChanged(look)
    // Something left its place while it was read: it is looked at again at the next word.
    const ifMoving = (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') reject(error)
    }
    look()
  })
}

const told = () => s.engine().sync.pair(s.pair().id)?.told === true
const stepOf = () => s.engine().sync.pair(s.pair().id)?.inStepSinceMs
/** All of it was looked at since it is kept in step. */
const looked = () => until(() => told() && stepOf() !== since)
const inStep = () => until(() => s.engine().sync.pair(s.pair().id)?.state.kind === 'in-step')

it('a hint leads to the folder that it speaks of and the way to it, and to nothing else', async () => {
  await begin()
  await looked()
  await inStep()
  s.fake.clearRequests()
  s.fake.tree.writeVersion('/w/two/in/a.txt', { text: 'newer' })
  await until((local) => local['two/in/a.txt'] === 'newer')
  await inStep()
  const listed = s.fake.requests.filter(({ kind }) => kind === 'list').length
  expect(listed).toBe(3)
})

it('a rename that is told on both ends is a rename here, and a deletion that is told is believed', async () => {
  await begin()
  await looked()
  await inStep()
  const before = s.fetched()
  s.fake.tree.rename('/w/one/in/a.txt', '/w/three/in/moved.txt')
  s.fake.tree.remove('/w/four')
  await until((local) => local['three/in/moved.txt'] === 'one' && local['four/'] === undefined)
  expect(s.fetched()).toBe(before)
  expect(await s.trashed()).toMatchObject({ 'four/in/a.txt': 'four' })
})

it('event lost falls back to reconcile: a site that tells nothing is looked at now and then', async () => {
  await begin({
    clock: createQuickClock(2_000),
    timeouts: { firstByteMs: 100_000_000, idleMs: 100_000_000 },
    site: { settings: { events: false } },
  })
  s.fake.tree.writeVersion('/w/two/in/a.txt', { text: 'newer' })
  await until((local) => local['two/in/a.txt'] === 'newer')
  await s.write('two/in/a.txt', 'mine')
  await until((local) => local['two/in/a.txt'] === 'newer')
  expect(Object.values(await s.local())).toContain('mine')
})

it('duplicate and reordered events: the same folders are looked at', async () => {
  await begin()
  const hints = [
    { kind: 'create', from: ['a', 'x'], to: [] },
    { kind: 'rename', from: ['a', 'x'], to: ['b', 'y'] },
    { kind: 'delete', from: ['c'], to: [] },
  ] as const
  const scope = scopeOf(hints)
  expect(scopeOf([...hints, ...hints].reverse())).toEqual({
    folders: new Set([...scope.folders].reverse()),
    deleted: scope.deleted,
    trees: new Set(),
  })
  expect([...scope.folders].sort()).toEqual(['', 'a', 'b'])
  expect(mergeScopes(scope, undefined)).toBe(undefined)
})
