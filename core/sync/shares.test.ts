// Pairs on shares that somebody else has made, with a password and without.

import { afterEach, expect, it } from 'vitest'
import { startSyncHarness } from '../../testing/sync/sync-harness.ts'
import { readTree } from '../../testing/sync/sync-harness.ts'
import type { SyncHarness } from '../../testing/sync/sync-harness.ts'
import { join } from 'node:path'

let s: SyncHarness

afterEach(() => s.close())

async function pairOn(link: string, password?: string) {
  const step = await s.engine().accounts.openShare(link, password === undefined ? {} : { password })
  if (step.step !== 'opened') throw new Error(`the share is not open: ${step.step}`)
  const localRoot = join(s.target, 'from share')
  const { account, uri: remote } = step
  const { id } = await s.engine().sync.add({ accountId: account.id, remote, localRoot, mode: 'mirror' })
  return {
    run: () => s.engine().sync.run(id, { agree: 'everything' }),
    local: () => readTree(localRoot, (path) => !path.startsWith('.reverie-')),
    trashed: () => readTree(join(localRoot, '.reverie-trash'), () => true),
    label: () => s.engine().sync.pair(id)?.pair.label,
    remove: () => s.engine().sync.remove(id),
  }
}

async function begin() {
  s = await startSyncHarness()
  for (const [path, text] of Object.entries({ 'a.txt': 'a', 'sub/b.txt': 'b', 'sub/c.txt': 'c' }))
    s.fake.tree.addFile(`/given/${path}`, { text })
}

it('a share: everything comes, moves are moves, what goes goes to the trash', async () => {
  await begin()
  const { id, url } = s.fake.shares.add('/given')
  const pair = await pairOn(url)
  expect(await pair.run()).toMatchObject({ kind: 'done', problems: [] })
  expect(await pair.local()).toEqual({ 'a.txt': 'a', 'sub/': '', 'sub/b.txt': 'b', 'sub/c.txt': 'c' })
  const counted = s.fake.shares.downloadsOf(id)
  expect(counted).toBe(3)
  s.fake.tree.rename('/given/sub/b.txt', '/given/b.txt')
  s.fake.tree.remove('/given/sub/c.txt')
  s.fake.tree.writeVersion('/given/a.txt', { text: 'a again' })
  expect(await pair.run()).toMatchObject({ kind: 'done', problems: [] })
  expect(await pair.local()).toEqual({ 'a.txt': 'a again', 'b.txt': 'b', 'sub/': '' })
  expect(Object.values(await pair.trashed())).toContain('c')
  // One link, which is what a share counts, for what was fetched.
  expect(s.fake.shares.downloadsOf(id) - counted).toBe(1)
})

it('a share with a password: its folders and links open with it, and the pair keeps it over a restart', async () => {
  await begin()
  const { url } = s.fake.shares.add('/given', { password: 'open-sesame' })
  const pair = await pairOn(url.replace(/\/open-sesame$/, ''), 'open-sesame')
  expect(await pair.run()).toMatchObject({ kind: 'done', problems: [] })
  expect(await pair.local()).toMatchObject({ 'sub/b.txt': 'b' })
  await s.stop()
  await s.restart()
  s.fake.tree.addFile('/given/late.txt', { text: 'late' })
  expect(await pair.run()).toMatchObject({ kind: 'done', problems: [] })
  expect(await pair.local()).toMatchObject({ 'late.txt': 'late' })
})

it('a share that is taken back is a hold, and takes nothing away here', async () => {
  await begin()
  const { id, url } = s.fake.shares.add('/given')
  const pair = await pairOn(url)
  await pair.run()
  s.fake.shares.remove(id)
  await expect(pair.run()).rejects.toMatchObject({ failure: { remedy: 'give-up' } })
  expect(
    s
      .engine()
      .sync.pairs()
      .map(({ state }) => state.kind),
  ).toContain('held')
  expect(await pair.local()).toMatchObject({ 'a.txt': 'a', 'sub/b.txt': 'b' })
})
