// A proxy between the engine and everything else (scenario t30): what it sees, what it may do wrong, and that nothing ever
// goes around it.

import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'
import { faults, startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import { readTestCertificate } from '../../testing/fake-cloudreve/test-certificate.ts'
import { startTestProxy } from '../../testing/proxy/test-proxy.ts'
import type { TestProxy } from '../../testing/proxy/test-proxy.ts'
import type { ProxyOf } from '../ports/proxies.ts'

const mib = 1_048_576
const size = 3 * mib + 17
const secret = 'p@ss:w%rd'
const trusted = getCACertificates('default')
let s: Scenario
let proxy: TestProxy
/** What leads where from now on. */
let route: ProxyOf

afterEach(async () => {
  await s.close()
  await proxy.close()
  setDefaultCACertificates(trusted)
})

async function begin(
  options: Parameters<typeof startScenario>[0] & { password?: string; tls?: 'both' } = {},
): Promise<string> {
  const { password, tls, ...others } = options
  if (tls !== undefined) setDefaultCACertificates([...trusted, (await readTestCertificate()).cert])
  proxy = await startTestProxy(password === undefined ? {} : { user: { name: 'me', password } })
  route = () => proxy.url
  s = await startScenario({
    ...others,
    proxyOf: (url) => route(url),
    site: { ...others.site, ...(tls === undefined ? {} : { tls }) },
  })
  s.file('film.bin', size)
  return s.fetch('film.bin')
}

async function expectRight(batchId: string): Promise<void> {
  const { state } = await s.only(batchId)
  expect(state).toEqual({ kind: 'completed', path: `${s.target}/film.bin`, outcome: 'downloaded' })
  expect(await s.landed('film.bin')).toEqual(s.right('film.bin'))
}

const count = <T>(all: readonly T[]) => new Set(all).size
const straight = () => undefined
const isBlob = (url: string) => url.includes('/content/')

describe('t30 a proxy', () => {
  it('passes plain HTTP in absolute form: every request, and only by it', async () => {
    await expectRight(await begin())
    expect(proxy.records.map(({ method, target }) => `${method} ${new URL(target).pathname}`)).toEqual(
      s.fake.requests.map(({ method, path }) => `${method} ${path}`),
    )
    expect(proxy.records.every(({ target }) => target.startsWith(s.fake.url))).toBe(true)
  })

  it('opens tunnels for HTTPS: it sees where to, and nothing else', async () => {
    await expectRight(await begin({ tls: 'both' }))
    const { host } = new URL(s.fake.url)
    expect(new Set(proxy.records.map(({ method, target }) => `${method} ${target}`))).toEqual(
      new Set([`CONNECT ${host}`]),
    )
    // A tunnel is used again.
    expect(proxy.records.length).toBeLessThan(s.fake.requests.length)
  })

  it('does not make a certificate good', async () => {
    const batchId = await begin()
    await expectRight(batchId)
    const { url, close } = await startFakeCloudreve({ tls: 'both' })
    await expect(s.engine().accounts.describeSite(url)).rejects.toMatchObject({
      failure: { kind: 'certificate-rejected' },
    })
    await close()
  })

  it.each([undefined, 'both'] as const)(
    'gets its password with every request (TLS to the site: %s), and nobody else does',
    async (tls) => {
      const lines: string[] = []
      const logger = { log: (...line: unknown[]) => void lines.push(JSON.stringify(line)) }
      await expectRight(await begin({ password: secret, logger, ...(tls === undefined ? {} : { tls }) }))
      const basic = `Basic ${Buffer.from(`me:${secret}`).toString('base64')}`
      expect(new Set(proxy.records.map(({ authorization }) => authorization))).toEqual(new Set([basic]))
      expect(s.fake.requests.some(({ headers }) => 'proxy-authorization' in headers)).toBe(false)
      expect(lines.length).toBeGreaterThan(0)
      expect(lines.join()).not.toContain(secret)
      expect(lines.join()).not.toContain(basic.slice(6))
    },
  )

  it.each([undefined, 'both'] as const)(
    'that asks for another password (TLS to the site: %s): held, asked once, and on at the recorded byte',
    async (tls) => {
      const batchId = await begin({
        password: secret,
        settings: { concurrency: 1 },
        ...(tls === undefined ? {} : { tls }),
      })
      await expectRight(batchId)
      s.file('second.bin', size)
      s.fake.faults.add({ on: 'content', fault: faults.endEarly(mib) })
      s.disk.before('datasync', async () => {
        if (proxy.records.length > 0) {
          proxy.setPassword('another')
          proxy.cut()
        }
      })
      const second = await s.fetch('second.bin')
      const held = await s.only(second, ({ state }) => state.kind === 'held')
      expect(held.state).toMatchObject({
        kind: 'held',
        failure: { kind: 'proxy-sign-in' },
        cause: { scope: 'account', accountId: s.accountId },
      })
      expect(JSON.stringify(held)).not.toContain(secret)
      expect(proxy.records.filter(({ status }) => status === 407)).toHaveLength(1)
      s.disk.before('datasync', () => Promise.resolve())
      proxy.setPassword(secret)
      s.engine().queue.retry({ transferIds: [held.id], batchIds: [] })
      expect((await s.only(second)).state.kind).toBe('completed')
      const { sizeBytes, sha256 } = await s.landed('second.bin')
      expect({ sizeBytes, sha256 }).toEqual({ sizeBytes: size, sha256: s.right('second.bin').sha256 })
      expect(s.blobs().at(-1)?.range).toBe(`bytes=${mib}-${size - 1}`)
    },
  )

  it('that asks for a password before a folder was walked: the walk is held and not tried again by itself', async () => {
    await expectRight(await begin())
    s.file('more/a.bin', 1000)
    proxy.refuse(407)
    const before = proxy.records.length
    const batchId = await s.fetch('more')
    expect(await s.walkOf(batchId, ({ kind }) => kind === 'held')).toMatchObject({
      failure: { kind: 'proxy-sign-in' },
    })
    expect(proxy.records.length).toBe(before + 1)
    proxy.refuse(undefined)
    s.engine().queue.retry({ transferIds: [], batchIds: [batchId] })
    const [transfer] = await s.settled(batchId)
    expect(transfer?.state.kind).toBe('completed')
  })

  it.each<[string, (() => Promise<void>) | (() => void), string]>([
    ['is dead', () => proxy.close(), 'PROXY_ECONNREFUSED'],
    ['opens no tunnel', () => (proxy.refuse(403), proxy.cut()), 'PROXY_HTTP_403'],
    ['has no way on', () => (proxy.refuse(502), proxy.cut()), 'PROXY_HTTP_502'],
  ])('that %s, behind HTTPS: waits, says so, and goes on when it is back', async (_name, act, detail) => {
    const batchId = await begin({ tls: 'both' })
    await expectRight(batchId)
    s.file('second.bin', size)
    await act()
    const second = await s.fetch('second.bin')
    const walk = await s.walkOf(second, (now) => 'failure' in now && now.failure.kind !== 'network')
    expect(walk).toMatchObject({ kind: 'waiting', failure: { kind: 'proxy-unusable', detail } })
    proxy.refuse(undefined)
    if (detail.includes('REFUSED')) proxy = await startTestProxy()
    expect((await s.only(second)).state.kind).toBe('completed')
  })

  it('that is dead, behind plain HTTP and for the bytes alone: the same', async () => {
    const batchId = await begin({ started: false })
    const { url } = proxy
    await proxy.close()
    route = (asked) => (isBlob(asked) ? url : undefined)
    s.engine().start()
    const waiting = await s.only(batchId, ({ state }) => state.kind === 'waiting')
    expect(waiting.state).toMatchObject({
      failure: { kind: 'proxy-unusable', detail: 'PROXY_ECONNREFUSED' },
    })
    // Never around it.
    expect(s.blobs()).toEqual([])
    route = straight
    await expectRight(batchId)
  })

  it.each([undefined, 'both'] as const)(
    'that never answers (TLS to the site: %s) is left in time',
    async (tls) => {
      const batchId = await begin({
        started: false,
        timeouts: { firstByteMs: 5_000, idleMs: 60_000 },
        ...(tls === undefined ? {} : { tls }),
      })
      const { url } = proxy
      proxy.refuse('silent')
      proxy.cut()
      route = (asked) => (isBlob(asked) ? url : undefined)
      s.engine().start()
      const waiting = await s.only(batchId, ({ state }) => state.kind === 'waiting')
      expect(waiting.state).toMatchObject({ failure: { kind: 'timeout' } })
      proxy.refuse(undefined)
      await expectRight(batchId)
    },
  )

  it.each([undefined, 'both'] as const)(
    'that breaks in the middle of the bytes (TLS to the site: %s): on at the recorded byte',
    async (tls) => {
      const batchId = await begin({
        started: false,
        timeouts: { firstByteMs: 6e6, idleMs: 6e6 },
        ...(tls === undefined ? {} : { tls }),
      })
      s.fake.faults.add({ on: 'content', fault: faults.stallAfter(mib) })
      s.engine().start()
      await s.received(batchId, mib)
      proxy.cut()
      await expectRight(batchId)
      expect(s.blobs().map(({ range }) => range)).toEqual([`bytes=0-${size - 1}`, `bytes=${mib}-${size - 1}`])
    },
  )

  it.each(['socks5://127.0.0.1:9', 'no address', 'ftp://127.0.0.1:9'])(
    'of a kind that is not spoken (%s): fails with words, and nothing goes around it',
    async (address) => {
      const batchId = await begin({ started: false })
      route = (asked) => (isBlob(asked) ? address : undefined)
      s.engine().start()
      expect((await s.only(batchId)).state).toMatchObject({
        kind: 'failed',
        failure: { kind: 'proxy-unsupported' },
      })
      expect(s.blobs()).toEqual([])
    },
  )

  it('for one address and not for another: each goes its way, redirects too', async () => {
    const batchId = await begin({ started: false })
    const { url } = proxy
    s.fake.faults.add({
      on: 'content',
      path: ({ listener }) => listener === 'site',
      times: 9,
      fault: faults.redirect(),
    })
    proxy.cut()
    const before = proxy.records.length
    route = (asked) => (asked.startsWith(s.fake.storageUrl) ? url : undefined)
    s.engine().start()
    await expectRight(batchId)
    expect(new Set(proxy.records.slice(before).map(({ target }) => new URL(target).origin))).toEqual(
      new Set([s.fake.storageUrl]),
    )
    expect(count(s.blobs().map(({ listener }) => listener))).toBe(2)
  })
})
