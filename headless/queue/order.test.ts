// Order, named queues, later starts and files off the disk, by the command line: while nobody runs the queue.

import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { jsonLines, runCli } from '../../testing/cli/cli-process.ts'
import { startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import type { FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'

let fake: FakeCloudreve
let profile: string
let folder: string
const patience = 120_000

beforeAll(async () => {
  fake = await startFakeCloudreve()
  for (const name of ['a', 'b', 'c']) fake.tree.addFile(`/${name}.txt`, { text: name })
  profile = await mkdtemp(join(tmpdir(), 'reverie-order-'))
  folder = await mkdtemp(join(tmpdir(), 'reverie-order-'))
  const { email, password: input } = fake.user
  await runCli(['login', fake.url, '--email', email, '--password-stdin'], { profile, input })
}, patience)
afterAll(async () => {
  await fake.close()
  for (const path of [profile, folder]) await rm(path, { recursive: true })
})

const cli = (...args: string[]) => runCli(args, { profile, cwd: folder })
const add = async (name: string, ...more: string[]) =>
  String(jsonLines(await cli('queue', 'add', `cloudreve://my/${name}.txt`, ...more, '--json'))[0]?.['batch'])
const listed = async (...more: string[]) =>
  jsonLines(await cli('queue', ...more, '--json')).map(({ name, queue, priority, state }) =>
    [name, queue === 'default' ? 'default' : 'other', priority, state].join(' '),
  )

test('a line in an order, in queues with names, at a time', { timeout: patience }, async () => {
  const [created] = jsonLines(await cli('queue', 'create', 'Night', '--concurrency', '1', '--json'))
  expect(created).toMatchObject({ event: 'queue', name: 'Night', concurrency: 1, paused: false })
  const [a, b] = [await add('a'), await add('b', '--priority', 'high')]
  await add('c', '--queue', 'night', '--start', '+8h')
  expect(await listed()).toEqual([
    'b.txt default high queued',
    'a.txt default normal queued',
    'c.txt other normal later',
  ])
  expect(jsonLines(await cli('queue', 'move', a, '--before', b, '--json')).at(-1)).toEqual({
    ...{ event: 'move', ids: [a] },
  })
  expect((await cli('queue', 'move', b, '--to', 'Night')).code).toBe(0)
  expect(await listed('list', '--queue', 'Night')).toEqual([
    'b.txt other high queued',
    'c.txt other normal later',
  ])
  expect((await cli('queue', 'start', '--name', 'c.*')).code).toBe(0)
  expect((await cli('queue', 'pause', '--queue', 'night')).stdout).toMatch(
    /^Night .*\(paused, 1 at a time\)\n$/,
  )
  expect((await cli('queue', 'list')).stdout).toMatch(/c\.txt .*\[in “Night”, its queue is paused\]/)
  expect((await cli('queue', 'delete', 'Night')).code).toBe(0)
  expect(await listed()).toEqual([
    'a.txt default high queued',
    'b.txt default high queued',
    'c.txt default normal queued',
  ])
})

test('what has come is found again, and goes with its file', { timeout: patience }, async () => {
  await cli('get', 'cloudreve://my/a.txt')
  const [found, ...others] = jsonLines(
    await cli('queue', 'list', '--search', 'A.T', '--view', 'completed', '--json'),
  )
  expect([found, others]).toMatchObject([{ event: 'file', name: 'a.txt', state: 'completed' }, []])
  const id = String(found?.['id'])
  const refused = await cli('queue', 'remove', id, '--with-files')
  expect([refused.code, refused.stderr]).toEqual([
    2,
    'There is no trash here; the app has one while it runs. --permanently deletes the files for good.\n',
  ])
  const removed = jsonLines(await cli('queue', 'remove', id, '--with-files', '--permanently', '--json'))
  expect(removed).toEqual([{ event: 'removed', removed: 1, files: 1, kept: 0, way: 'delete' }])
  expect(await readdir(folder)).toEqual([])
})

test.each([
  [['move', 'abcd'], /^Say where to: one of --first/],
  [['move', '--first'], /^Nothing is named\./],
  [['move', 'abcd', '--first', '--last'], /^Say where to/],
  [
    ['add', 'cloudreve://my/a.txt', '--queue', 'None'],
    /^There is no queue “None”\. There are: “Default”\.\n$/,
  ],
  [['add', 'cloudreve://my/a.txt', '--start', 'soon'], /Write a time such as 22:30/],
  [['delete', 'Default'], /^The default queue stays\./],
  [['remove', 'abcd', '--permanently'], /^--permanently says what becomes of files/],
])('%s is refused in words', { timeout: patience }, async (args, words) => {
  const { code, stderr } = await cli('queue', ...args)
  expect([code, stderr]).toEqual([2, expect.stringMatching(words)])
})
