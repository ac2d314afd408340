import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { jsonLines, runCli } from '../testing/cli/cli-process.ts'
import { startFakeCloudreve, type FakeCloudreve } from '../testing/fake-cloudreve/index.ts'

let fake: FakeCloudreve
let profile: string
let at = 0

beforeAll(async () => {
  fake = await startFakeCloudreve()
  profile = await mkdtemp(join(tmpdir(), 'reverie-cli-'))
  const input = fake.user.password
  await runCli(['login', fake.url, '--email', fake.user.email, '--password-stdin'], { profile, input })
})
afterAll(async () => {
  await fake.close()
  await rm(profile, { recursive: true })
})
beforeEach(() => {
  at += 1
  fake.tree.addFile(`/t${at}/a.txt`, { text: 'hello' })
  fake.tree.addFile(`/t${at}/b & c.txt`, { text: 'hello world' })
  fake.tree.addFolder(`/t${at}/to`)
})

const cli = (...args: string[]) => runCli(args, { profile })
const uri = (path: string) => `cloudreve://my/t${at}/${path}`
const has = (path: string) => fake.tree.stat(`/t${at}/${path}`) !== undefined

test('search prints what fits as URIs, in a folder, by name and size', async () => {
  expect(await cli('search', 'txt', '--min-size', '6', '--in', uri(''))).toEqual({
    code: 0,
    stdout: `${uri('b%20%26%20c.txt')}\n`,
    stderr: '',
  })
})

test('search that is answered as a stream prints the same, as objects for a script', async () => {
  fake.settings.streamsSearches = true
  const found = jsonLines(await cli('search', '--type', 'file', '--in', uri(''), '--json'))
  fake.settings.streamsSearches = false
  expect(
    found.map(({ event, uri: where, entries }) => where ?? `${String(event)} ${String(entries)}`),
  ).toEqual([uri('a.txt'), uri('b%20%26%20c.txt'), 'found 2'])
})

test('search for nothing is wrong usage', async () => {
  const { code, stderr } = await cli('search')
  expect([code, stderr]).toEqual([
    2,
    'Say what to look for: a part of a name, or an option such as --type, --category or --newer.\n',
  ])
})

test('mkdir, mv and cp do what they say, and rename where the last name is new', async () => {
  expect(await cli('mkdir', uri('new/below'))).toEqual({
    code: 0,
    stdout: `Made ${uri('new/below')}\n`,
    stderr: '',
  })
  expect((await cli('cp', uri('a.txt'), uri('to'))).stdout).toBe('1 thing copied.\n')
  expect((await cli('mv', uri('a.txt'), uri('z.txt'))).stdout).toBe('Renamed to z.txt\n')
  expect((await cli('mv', uri('z.txt'), uri('b%20%26%20c.txt'), uri('new/below'))).stdout).toBe(
    '2 things moved.\n',
  )
  expect(['to/a.txt', 'new/below/z.txt', 'new/below/b & c.txt', 'a.txt'].map(has)).toEqual([
    true,
    true,
    true,
    false,
  ])
})

test('what cannot be moved is named with its reason, and the rest is done', async () => {
  fake.tree.addFile(`/t${at}/to/a.txt`, { text: 'taken' })
  const end = await cli('mv', uri('a.txt'), uri('b%20%26%20c.txt'), uri('to'))
  expect([end.code, end.stdout]).toEqual([1, '1 thing moved.\n'])
  expect(end.stderr).toMatch(/t\d+\/a\.txt: There is something with this name already\./u)
})

test('a lock is told with who holds it', async () => {
  fake.lock(`/t${at}/a.txt`, 'upload')
  const end = await cli('rm', uri('a.txt'))
  expect(end.code).toBe(1)
  expect(end.stderr).toMatch(/in use on the site.*Held by: upload\.$/mu)
})

test('rm moves into the bin, restore brings back by where it was, --permanent does not', async () => {
  expect((await cli('rm', uri('a.txt'))).stdout).toBe('1 thing moved to the recycle bin.\n')
  expect(has('a.txt')).toBe(false)
  expect((await cli('restore', uri('a.txt'))).stdout).toBe('1 thing restored.\n')
  expect(has('a.txt')).toBe(true)
  expect((await cli('rm', '--permanent', uri('a.txt'))).stdout).toBe('1 thing deleted for good.\n')
  expect((await cli('restore', uri('a.txt'))).code).toBe(1)
})

test('rm of a whole drive is refused before anything is asked', async () => {
  fake.clearRequests()
  const { code } = await cli('rm', 'cloudreve://my')
  expect([code, fake.requests.filter(({ kind }) => kind === 'write')]).toEqual([2, []])
})

test('share prints the link, lists without the password, and deletes', async () => {
  const [made] = jsonLines(await cli('share', uri('a.txt'), '--protect', '--expires', '7d', '--json'))
  const link = String(made?.['link'])
  expect(link).toMatch(/\/s\/\w+\/\w+$/u)
  const listed = await cli('share', '--list')
  expect(listed.stdout).toContain(`${fake.url}/s/${String(made?.['id'])}  a.txt  (password, until `)
  expect(listed.stdout).not.toContain(link)
  expect((await cli('share', '--delete', String(made?.['id']))).code).toBe(0)
  expect((await cli('share', '--list')).stdout).toBe('You share nothing.\n')
})
