import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { jsonLines, runCli, startCli } from '../testing/cli/cli-process.ts'
import { startFakeCloudreve, type FakeCloudreve } from '../testing/fake-cloudreve/index.ts'

let fake: FakeCloudreve
let profile: string

beforeAll(async () => {
  fake = await startFakeCloudreve()
})
afterAll(() => fake.close())
beforeEach(async () => {
  profile = await mkdtemp(join(tmpdir(), 'reverie-cli-'))
})
afterEach(() => rm(profile, { recursive: true }))

const pageIn = (stdout: string) => /^Open (\S+)$/m.exec(stdout)?.[1] ?? ''

test('the page of the site: its address is printed, and the answer given as a line', async () => {
  const cli = startCli(['login', fake.url, '--browser'], { profile })
  const page = pageIn(await cli.said(/^Open \S+$/m))
  cli.process.stdin.end(`${fake.oauth.consent(page)}\n`)
  expect(await cli.ended).toEqual({
    code: 0,
    stdout: `Open ${page}\nSigned in to Cloudreve as reader.\n`,
    stderr: '',
  })
  const shown = await runCli(['accounts', 'show', '--json'], { profile })
  expect(jsonLines(shown)).toMatchObject([
    { event: 'account-details', addresses: [fake.url], health: 'ready', usedBytes: 0 },
  ])
})

test('the answer of another sign-in is refused', async () => {
  const cli = startCli(['login', fake.url, '--browser'], { profile })
  const page = new URL(pageIn(await cli.said(/^Open \S+$/m)))
  page.searchParams.set('state', 'another')
  cli.process.stdin.end(`${fake.oauth.consent(page.href)}\n`)
  const end = await cli.ended
  expect([end.code, end.stderr.startsWith('The answer belongs to another sign-in')]).toEqual([3, true])
})

test('an own client brings the answer back by itself, and nothing else is taken for it', async () => {
  const port = await freePort()
  const redirectUri = `http://127.0.0.1:${port}/cb`
  fake.oauth.register({
    ...{ id: 'own', name: 'Own', secret: 'own secret', redirectUris: [redirectUri], refreshTtlSeconds: 3600 },
    scopes: ['openid', 'profile', 'offline_access', 'UserInfo.Write', 'Files.Write', 'Shares.Write'],
  })
  const cli = startCli(
    [
      'login',
      fake.url,
      '--browser',
      '--client-id',
      'own',
      '--client-secret-stdin',
      '--redirect',
      redirectUri,
    ],
    { profile, input: 'own secret\n' },
  )
  const page = pageIn(await cli.said('Waiting for the sign-in'))
  const answer = new URL(fake.oauth.consent(page))
  const wrong = new URL(answer)
  wrong.searchParams.set('state', 'x')
  expect((await fetch(wrong)).status).toBe(400)
  expect((await fetch(`http://127.0.0.1:${port}/elsewhere?code=1`)).status).toBe(404)
  expect(await (await fetch(answer)).text()).toBe('You are signed in. You may close this page.\n')
  const end = await cli.ended
  expect([end.code, end.stderr]).toEqual([0, ''])
  expect(await readFile(join(profile, 'settings.json'), 'utf8')).not.toContain('own secret')
})

test('a certificate that nobody vouches for is shown, and believed when it is named', async () => {
  const home = await startFakeCloudreve({ tls: 'both' })
  const login = (...more: string[]) =>
    runCli(['login', home.url, '--email', home.user.email, '--password-stdin', ...more], {
      profile,
      input: `${home.user.password}\n`,
    })
  const refused = await login()
  const fingerprint = /--trust ([0-9A-F:]{95})/.exec(refused.stderr)?.[1] ?? ''
  expect([refused.code, fingerprint.length]).toEqual([1, 95])
  expect(home.requests.filter(({ kind }) => kind === 'login')).toEqual([])
  expect((await login('--trust', fingerprint)).code).toBe(0)
  await home.close()
  const out = await runCli(['logout'], { profile })
  expect([out.code, out.stderr.startsWith('The site could not be reached')]).toEqual([0, true])
  expect(await readFile(join(profile, 'vault.json'), 'utf8')).toBe('{}')
}, 90_000)

test.each([
  [['login', 'cloud.example.org'], 'It is not said who signs in.'],
  [['login', 'cloud.example.org', '--browser', '--client-id', 'x'], 'A client needs its redirect address'],
  [['accounts', 'set'], 'It is not said what to change.'],
])('%j is wrong usage', async (args, words) => {
  const end = await runCli(args, { profile })
  expect([end.code, end.stderr.startsWith(words)]).toEqual([2, true])
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
