// A run that was cut off goes on with what it had listed; what that cannot prove waits for a look at everything.

import { afterEach, expect, it } from 'vitest'
import { createQuickClock } from '../../testing/engine/quick-clock.ts'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import { projection } from '../../testing/sync/meddling.ts'
import { startSyncHarness } from '../../testing/sync/sync-harness.ts'
import type { HarnessOptions, SyncHarness } from '../../testing/sync/sync-harness.ts'

let s: SyncHarness

afterEach(() => s.close())

const folders = 5
const files = 4

/** A run that has listed everything, and is cut off while the site sends no byte. */
async function cutOffAfterListing(): Promise<void> {
  const clear = s.fake.faults.add({ on: 'content', times: Infinity, fault: faults.silent() })
  const asked = new Promise<void>((resolve) => {
    const look = s.engine().sync.onChanged(() => {
      if (s.engine().sync.pair(s.pair().id)?.state.kind !== 'running') return
      look()
      resolve()
    })
  })
  const run = s.settle().catch(() => undefined)
  await asked
  await s.stop()
  await run
  clear()
  await s.restart()
}

/** Requests of now on, as `list` or `content` in their order. */
function recordFrom(): () => readonly string[] {
  const before = s.fake.requests.length
  return () =>
    s.fake.requests
      .slice(before)
      .map(({ kind }) => kind)
      .filter((kind) => kind === 'list' || kind === 'content')
}

async function begin(options: HarnessOptions = {}): Promise<void> {
  s = await startSyncHarness(options)
  for (let folder = 0; folder < folders; folder++)
    for (let file = 0; file < files; file++)
      s.put(`d${String(folder)}/${String(file)}`, `${String(folder)}-${String(file)}`)
}

it('files come before anything is listed again, and everything is looked at afterwards', async () => {
  await begin()
  await cutOffAfterListing()
  const kinds = recordFrom()
  expect(await s.settle()).toMatchObject({ kind: 'done', problems: [], plan: { complete: true } })
  expect(kinds().slice(0, folders * files)).toEqual(Array(folders * files).fill('content'))
  expect(kinds().slice(folders * files)).toEqual(Array(folders + 1).fill('list'))
  expect(await s.local()).toMatchObject(projection(s.fake))
  expect(await s.planned()).toEqual([])
})

it('what was listed more than half an hour ago is listed again first', async () => {
  const clock = createQuickClock(50)
  let laterMs = 0
  await begin({ clock: { ...clock, now: () => clock.now() + laterMs } })
  await cutOffAfterListing()
  laterMs = 31 * 60_000
  const kinds = recordFrom()
  await s.settle()
  expect(kinds().slice(0, folders + 1)).toEqual(Array(folders + 1).fill('list'))
  expect(await s.local()).toMatchObject(projection(s.fake))
})

it('what moved or went meanwhile is no deletion until everything is listed anew', async () => {
  await begin()
  await s.settle()
  for (let folder = 0; folder < folders; folder++) s.put(`d${String(folder)}/new`, `new ${String(folder)}`)
  await cutOffAfterListing()
  // Into a folder whose listing is kept, and out of the site altogether.
  s.fake.tree.rename('/w/d0/0', '/w/d4/moved')
  s.fake.tree.remove('/w/d1/1')
  const fetched = s.fetched()
  expect(await s.settle()).toMatchObject({ kind: 'done', problems: [] })
  expect(await s.local()).toEqual(projection(s.fake))
  expect(await s.trashed()).toEqual({ 'd1/': '', 'd1/1': '1-1' })
  expect(s.fetched() - fetched).toBe(folders)
  expect(await s.planned()).toEqual([])
})

it('a plan lists everything, whatever a run before has left', async () => {
  await begin()
  await cutOffAfterListing()
  s.put('late', 'late')
  expect(await s.planned()).toContain('create late (new)')
})

it('a file that moves while folders are listed, so that two of them have it, is here once', async () => {
  await begin()
  let moved = false
  s.fake.faults.add({
    on: 'list',
    times: Infinity,
    fault: {
      name: 'moves',
      before: ({ query }) => {
        if (moved || query.get('uri') !== 'cloudreve://my/w/d4') return undefined
        moved = true
        s.fake.tree.rename('/w/d0/0', '/w/d4/moved')
        return undefined
      },
    },
  })
  await s.settle()
  await s.settle()
  expect(moved).toBe(true)
  expect(await s.local()).toEqual(projection(s.fake))
  expect(await s.planned()).toEqual([])
})
