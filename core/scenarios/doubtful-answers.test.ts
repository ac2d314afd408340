// Sites in trouble say untrue things: while its database is locked, a real one answers 40016 and -1 for what is there, and a
// router in front of it 404. Real sockets and a real disk; what is here afterwards is what the site has.

import { readdir } from 'node:fs/promises'
import { afterEach, expect, it } from 'vitest'
import { createQuickClock } from '../../testing/engine/quick-clock.ts'
import { startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import type { Fault, FaultRule, RequestRecord } from '../../testing/fake-cloudreve/index.ts'
import { successReply } from '../../testing/fake-cloudreve/reply.ts'

let s: Scenario
afterEach(() => s.close())

const paths = ['tree/a.bin', 'tree/sub/b.bin', 'tree/sub/deep/c.bin']

async function begin(): Promise<void> {
  s = await startScenario({ clock: createQuickClock(50) })
  for (const path of paths) s.file(path, 300_000)
}

const untrue: readonly (readonly [string, Omit<FaultRule, 'fault'>, Fault])[] = [
  ['the folder asked for', { on: 'info' }, faults.json(40016, 'Path not exist')],
  ['the folder asked for, twice', { on: 'info', times: 2 }, faults.json(-1)],
  ['a listing', { on: 'list', after: 1 }, faults.json(40016, 'Path not exist')],
  ['every second listing', { on: 'list', path: everySecond(), times: Infinity }, faults.json(-1)],
  ['links', { on: 'url', times: 3 }, faults.json(40016, 'Path not exist')],
  ['links, in no words', { on: 'url', times: 4 }, faults.json(-1)],
  ['bytes', { on: 'content', times: 4 }, faults.json(-1)],
  ['bytes, by a router', { on: 'content', times: 6 }, faults.status(404)],
]

it.each(untrue)('%s: all of it comes', async (_what, rule, fault) => {
  await begin()
  s.fake.faults.add({ ...rule, fault })
  const batchId = await s.fetch('tree')
  expect((await s.walkOf(batchId, ({ kind }) => kind === 'done' || kind === 'failed')).kind).toBe('done')
  const ended = await s.settled(batchId)
  expect(ended.map(({ state }) => state.kind)).toEqual(paths.map(() => 'completed'))
  for (const path of paths) expect(await s.landed(path)).toEqual(s.right(path))
})

it('said again and again it is believed, and everything else has come', async () => {
  await begin()
  s.fake.faults.add({ on: 'content', path: /b\.bin/, times: Infinity, fault: faults.json(-1) })
  const isDeep = ({ query }: RequestRecord) => query['uri']?.includes('deep') === true
  s.fake.faults.add({ on: 'list', path: isDeep, times: Infinity, fault: faults.json(40016) })
  const batchId = await s.fetch('tree')
  expect(await s.walkOf(batchId, ({ kind }) => kind === 'done' || kind === 'failed')).toMatchObject({
    failure: { kind: 'not-found', code: 40016 },
  })
  const ended = await s.settled(batchId)
  expect(ended.map(({ target, state }) => [target.name, state.kind]).sort()).toEqual([
    ['a.bin', 'completed'],
    ['b.bin', 'failed'],
  ])
  expect(s.asked('list').filter(isDeep)).toHaveLength(3)
})

it.each([1_000, 600_000])(
  'a link that the site refuses is renewed, whoever else does not answer (%i bytes)',
  async (bytes) => {
    s = await startScenario({ clock: createQuickClock(50) })
    s.file('film.bin', bytes)
    // Named by the site, and not to be reached from here.
    s.fake.settings.linkOrigin = 'http://127.0.0.1:9'
    s.fake.faults.add({ on: 'content', fault: faults.json(40071) })
    expect((await s.download('film.bin')).state.kind).toBe('completed')
    expect(await s.landed('film.bin')).toEqual(s.right('film.bin'))
    expect(s.troubles).toEqual(['link-rejected'])
  },
)

it.each([1_000, 600_000])(
  'a file that is moved on the site before its turn comes (%i bytes)',
  async (bytes) => {
    s = await startScenario({ clock: createQuickClock(50) })
    s.file('tree/a.bin', bytes)
    const right = s.right('tree/a.bin')
    const move = () => void s.fake.tree.rename('/tree/a.bin', '/elsewhere/b.bin')
    s.fake.faults.add({ on: 'url', fault: { name: 'moved', before: move } })
    const ended = await s.settled(await s.fetch('tree'))
    expect(ended.map(({ state }) => state.kind)).toEqual(['completed'])
    expect(await s.landed('tree/a.bin')).toEqual(right)
  },
)

it('a file that is deleted on the site before its turn is gone', async () => {
  s = await startScenario({ clock: createQuickClock(50) })
  s.file('tree/a.bin', 1_000)
  const remove = () => void s.fake.tree.remove('/tree/a.bin')
  s.fake.faults.add({ on: 'url', fault: { name: 'removed', before: remove } })
  const [only] = await s.settled(await s.fetch('tree'))
  expect(only?.state).toMatchObject({ kind: 'failed', failure: { kind: 'not-found' } })
})

it('an entry that a page has twice comes once', async () => {
  await begin()
  s.fake.faults.add({ on: 'list', times: Infinity, fault: twiceOnAPage })
  await s.settled(await s.fetch('tree'))
  const here = await readdir(s.target, { recursive: true })
  expect(here.sort()).toEqual(['tree', ...paths, 'tree/sub', 'tree/sub/deep'].sort())
})

const twiceOnAPage: Fault = {
  name: 'twiceOnAPage',
  bend: (reply) => {
    if (reply.body.kind !== 'bytes') return reply
    const { data } = JSON.parse(Buffer.from(reply.body.bytes).toString()) as { data: { files: unknown[] } }
    return successReply({ ...data, files: [data.files, data.files].flat() })
  },
}

function everySecond(): () => boolean {
  let count = 0
  return () => ++count % 2 === 0
}
