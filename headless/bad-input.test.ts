import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jsonLines, runCli } from '../testing/cli/cli-process.ts'
import { startFakeCloudreve, type FakeCloudreve } from '../testing/fake-cloudreve/index.ts'

let fake: FakeCloudreve
let profile: string
let folder: string

const newFolder = () => mkdtemp(join(tmpdir(), 'reverie-cli-'))
const loginArgs = (site: string) => ['login', site, '--email', 'reader@example.org', '--password-stdin']

beforeAll(async () => {
  fake = await startFakeCloudreve()
  fake.tree.addFile('/Documents/a.txt', { text: 'hello' })
  fake.tree.addFile('/Film.mkv', { sizeBytes: 8_000_000 })
  profile = await newFolder()
  folder = await newFolder()
  await runCli(loginArgs(fake.url), { profile, input: fake.user.password })
})
afterAll(async () => {
  await fake.close()
  await rm(profile, { recursive: true })
  await rm(folder, { recursive: true })
})

const cli = (...args: string[]) => runCli(args, { profile, cwd: folder, input: 'wrong\n' })
/** Everything below the folder, finished or not. */
const landed = () => readdir(folder, { recursive: true })

describe('wrong usage ends with 2, says what to write, and starts nothing', () => {
  test.each([
    [['get', '/Documents/a.txt'], '“/Documents/a.txt” is a path', 'cloudreve://my/Documents/a.txt'],
    [['get', 'Documents\\a b.txt'], 'is a path', 'cloudreve://my/Documents/a%20b.txt'],
    [['ls', 'cloudreve://nowhere/a'], 'is not a URI of a Cloudreve', 'Write cloudreve://my/<path>'],
    [['url', 'cloudreve://my/100%'], 'is not a URI of a Cloudreve', '%25'],
    [['get', 'https://cloud.example.org/home'], 'no share link', 'https://site/s/'],
    [
      ['get', 'cloudreve://my/a', '--conflict', 'ask'],
      'no terminal to ask on',
      'rename, overwrite, skip, skip-if-same',
    ],
    [
      ['get', 'cloudreve://my/a', '--conflict', 'maybe'],
      "argument 'maybe' is invalid",
      'Allowed choices are rename',
    ],
    [['get', 'cloudreve://my/a', '--limit-rate', 'fast'], "argument 'fast' is invalid", '500k, 2M or 1.5MiB'],
    [['get', 'cloudreve://my/a', '--connections', '17'], "argument '17' is invalid", 'from 1 to 16'],
    [['get', 'cloudreve://my/a', '--max-wait', 'long'], "argument 'long' is invalid", '90s, 10m or 2h'],
    [
      ['get', 'cloudreve://my/a', 'cloudreve://my/b', '--entity', 'x'],
      '--entity names a version of one file',
      'exactly one URI',
    ],
    [['get'], "missing required argument 'uri'", 'reverie help'],
    [['fetch'], "unknown command 'fetch'", 'reverie help'],
    [['ls', '--sort', 'colour'], "argument 'colour' is invalid", 'name, size, modified'],
    [
      ['login', 'http://', '--email', 'a@b', '--password-stdin'],
      'is not the address of a site',
      'https://cloud.example.org',
    ],
    [
      ['login', 'a b', '--email', 'a@b', '--password-stdin'],
      'is not the address of a site',
      'https://cloud.example.org',
    ],
    [['login', 'x.example/s/AbCd/pw', '--email', 'a@b'], 'This is a share link', 'reverie get'],
    [['login', 'https://x'], 'It is not said who signs in', '--email'],
    [['get', 'cloudreve://my/a', '--account', 'nobody'], 'no account “nobody”', 'reverie accounts'],
    [['queue', 'pause', 'none'], 'There is no none on the list', 'reverie queue'],
    [['queue', 'pause', 'x'], '“x” is no id', 'reverie queue'],
    [['queue', 'cancel'], 'Nothing is named', '--all'],
    [['queue', 'list', '--watch', 'abcd'], '--watch follows the whole list', 'Leave the ids out'],
    [['serve', '--port', '70000'], "argument '70000' is invalid", '0 to 65535'],
  ])('%j', async (args, happened, helps) => {
    const end = await cli(...args)
    expect(end.code, end.stderr).toBe(2)
    expect(end.stderr).toContain(happened)
    expect(end.stderr).toContain(helps)
    expect(await landed()).toEqual([])
  })

  test.each([
    [['--json', 'frob'], "Unknown command 'frob'. “reverie help” lists what can be written."],
    [['get', '--json'], "Missing required argument 'uri'. “reverie help” lists what can be written."],
    [['--json'], 'No command is given. “reverie help” lists what can be written.'],
  ])('%j is an error object as well', async (args, message) => {
    const end = await cli(...args)
    expect([end.code, jsonLines(end), end.stderr === '']).toEqual([
      2,
      [{ event: 'error', kind: 'usage', message, exitCode: 2 }],
      false,
    ])
  })

  test('an e-mail address that the site cannot read', async () => {
    const args = ['login', fake.url, '--email', 'nobody', '--password-stdin']
    const end = await runCli(args, { profile, input: 'some password' })
    expect([end.code, end.stderr.replace(/ \[.*\n$/, '')]).toEqual([
      3,
      'The e-mail address or the password is wrong. Check both and sign in again.',
    ])
  })

  test('a version of a folder', async () => {
    const end = await cli('get', 'cloudreve://my/Documents', '--entity', 'abc')
    expect([end.code, end.stderr, await landed()]).toEqual([
      2,
      '--entity names a version of a file, and cloudreve://my/Documents is a folder. Name the file, or leave --entity out.\n',
      [],
    ])
  })

  test("a broken URI is repeated without the share's password", async () => {
    const end = await cli('get', 'cloudreve://id:tulip42@share/100%')
    expect([end.code, end.stderr.includes('tulip42')]).toEqual([2, false])
  })
})

describe('a refusal says what happened and what helps, and leaves no half file', () => {
  test.each([
    [['get', 'cloudreve://my/nope.txt'], 1, 'There is nothing under this name on the site.', '[not-found:'],
    [['get', 'cloudreve://my/docUMENTS'], 1, 'There is nothing under this name on the site.', '[not-found:'],
    [['ls', 'cloudreve://my/nope'], 1, 'There is nothing under this name on the site.', '[not-found:'],
    [['ls', 'cloudreve://abcd@my/'], 1, 'The site does not allow this account to do that.', '[forbidden:'],
  ])('%j', async (args, code, happened, detail) => {
    const end = await cli(...args)
    expect([end.code, end.stderr.includes(happened), end.stderr.includes(detail), await landed()]).toEqual([
      code,
      true,
      true,
      [],
    ])
  })

  test('without an account', async () => {
    const empty = await newFolder()
    const end = await runCli(['ls'], { profile: empty })
    expect([end.code, end.stderr]).toEqual([
      3,
      'You are not signed in, or the session has ended. Sign in with “reverie login <site> --email <e-mail>” and run the same command again. [sign-in-required]\n',
    ])
    await rm(empty, { recursive: true })
  })

  test('a wrong password of a share', async () => {
    const { url } = fake.shares.add('/Documents', { password: 'tulip' })
    const guest = await newFolder()
    const end = await runCli(['get', url.replace(/tulip$/, 'rose')], { profile: guest, cwd: folder })
    await rm(guest, { recursive: true })
    expect([end.code, end.stderr.split('.')[0], await landed()]).toEqual([
      3,
      'The share asks for a password, and there is none or a wrong one',
      [],
    ])
    expect(end.stderr).not.toContain('rose')
  })

  test('a share that is gone', async () => {
    const { id, url } = fake.shares.add('/Documents')
    fake.shares.remove(id)
    const end = await cli('get', url)
    expect([end.code, end.stderr.split('.')[0]]).toEqual([
      1,
      'The share is gone: deleted, expired, or its downloads are used up',
    ])
  })

  test('shares closed to guests', async () => {
    const { url } = fake.shares.add('/Documents')
    fake.settings.anonymousShares = false
    const guest = await newFolder()
    const end = await runCli(['get', url], { profile: guest, cwd: folder })
    fake.settings.anonymousShares = true
    expect([end.code, end.stderr.split('.')[0]]).toEqual([
      3,
      'You are not signed in, or the session has ended',
    ])
    await rm(guest, { recursive: true })
  })
})

describe('sites that are none', () => {
  test('another web server', async () => {
    const other = createServer((_, response) => response.end('<h1>hello</h1>'))
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const site = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
    const end = await cli(...loginArgs(site))
    other.close()
    expect([end.code, end.stderr.split('.')[0]]).toEqual([1, 'There is no Cloudreve 4 site at this address'])
  })

  test('nobody answers', async () => {
    const end = await cli(...loginArgs('http://127.0.0.1:9'))
    expect([end.code, end.stderr.replace(/ \[.*\n$/, '')]).toEqual([
      1,
      'The site could not be reached. Check the address and the network, then sign in again.',
    ])
  })

  test('a certificate that nobody vouches for: nothing is sent', async () => {
    const secure = await startFakeCloudreve({ tls: 'site' })
    const end = await cli(...loginArgs(secure.url))
    expect([end.code, end.stderr.split(',')[0], secure.requests]).toEqual([
      1,
      `${secure.url} shows a certificate of “localhost”`,
      [],
    ])
    await secure.close()
  })
})

describe('targets that take no files', () => {
  test('a folder below a file', async () => {
    const file = join(folder, 'file.txt')
    await writeFile(file, 'mine')
    const end = await cli('get', 'cloudreve://my/Documents', '-o', join(file, 'sub'))
    expect([end.code, end.stderr.split('.')[0], await landed()]).toEqual([
      1,
      'Files cannot be written to that folder',
      ['file.txt'],
    ])
    await rm(file)
  })

  test.runIf(process.platform === 'linux')('a folder of the system', async () => {
    const end = await cli('get', 'cloudreve://my/Documents', '-o', '/proc/1')
    expect([end.code, end.stderr.includes('Files cannot be written to that folder.')]).toEqual([1, true])
  })

  test.runIf(process.platform === 'linux')('a place where no folder can be made', async () => {
    const end = await cli('get', 'cloudreve://my/Documents', '-o', '/proc/reverie/new')
    expect([end.code, end.stderr]).toEqual([
      1,
      'Files cannot be written to that folder. Choose another folder with -o, or change the rights of this one. [disk-denied: /proc/reverie/new: ENOENT]\n',
    ])
  })

  // A limit on the size of files stands for a FAT disk. The system then sends a signal that has to be heard, or it ends
  // the process.
  test.runIf(process.platform !== 'win32')('a disk that holds no file of this size', async () => {
    const wrapper = ['/bin/sh', '-c', 'ulimit -f 4096; exec "$0" "$@"'] as const
    const end = await runCli(['get', 'cloudreve://my/Film.mkv'], {
      profile,
      cwd: folder,
      wrapper: [...wrapper],
      env: { NODE_OPTIONS: `--import=data:text/javascript,process.on('SIGXFSZ',()=>{})` },
    })
    expect([end.code, end.stderr.split('.').slice(0, 2)]).toEqual([
      1,
      ['Film', 'mkv: The file is larger than this disk can hold in one file'],
    ])
    expect((await landed()).filter((name) => !name.startsWith('.rv'))).toEqual([])
    expect((await cli('get', 'cloudreve://my/Film.mkv')).code).toBe(0)
    expect(await landed()).toEqual(['Film.mkv'])
    await rm(join(folder, 'Film.mkv'))
  })
})

describe('a password in what was typed wrongly is not repeated', () => {
  test.each([
    [['get', 'cloudreve://AbCd:hun/ter2@share']],
    [['get', 'cloudreve://AbCd:hun@ter2@share']],
    [['get', 'cloud.example.org/s/AbCd/ter2']],
    [['https://cloud.example.org/s/AbCd/ter2']],
    [['--json', 'https://cloud.example.org/s/AbCd/ter2']],
    [['queue', 'resume', 'https://cloud.example.org/s/AbCd/ter2']],
    [['login', 'https://me:ter2@cloud.example.org', '--email', 'a@example.org']],
    [['login', 'https://cloud.example.org/s/AbCd/ter2', '--email', 'a@example.org']],
  ])('%j', async (args) => {
    const { code, stdout, stderr } = await cli(...args)
    expect([code, (stdout + stderr).includes('ter2')]).toEqual([2, false])
  })

  test('nor as the source of a link', async () => {
    const { id } = fake.shares.add('/Documents', { password: 'ter2' })
    const written = [
      `${fake.url}/s/${id}/ter2`,
      `${fake.url}/home?path=${encodeURIComponent(`cloudreve://${id}:ter2@share`)}`,
      `cloudreve://${id}:ter2@share/Documents/none.txt`,
    ]
    for (const name of written) {
      const end = await cli('--json', 'url', name)
      expect([end.code, (end.stdout + end.stderr).includes('ter2')]).toEqual([1, false])
    }
  })
})

test('ls of a folder whose pages never end comes to an end', async () => {
  const file = {
    type: 0,
    id: 'f1',
    name: 'a\u001b[31m.txt',
    path: 'cloudreve://s1@share/a.txt',
    size: 1,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    primary_entity: 'e1',
  }
  let pages = 0
  const dataAt = (path: string) => {
    if (path.includes('/site/ping')) return '4.18.0'
    if (path.includes('/share/info')) return { id: 's1', unlocked: true }
    if (!path.includes('/file?')) return {}
    pages += 1
    return { files: [file], pagination: { next_token: `t${pages}`, is_cursor: true } }
  }
  const server = createServer((request, response) =>
    response.end(JSON.stringify({ code: 0, data: dataAt(request.url ?? '') })),
  ).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const end = await cli('ls', `http://127.0.0.1:${(server.address() as AddressInfo).port}/s/s1`)
  server.close()
  server.closeAllConnections()
  expect([end.code, end.stdout, pages]).toEqual([1, 'a␛[31m.txt\n', 2])
})
