import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jsonLines, runCli } from '../testing/cli/cli-process.ts'
import { startFakeCloudreve, type FakeCloudreve } from '../testing/fake-cloudreve/index.ts'

let fake: FakeCloudreve
let profile: string
let guestProfile: string

beforeAll(async () => {
  fake = await startFakeCloudreve({ settings: { maxPageSize: 2, archiveAllowed: true } })
  fake.tree.addFile('/Documents/b large.bin', {
    sizeBytes: 4_100_000,
    modifiedAtMs: Date.UTC(2026, 8, 2, 12),
  })
  fake.tree.addFile('/Documents/a small.txt', { text: 'hello', modifiedAtMs: Date.UTC(2026, 8, 3, 12) })
  fake.tree.addFile('/Documents/c \u001b[31mred\u202e.txt', {
    text: 'x',
    modifiedAtMs: Date.UTC(2026, 8, 1, 12),
  })
  fake.tree.addFolder('/Documents/Letters')
  profile = await mkdtemp(join(tmpdir(), 'reverie-cli-'))
  guestProfile = await mkdtemp(join(tmpdir(), 'reverie-cli-'))
  const input = fake.user.password
  await runCli(['login', fake.url, '--email', fake.user.email, '--password-stdin'], { profile, input })
})
afterAll(async () => {
  await fake.close()
  await rm(profile, { recursive: true })
  await rm(guestProfile, { recursive: true })
})

const cli = (...args: string[]) => runCli(args, { profile, env: { TZ: 'UTC' } })

describe('ls', () => {
  test('lists page after page, folders with a slash, names without control characters', async () => {
    expect(await cli('ls', 'cloudreve://my/Documents')).toEqual({
      code: 0,
      stdout: 'Letters/\na small.txt\nb large.bin\nc ␛[31mred\ufffd.txt\n',
      stderr: '',
    })
  })

  test('the long form has size, date and name in columns', async () => {
    const { stdout } = await cli('ls', '-l', '--sort', 'size', '--reverse', 'cloudreve://my/Documents')
    expect(stdout.split('\n').filter((line) => !line.includes('Letters'))).toEqual([
      '  4.1 MB  2026-09-02 12:00  b large.bin',
      '     5 B  2026-09-03 12:00  a small.txt',
      '     1 B  2026-09-01 12:00  c ␛[31mred\ufffd.txt',
      '',
    ])
  })

  test('without a URI it lists the root', async () => {
    expect((await cli('ls')).stdout).toBe('Documents/\n')
  })

  test("a file's own URI lists the file, as one JSON object with everything a script needs", async () => {
    const uri = 'cloudreve://my/Documents/a%20small.txt'
    const { id, entityId } = fake.tree.stat('/Documents/a small.txt') ?? {}
    expect(jsonLines(await cli('ls', '--json', uri))).toEqual([
      {
        event: 'entry',
        kind: 'file',
        name: 'a small.txt',
        uri,
        id,
        size: 5,
        entity: entityId,
        modified: '2026-09-03T12:00:00.000Z',
      },
    ])
  })

  test('a share link is listed by a guest, with its password from the standard input', async () => {
    const { url } = fake.shares.add('/Documents', { password: 'tulip' })
    const bare = url.replace(/\/tulip$/, '')
    const options = { profile: guestProfile, input: 'tulip\n' }
    const end = await runCli(['ls', '--sort', 'name', '--password-stdin', bare], options)
    expect([end.code, end.stdout.split('\n')[0], end.stderr]).toEqual([0, 'Letters/', ''])
    // The vault knows the password now.
    expect((await runCli(['ls', bare], { profile: guestProfile })).code).toBe(0)
  })

  test('a share that asks for a password ends with 3 when there is nobody to ask', async () => {
    const { url } = fake.shares.add('/Documents', { password: 'tulip' })
    const end = await runCli(['ls', url.replace(/\/tulip$/, '')], { profile: guestProfile })
    expect([end.code, end.stdout]).toEqual([3, ''])
    expect(end.stderr).toMatch(/^The share asks for a password, and there is none or a wrong one\./)
  })
})

describe('url', () => {
  test('prints one signed link per file, in the order asked, and names what has none', async () => {
    const end = await cli('url', 'cloudreve://my/nope', 'cloudreve://my/Documents/a%20small.txt')
    expect([end.code, end.stdout.split('\n').length]).toEqual([1, 2])
    expect(end.stderr).toMatch(/^cloudreve:\/\/my\/nope: There is nothing under this name on the site\./)
    const answer = await fetch(end.stdout.trim())
    expect(await answer.text()).toBe('hello')
  })

  test('a share of one file has the link of that file', async () => {
    const { url } = fake.shares.add('/Documents/a small.txt')
    const end = await cli('url', url)
    expect([end.code, end.stderr]).toEqual([0, ''])
    expect(await (await fetch(end.stdout.trim())).text()).toBe('hello')
  })

  test('a folder has none: it says what to ask for instead', async () => {
    const { url } = fake.shares.add('/Documents')
    const end = await cli('url', 'cloudreve://my/Documents', url, 'cloudreve://my')
    expect([end.code, end.stdout]).toEqual([1, ''])
    const told = end.stderr.split('\n').slice(0, -1)
    expect(told.map((line) => line.replace(/ \[.*$/, ''))).toEqual(
      ['cloudreve://my/Documents', url, 'cloudreve://my'].map(
        (source) =>
          `${source}: A folder has no link of its own. Ask for a link to one zip of it with --archive, or name the files.`,
      ),
    )
  })

  test('a link leads to the address of the account, unless the site is to name its own', async () => {
    fake.settings.linkOrigin = 'http://localhost:5212'
    const uri = 'cloudreve://my/Documents/a%20small.txt'
    const [near, named] = [await cli('url', uri), await cli('url', '--primary', uri)]
    fake.settings.linkOrigin = 'site'
    expect([new URL(near.stdout).origin, new URL(named.stdout).origin]).toEqual([
      fake.url,
      'http://localhost:5212',
    ])
    expect(await (await fetch(near.stdout.trim())).text()).toBe('hello')
  })

  test('passes every option on', async () => {
    fake.clearRequests()
    const entity = fake.tree.stat('/Documents/a small.txt')?.entityId ?? ''
    const uri = 'cloudreve://my/Documents/a%20small.txt'
    await cli('url', uri, '--entity', entity, '--no-cache', '--download', '--primary')
    const asked = fake.requests
      .filter(({ path }) => path.endsWith('/file/url'))
      .map(({ body }) => JSON.parse(body) as unknown)
    expect(asked).toEqual([
      {
        uris: [uri],
        entity,
        no_cache: true,
        download: true,
        use_primary_site_url: true,
      },
    ])
  })

  test('an archive is one link for all', async () => {
    const end = await cli(
      'url',
      '--archive',
      '--json',
      'cloudreve://my/Documents',
      'cloudreve://my/Documents/a%20small.txt',
    )
    const [link] = jsonLines(end)
    expect([end.code, link?.['event'], jsonLines(end).length]).toEqual([0, 'link', 1])
    const bytes = Buffer.from(await (await fetch(String(link?.['url']))).arrayBuffer())
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
  })
})
