// A run waits for a site that cannot be listed now: what fails passes, or the run ends with it in a time.

import { afterEach, describe, expect, it } from 'vitest'
import { createQuickClock } from '../../testing/engine/quick-clock.ts'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import type { Fault, FaultRule, RequestRecord } from '../../testing/fake-cloudreve/index.ts'
import { startSyncHarness } from '../../testing/sync/sync-harness.ts'
import type { SyncHarness } from '../../testing/sync/sync-harness.ts'

let s: SyncHarness

afterEach(() => s.close())

async function begin(): Promise<void> {
  s = await startSyncHarness({ clock: createQuickClock(500) })
  for (const path of ['a.txt', 'sub/b.txt', 'sub/deep/c.txt', 'other/d.txt']) s.put(path, path)
}

const inSub = ({ query }: RequestRecord) => query['uri']?.endsWith('/sub') === true
const all = { 'a.txt': 'a.txt', 'sub/b.txt': 'sub/b.txt', 'sub/deep/c.txt': 'sub/deep/c.txt' }

describe('a listing that fails', () => {
  const passing: readonly (readonly [string, Omit<FaultRule, 'fault'>, Fault])[] = [
    ['of everything, by a sign-in page', { on: 'list', times: 18 }, faults.html()],
    ['of everything, by a connection that breaks', { on: 'list', times: 18 }, faults.hangUp()],
    ['of everything, by a database', { on: 'list', times: 2 }, faults.json(40016, 'Path not exist')],
    ['of everything, without a word', { on: 'list', times: 8 }, faults.json(-1)],
    ['of one folder', { on: 'list', times: 26, path: inSub }, faults.status(502)],
    ['of one folder, by a database', { on: 'list', times: 3, path: inSub }, faults.json(40016)],
  ]
  it.each(passing)('%s: the run waits, and all is in step', async (_what, rule, fault) => {
    await begin()
    s.fake.faults.add({ ...rule, fault })
    expect(await s.settle()).toMatchObject({ kind: 'done', problems: [], plan: { missed: [] } })
    expect(await s.local()).toMatchObject(all)
  })

  it('for ever ends the run after a while', async () => {
    await begin()
    s.fake.faults.add({ on: 'list', times: Infinity, fault: faults.status(502) })
    await expect(s.settle()).rejects.toMatchObject({ failure: { kind: 'server-busy', status: 502 } })
    expect(s.fake.requests.filter(({ kind }) => kind === 'list')).toHaveLength(8 * 5)
  })

  it('for ever of one folder ends it too, with all others in step', async () => {
    await begin()
    s.fake.faults.add({ on: 'list', times: Infinity, path: inSub, fault: faults.hangUp() })
    expect(await s.settle()).toMatchObject({ kind: 'done', plan: { missed: [{ path: 'sub' }] } })
    expect(await s.local()).toMatchObject({ 'a.txt': 'a.txt', 'other/d.txt': 'other/d.txt' })
  })

  it('and a sign-in that is over ends it at once', async () => {
    await begin()
    s.fake.user.changePassword('another one')
    s.fake.clock.advance(3_700_000)
    await expect(s.settle()).rejects.toMatchObject({ failure: { kind: 'sign-in-required' } })
  })
})

it('a pause ends the waiting', async () => {
  await begin()
  s.fake.faults.add({ on: 'list', times: Infinity, fault: faults.status(502) })
  const run = s.settle()
  const { sync } = s.engine()
  await expect.poll(() => sync.pair(s.pair().id)?.state.kind).toBe('waiting')
  await sync.pause(s.pair().id)
  expect(await run).toEqual({ kind: 'stopped' })
})
