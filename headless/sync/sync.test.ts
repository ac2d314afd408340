import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { jsonLines, runCli, startCli } from '../../testing/cli/cli-process.ts'
import { startFakeCloudreve, type FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import { readTree } from '../../testing/sync/sync-harness.ts'

let fake: FakeCloudreve
let profile: string
let folder: string

beforeEach(async () => {
  fake = await startFakeCloudreve()
  profile = await mkdtemp(join(tmpdir(), 'reverie-sync-cli-'))
  folder = join(profile, 'mirror')
  fake.tree.addFile('/w/a.txt', { text: 'a' })
  fake.tree.addFile('/w/sub/b.tmp', { text: 'b' })
  const { email, password } = fake.user
  await cli(['login', fake.url, '--email', email, '--password-stdin'], password)
})
afterEach(async () => {
  await fake.close()
  await rm(profile, { recursive: true })
})

const cli = (args: string[], input = '') => runCli(args, { profile, input })
const local = () => readTree(folder, (path) => !path.startsWith('.reverie-'))

test('add, plan, run, list: a plan that asks does nothing and ends with 6, agreeing does it', async () => {
  const added = await cli(['sync', 'add', '--ignore', '*.tmp', 'cloudreve://my/w', folder, '--json'])
  expect([added.code, jsonLines(added)[0]]).toMatchObject([0, { event: 'pair-added', mode: 'mirror' }])
  const planned = await cli(['sync', 'plan', '--json'])
  const items = jsonLines(planned).map(({ event, kind, path, reason }) => [event, kind, path, reason])
  expect([planned.code, items]).toEqual([
    0,
    [
      ['item', 'create', 'sub', 'new'],
      ['item', 'create', 'a.txt', 'new'],
      ['item', 'skip', 'sub/b.tmp', 'ignored'],
      ['plan', undefined, undefined, undefined],
    ],
  ])
  const asked = await cli(['sync', 'run'])
  expect([asked.code, await local()]).toEqual([6, {}])
  expect(asked.stdout).toContain('+ a.txt  (new on the site, 1 B)')
  const ran = await cli(['sync', 'run', '--yes', 'w'])
  expect([ran.code, ran.stderr, await local()]).toEqual([0, '', { 'a.txt': 'a', 'sub/': '' }])
  const [pair] = jsonLines(await cli(['sync', '--json']))
  expect(pair).toMatchObject({ event: 'pair', state: 'in-step', files: 1, problems: 0 })
})

test('a folder that is not there is a hold with a way out, and no pair overlaps another', async () => {
  await cli(['sync', 'add', 'cloudreve://my/w', folder])
  await cli(['sync', 'run', '--yes'])
  await rm(folder, { recursive: true })
  const held = await cli(['sync', 'run', '--json'])
  expect([held.code, jsonLines(held)[0]]).toMatchObject([1, { end: 'held', cause: 'folder-missing' }])
  expect(held.stderr).toContain('reverie sync reset')
  const overlapping = await cli(['sync', 'add', 'cloudreve://my/w/sub', join(folder, 'sub')])
  expect([overlapping.code, overlapping.stderr]).toEqual([
    2,
    expect.stringContaining('overlaps with that of “w”') as string,
  ])
  await cli(['sync', 'reset', 'w'])
  expect((await cli(['sync', 'run', 'w'])).code).toBe(6)
})

test('watch keeps pairs in step until Ctrl-C', async () => {
  await cli(['sync', 'add', 'cloudreve://my/w', folder])
  await cli(['sync', 'run', '--yes'])
  fake.tree.writeVersion('/w/a.txt', { text: 'newer' })
  const watching = startCli(['sync', 'watch', '--json'], { profile })
  // It was in step when it was last looked at; then it is again.
  await watching.said(/"state":"in-step"[\s\S]*"state":"in-step"/)
  watching.process.kill('SIGINT')
  expect((await watching.ended).code).toBe(130)
  expect(await readFile(join(folder, 'a.txt'), 'utf8')).toBe('newer')
})

test('one pair that cannot be looked at does not keep the others from being run', async () => {
  const { id, url } = fake.shares.add('/w/sub', { password: 'open-sesame' })
  const shared = join(profile, 'shared')
  await cli(['sync', 'add', url, shared, '--password-stdin'], 'open-sesame\n')
  await cli(['sync', 'add', 'cloudreve://my/w', folder])
  fake.shares.setPassword(id, 'another')
  const ran = await cli(['sync', 'run', '--yes', '--json'])
  expect([ran.code, jsonLines(ran).map(({ event, end, kind }) => [event, end, kind])]).toMatchObject([
    3,
    [
      ['run', 'failed', 'share-password'],
      ['plan', 'done', undefined],
    ],
  ])
  expect(ran.stderr).toContain(
    'sub: not looked at. The password of the share is another one now: “reverie ls”',
  )
  expect(await local()).toMatchObject({ 'a.txt': 'a' })
})
