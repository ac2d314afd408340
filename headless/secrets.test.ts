// One journey with everything that is secret in it, and then a search: no secret may lie or have been said anywhere but
// in the vault. What single functions take out is tested beside them.

import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { connectChannel, type Channel } from '../contract/channel.ts'
import { bridgeProtocols } from '../contract/door-key.ts'
import type { Bridge } from '../contract/treaty.ts'
import { createHost } from '../host/create-host.ts'
import { createFileLogger } from '../host/file-logger.ts'
import { jsonLines, runCli } from '../testing/cli/cli-process.ts'
import { faults, startFakeCloudreve, totpCode, type FakeCloudreve } from '../testing/fake-cloudreve/index.ts'
import { unzip } from '../testing/zip/unzip.ts'
import { createParts } from './parts.ts'
import { listPageFiles } from './web/page-files.ts'
import { createWebHost } from './web/web-host.ts'
import { createWebShell } from './web/web-shell.ts'

const email = 'careful@example.org'
const password = 'pass phrase Zq81'
const wrongPassword = 'wrong phrase Zq82'
const sharePassword = "sh@re:Zq83/it's"
const otpSecret = 'JBSWY3DPEHPK3PXP'

let fake: FakeCloudreve
let folder: string
let profile: string
/** Everything that the program said: standard streams, and what crossed to the page. */
const said: string[] = []
const diagnostics = new Map<string, string>()
/** Files of the same zip, made by the command line. */
const byCommand: string[] = []
/** Known to be secret only once they were made. */
const made: string[] = []

const cli = async (args: readonly string[], input = '') => {
  const end = await runCli(args, { profile, input, cwd: folder })
  said.push(end.stdout, end.stderr)
  return end
}

/** Every way a secret could be written down. */
const formsOf = (secret: string) => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('base64'),
]

async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

async function pass(bridge: Bridge, share: { id: string; url: string }): Promise<void> {
  await bridge.invoke('account.signIn', { site: fake.url, email, password: wrongPassword })
  await bridge.invoke('account.signIn', { site: fake.url, email, password })
  await bridge.invoke('share.open', { link: share.url, password: wrongPassword })
  const opened = await bridge.invoke('share.open', { link: share.url, password: sharePassword })
  if (!opened.ok || opened.value.step !== 'opened') throw new Error('the share was not opened')
  const { accountId, uri } = opened.value
  await bridge.invoke('browser.list', { accountId, uri, order: 'name', direction: 'asc' })
  // A password in a URI is refused, and not said again.
  const typed = `cloudreve://${share.id}:${encodeURIComponent(sharePassword)}@share/`
  await bridge.invoke('browser.list', { accountId, uri: typed, order: 'name', direction: 'asc' })
  const added = await bridge.invoke('queue.add', { accountId, roots: [{ uri }], target: { kind: 'default' } })
  if (!added.ok) throw new Error(added.failure.kind)
  const { batchId } = added.value
  await new Promise<void>((resolve) => {
    const look = async () => {
      const window = await bridge.invoke('queue.window', { batchId, view: 'completed', offset: 0, limit: 10 })
      if (window.ok && window.value.total === 2) resolve()
    }
    bridge.on('queue.changed', () => void look())
    void look()
  })
  await bridge.invoke('queue.window', { view: 'all', offset: 0, limit: 100 })
  await bridge.invoke('activity.list', {})
  const saved = await bridge.invoke('diagnostics.save', {})
  if (!saved.ok || saved.value.path === null) throw new Error('no diagnostics')
  for (const [name, content] of unzip(await readFile(saved.value.path))) {
    diagnostics.set(name, content.toString())
    said.push(content.toString())
  }
}

