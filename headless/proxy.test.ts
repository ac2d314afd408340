// The command line behind a proxy and with an authority of its own, both named by the environment as for any other
// program (scenario t30).

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runCli } from '../testing/cli/cli-process.ts'
import { startFakeCloudreve } from '../testing/fake-cloudreve/index.ts'
import type { FakeCloudreve } from '../testing/fake-cloudreve/index.ts'
import { startTestProxy } from '../testing/proxy/test-proxy.ts'
import type { TestProxy } from '../testing/proxy/test-proxy.ts'

const certificate = fileURLToPath(
  new URL('../testing/fake-cloudreve/tls/test-only-cert.pem', import.meta.url),
)
const password = 'p@ss:w%rd'
const noProxies = {
  http_proxy: '',
  HTTP_PROXY: '',
  https_proxy: '',
  HTTPS_PROXY: '',
  all_proxy: '',
  ALL_PROXY: '',
}
let folder: string
let fake: FakeCloudreve
let proxy: TestProxy

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-proxy-'))
  proxy = await startTestProxy({ user: { name: 'me', password } })
})
afterEach(async () => {
  await fake.close()
  await proxy.close()
  await rm(folder, { recursive: true, force: true })
})

const run = (args: readonly string[], env: Record<string, string>, input = '') =>
  runCli(args, {
    profile: join(folder, 'profile'),
    input,
    env: { ...noProxies, no_proxy: '', NO_PROXY: '', ...env },
  })
const login = (site: string, env: Record<string, string>) =>
  run(['login', site, '--email', fake.user.email, '--password-stdin'], env, `${fake.user.password}\n`)

it('signs in and downloads from a site that only the proxy can reach', async () => {
  fake = await startFakeCloudreve()
  fake.tree.addFile('/film.bin', { sizeBytes: 300_000 })
  const env = { http_proxy: proxy.url }
  const site = `http://cloud.reverie.invalid:${new URL(fake.url).port}`
  expect(await login(site, env)).toMatchObject({ code: 0 })
  const got = await run(['get', 'cloudreve://my/film.bin', '-o', folder], env)
  expect(got).toMatchObject({ code: 0 })
  expect(await readFile(join(folder, 'film.bin'))).toEqual(
    Buffer.from(fake.content('/film.bin').read(0, 300_000)),
  )
  expect(proxy.records).toHaveLength(fake.requests.length)
})

it('says in words that the proxy wants a password, asks once, ends, and repeats no secret', async () => {
  fake = await startFakeCloudreve()
  fake.tree.addFile('/film.bin', { sizeBytes: 300_000 })
  const env = { http_proxy: proxy.url }
  const site = `http://cloud.reverie.invalid:${new URL(fake.url).port}`
  await login(site, env)
  proxy.setPassword('another')
  const before = proxy.records.length
  const got = await run(['get', 'cloudreve://my/film.bin', '-o', folder], env)
  expect(got.code).toBe(1)
  expect(got.stderr).toContain('The proxy asks for a user and a password')
  expect(got.stdout + got.stderr).not.toContain('p%40ss')
  expect(got.stdout + got.stderr).not.toContain(password)
  expect(proxy.records.length - before).toBe(1)
})

it('trusts the authorities of NODE_EXTRA_CA_CERTS, for the API and for the bytes', async () => {
  fake = await startFakeCloudreve({ tls: 'both', settings: { linkOrigin: 'storage' } })
  fake.tree.addFile('/film.bin', { sizeBytes: 300_000 })
  const refused = await login(fake.url, {})
  expect(refused.code).toBe(1)
  expect(refused.stderr).toContain('certificate')
  const env = { NODE_EXTRA_CA_CERTS: certificate }
  expect(await login(fake.url, env)).toMatchObject({ code: 0 })
  expect(await run(['get', 'cloudreve://my/film.bin', '-o', folder], env)).toMatchObject({ code: 0 })
  expect(await readFile(join(folder, 'film.bin'))).toEqual(
    Buffer.from(fake.content('/film.bin').read(0, 300_000)),
  )
  expect(fake.requests.filter(({ kind }) => kind === 'content').map(({ listener }) => listener)).toEqual([
    'storage',
  ])
})
