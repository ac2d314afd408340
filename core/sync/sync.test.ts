// Whole runs of a mirror: a real folder, a real site of the fake kind.

import { afterEach, describe, expect, it } from 'vitest'
import { startSyncHarness } from '../../testing/sync/sync-harness.ts'
import type { SyncHarness } from '../../testing/sync/sync-harness.ts'

let s: SyncHarness

afterEach(() => s.close())

async function begin(files: Record<string, string>, options: Parameters<typeof startSyncHarness>[0] = {}) {
  s = await startSyncHarness(options)
  for (const [path, text] of Object.entries(files)) s.put(path, text)
  return s
}

describe('a mirror', () => {
  it('asks before its first run, then brings everything, then has nothing to do', async () => {
    await begin({ 'a.txt': 'a', 'sub/b.txt': 'b', 'sub/deep/c.txt': 'c' })
    s.fake.tree.addFolder('/w/empty')
    const asked = await s.settle({ agree: 'none' })
    expect(asked).toMatchObject({ kind: 'asks', plan: { question: 'first-run' } })
    expect(await s.local()).toEqual({})
    expect(await s.settle({ agree: 'plan' })).toMatchObject({ kind: 'done', problems: [] })
    expect(await s.local()).toEqual({
      'a.txt': 'a',
      'empty/': '',
      'sub/': '',
      'sub/b.txt': 'b',
      'sub/deep/': '',
      'sub/deep/c.txt': 'c',
    })
    expect(await s.planned()).toEqual([])
  })

  it('renames and moves without fetching a byte', async () => {
    await begin({ 'a.txt': 'a', 'sub/b.txt': 'b', 'sub/deep/c.txt': 'c' })
    await s.settle()
    const before = s.fetched()
    s.fake.tree.rename('/w/a.txt', 'z.txt')
    s.fake.tree.rename('/w/sub/b.txt', '/w/other/b.txt')
    s.fake.tree.rename('/w/sub', 'renamed')
    expect(await s.planned()).toEqual([
      'create other/ (new)',
      'rename sub -> renamed/ (renamed)',
      'rename a.txt -> z.txt (renamed)',
      'rename sub/b.txt -> other/b.txt (moved)',
    ])
    await s.settle()
    expect(await s.local()).toEqual({
      'other/': '',
      'other/b.txt': 'b',
      'renamed/': '',
      'renamed/deep/': '',
      'renamed/deep/c.txt': 'c',
      'z.txt': 'a',
    })
    expect(s.fetched()).toBe(before)
    expect(await s.planned()).toEqual([])
  })

  it('replaces what has a new version, and puts what was deleted into the trash', async () => {
    await begin({ 'a.txt': 'a', 'b.txt': 'b', 'sub/c.txt': 'c' })
    await s.settle()
    s.fake.tree.writeVersion('/w/a.txt', { text: 'a2' })
    s.fake.tree.remove('/w/b.txt')
    s.fake.tree.remove('/w/sub')
    await s.settle()
    expect(await s.local()).toEqual({ 'a.txt': 'a2' })
    expect(await s.trashed()).toEqual({ 'b.txt': 'b', 'sub/': '', 'sub/c.txt': 'c' })
    expect(await s.planned()).toEqual([])
  })

  it('keeps what somebody changed here as a conflict copy, and says so before', async () => {
    await begin({ 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c' })
    await s.settle()
    await s.write('a.txt', 'mine')
    await s.write('b.txt', 'mine too')
    s.fake.tree.writeVersion('/w/b.txt', { text: 'theirs' })
    await s.write('c.txt', 'mine as well')
    s.fake.tree.remove('/w/c.txt')
    expect(await s.planned()).toEqual([
      'conflict a.txt (changed-here)',
      'conflict b.txt (changed-here)',
      'skip c.txt (kept-changed-here)',
    ])
    await s.settle()
    const day = new Date().toISOString().slice(0, 10)
    const local = await s.local()
    const plain = Object.fromEntries(
      Object.entries(local).map(([path, text]) => [path.replace(/\d{4}-\d\d-\d\d/, 'day'), text]),
    )
    expect(day).toMatch(/^\d{4}/)
    expect(plain).toEqual({
      'a (conflict day).txt': 'mine',
      'a.txt': 'a',
      'b (conflict day).txt': 'mine too',
      'b.txt': 'theirs',
      'c.txt': 'mine as well',
    })
    expect(await s.planned()).toEqual([])
  })

  it('swaps two names, and moves a folder into its neighbour', async () => {
    await begin({ a: 'A', b: 'B', 'x/1': 'one', 'y/2': 'two' })
    await s.settle()
    const before = s.fetched()
    s.fake.tree.rename('/w/a', 'tmp')
    s.fake.tree.rename('/w/b', 'a')
    s.fake.tree.rename('/w/tmp', 'b')
    s.fake.tree.rename('/w/x', '/w/y/x')
    s.fake.tree.rename('/w/y', 'x')
    await s.settle()
    expect(await s.local()).toEqual({ a: 'B', b: 'A', 'x/': '', 'x/2': 'two', 'x/x/': '', 'x/x/1': 'one' })
    expect(s.fetched()).toBe(before)
    expect(await s.planned()).toEqual([])
  })

  it('turns a file into a folder, and back', async () => {
    await begin({ thing: 'file', 'other/in': 'in' })
    await s.settle()
    s.fake.tree.remove('/w/thing')
    s.put('thing/below', 'below')
    s.fake.tree.remove('/w/other')
    s.put('other', 'a file now')
    await s.settle()
    expect(await s.local()).toEqual({ other: 'a file now', 'thing/': '', 'thing/below': 'below' })
    expect(await s.planned()).toEqual([])
  })
})

it('a plan says how long it takes once files have come, and nothing before', async () => {
  // On the clock of the harness, fifty times as fast as ours, they take more than the second that counts.
  const many = Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => [`f${String(i)}`, `text ${String(i)}`]),
  )
  await begin(many)
  const first = await s.engine().sync.plan(s.pair().id)
  expect(first).toMatchObject({ kind: 'planned', plan: { totals: { filesFetched: 40 } } })
  expect(first.kind === 'planned' && first.plan.secondsEstimated).toBe(undefined)
  await s.settle()
  expect(await s.engine().sync.plan(s.pair().id)).not.toHaveProperty('plan.secondsEstimated')
  for (let i = 0; i < 40; i++) s.put(`g${String(i)}`, `text ${String(i)}`)
  const next = await s.engine().sync.plan(s.pair().id)
  expect(next).toHaveProperty('plan.secondsEstimated', expect.any(Number))
  await s.stop()
  await s.restart()
  expect(await s.engine().sync.plan(s.pair().id)).toEqual({
    ...next,
    plan: { ...(next.kind === 'planned' ? next.plan : {}), madeAtMs: expect.any(Number) as number },
  })
})