/** The page's end of the bridge, in the profile, with a log of everything. */
async function visit(share: { id: string; url: string }): Promise<void> {
  const downloads = join(folder, 'by-page')
  const shell = createWebShell(() => downloads)
  const logger = createFileLogger(join(profile, 'log'), { level: 'debug' })
  const host = await createHost({
    ...createParts({ profile, shell, fixed: { downloadFolder: downloads } }),
    logger,
  })
  const pageFolder = join(folder, 'page')
  await mkdir(pageFolder)
  await writeFile(join(pageFolder, 'index.html'), '<meta name="door-key" content="__DOOR_KEY__">')
  const page = await listPageFiles(pageFolder)
  if (page === undefined) throw new Error('the page of this test is missing')
  const web = await createWebHost({ host, page, logger })
  const address = web.newAddress()
  const visitor = await fetch(address, { redirect: 'manual' })
  const cookie = visitor.headers.get('set-cookie')?.split(';')[0] ?? ''
  const key = /name="door-key" content="([^"]+)"/.exec(await visitor.text())?.[1] ?? ''
  made.push(new URL(address).searchParams.get('token') ?? '', cookie.split('=')[1] ?? '', key)
  const socket = new WebSocket(`${web.origin.replace('http', 'ws')}/bridge`, bridgeProtocols(key), {
    headers: { origin: web.origin, cookie },
  })
  await once(socket, 'open')
  const channel: Channel = {
    send: (message) => socket.send(JSON.stringify(message)),
    listen: (listener) => {
      socket.on('message', (data: Buffer) => {
        said.push(data.toString())
        listener(JSON.parse(data.toString()))
      })
      return () => undefined
    },
    onClose: (listener) => (socket.on('close', listener), () => undefined),
  }
  host.engine.start()
  await pass(connectChannel(channel), share)
  await web.close()
  await host.close()
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-secrets-'))
  profile = join(folder, 'profile')
  fake = await startFakeCloudreve({ settings: { loginCaptcha: true } })
  fake.addUser({ email, password, otpSecret })
  fake.tree.addFile('/docs/a.bin', { sizeBytes: 3_000_000 })
  fake.tree.addFile('/docs/b.txt', { text: 'hello' })
  const share = fake.shares.add('/docs', { password: sharePassword })

  const login = ['login', fake.url, '--email', email, '--password-stdin', '--json']
  const captcha = async () => {
    const ticket = String(jsonLines(await cli(login, password))[0]?.['ticket'])
    return ['--captcha', fake.captchaSolution(ticket) ?? '', '--captcha-ticket', ticket]
  }
  const otp = totpCode(otpSecret, fake.clock.nowMs())
  made.push(otp)
  await cli([...login, ...(await captcha())], wrongPassword)
  await cli([...login, ...(await captcha()), '--otp', '000000'], password)
  const signedIn = await cli([...login, ...(await captcha()), '--otp', otp], password)
  if (signedIn.code !== 0) throw new Error(`not signed in: ${signedIn.stderr}`)
  fake.settings.loginCaptcha = false

  fake.settings.linkOrigin = 'storage'
  fake.faults.add({ on: 'content', fault: faults.cutAfter(700_000), times: 2 })
  fake.faults.add({ on: 'content', fault: faults.expireNow(), times: 1, after: 2 })
  await cli(['get', share.url, '-o', join(folder, 'by-link'), '--json'])
  const typed = `cloudreve://${share.id}:${encodeURIComponent(sharePassword)}@share/a.bin`
  await cli(['ls', typed, '--long'])
  await cli(['get', typed, '-o', join(folder, 'by-uri')])
  await cli(['get', `${fake.url}/s/${share.id}/${encodeURIComponent(wrongPassword)}`])
  await cli(['queue', '--json'])
  fake.clock.advance(3_700_000)
  await cli(['ls', `cloudreve://my`])
  await visit(share)
  await cli(['accounts', '--json'])
  const zip = join(folder, 'diagnostics.zip')
  await cli(['diagnostics', '-o', zip])
  for (const [name, content] of unzip(await readFile(zip))) {
    byCommand.push(name)
    said.push(content.toString())
  }
}, 60_000)
afterAll(async () => {
  await fake.close()
  await rm(folder, { recursive: true })
})

describe('after a journey with password, one-time code, captcha, share, broken and expired links', () => {
  test('the files are here, over every obstacle', async () => {
    expect(Object.values(fake.faults.hits())).toEqual([2, 1])
    const { read } = fake.content('/docs/a.bin')
    for (const place of ['by-link/docs/a.bin', 'by-uri/a.bin', 'by-page/docs/a.bin'])
      expect((await readFile(join(folder, place))).equals(read(0, 3_000_000))).toBe(true)
  })

  test('nothing secret lies in the profile but in the vault, which is for its owner alone', async () => {
    const vault = join(profile, 'vault.json')
    const text = await readFile(vault, 'utf8')
    const tokens = text.match(/eyJ[\w.-]+/g) ?? []
    expect([tokens.length > 1, text.includes(sharePassword), text.includes(password)]).toEqual([
      true,
      true,
      false,
    ])
    expect((await stat(vault)).mode & 0o777).toBe(0o600)
    const secrets = [password, wrongPassword, sharePassword, ...tokens, ...made].flatMap(formsOf)
    for (const path of await filesBelow(profile)) {
      if (path === vault) continue
      const content = await readFile(path)
      const found = [...secrets, 'sign=', 'eyJ'].filter((secret) => content.includes(secret))
      expect([
        path,
        found.filter((secret) => secret !== 'sign=' || !content.includes('sign=[redacted]')),
      ]).toEqual([path, []])
    }
  })

  test('nothing secret was said', async () => {
    const tokens = (await readFile(join(profile, 'vault.json'), 'utf8')).match(/eyJ[\w.-]+/g) ?? []
    const secrets = [password, wrongPassword, sharePassword, ...tokens, ...made].flatMap(formsOf)
    const all = said.join('\n')
    expect([...secrets, 'sign=', 'eyJ'].filter((secret) => all.includes(secret))).toEqual([])
  })

  test('the diagnostics tell much, and neither secrets nor names of people and files', () => {
    expect([...diagnostics.keys()]).toEqual([
      ...['README.txt', 'about.json', 'settings.json', 'accounts.json', 'queue.json', 'log/reverie.log'],
    ])
    expect(byCommand).toEqual([...diagnostics.keys()])
    const all = [...diagnostics.values()].join('\n')
    expect(JSON.parse(diagnostics.get('queue.json') ?? '')).toMatchObject({
      totals: { byState: { completed: 5 } },
      transfers: Array(5).fill({ state: 'completed' }),
    })
    expect([email, 'a.bin', 'b.txt', profile].filter((word) => all.includes(word))).toEqual([])
  })

  test('the token went to the site alone, never with a refresh, and no cookie anywhere', () => {
    const bare = fake.requests.filter(({ kind }) =>
      ['content', 'refresh', 'login', 'twoFactor', 'archive'].includes(kind),
    )
    expect(bare.some(({ listener }) => listener === 'storage')).toBe(true)
    expect(bare.some(({ kind }) => kind === 'refresh')).toBe(true)
    expect(bare.filter(({ hasAuthorization }) => hasAuthorization)).toEqual([])
    expect(fake.requests.filter(({ headers }) => 'cookie' in headers || 'referer' in headers)).toEqual([])
  })
})
