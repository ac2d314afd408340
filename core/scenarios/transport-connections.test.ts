// Hosts and connections: what is spoken, what ends, what cannot be reached or believed, and which of two hosts it was.
// Numbers are those of the scenario list.

import dns from 'node:dns'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import type { RequestRecord } from '../../testing/fake-cloudreve/index.ts'
import { readTestCertificate } from '../../testing/fake-cloudreve/test-certificate.ts'
import { startTlsFront } from '../../testing/proxy/tls-front.ts'
import type { TlsFront } from '../../testing/proxy/tls-front.ts'

const mib = 1_048_576
const size = 3 * mib + 17
const trusted = getCACertificates('default')
let s: Scenario
let front: TlsFront | undefined

afterEach(async () => {
  vi.restoreAllMocks()
  await s.close()
  await front?.close()
  front = undefined
  setDefaultCACertificates(trusted)
})

async function withFile(options: Parameters<typeof startScenario>[0] = {}): Promise<void> {
  s = await startScenario(options)
  s.file('film.bin', size)
}

async function expectRight(batchId: string | Promise<string> = s.fetch('film.bin')): Promise<void> {
  const { state } = await s.only(await batchId)
  expect(state).toEqual({ kind: 'completed', path: `${s.target}/film.bin`, outcome: 'downloaded' })
  expect(await s.landed('film.bin')).toEqual(s.right('film.bin'))
}

const ranges = () => s.blobs().map(({ range }) => range)
const rangeFrom = (start: number) => `bytes=${start}-${size - 1}`
const onSite = ({ listener }: RequestRecord) => listener === 'site'
const onStorage = ({ listener }: RequestRecord) => listener === 'storage'

describe('connections', () => {
  it('t28 a server that would rather speak HTTP/2 is spoken to in HTTP/1.1, for the API and for the bytes', async () => {
    setDefaultCACertificates([...trusted, (await readTestCertificate()).cert])
    await withFile({
      siteUrl: async (fake) => {
        front = await startTlsFront(() => fake.url)
        return front.url
      },
    })
    await expectRight()
    expect(front?.chosen.length).toBeGreaterThan(0)
    expect(front?.chosen.filter((chosen) => chosen !== undefined && chosen !== 'http/1.1')).toEqual([])
    expect(s.blobs()).toHaveLength(1)
  })

  it('t28 a kept connection that ends just as it is used again: sent again at once, and nobody hears of it', async () => {
    await withFile({ settings: { concurrency: 1 } })
    s.file('first.bin', 1000)
    await s.download('first.bin')
    s.fake.faults.add({ on: 'content', fault: faults.hangUp() })
    s.fake.faults.add({ on: 'info', fault: faults.hangUp() })
    await expectRight()
    expect(s.troubles).toEqual([])
    expect(s.fake.faults.hits()).toEqual({ hangUp: 2 })
    expect(ranges().slice(1)).toEqual([rangeFrom(0), rangeFrom(0)])
  })

  it('t28 a new connection that ends without an answer is trouble, and tried later', async () => {
    await withFile()
    s.fake.faults.add({ on: 'content', fault: faults.hangUp() })
    await expectRight()
    expect(s.troubles).toEqual(['network'])
  })

  it.each([
    ['refuses', ['::1', '127.0.0.1']],
    ['leads nowhere', ['100::1', '127.0.0.1']],
    ['leads nowhere, and so does its neighbour', ['100::1', '100::2', '127.0.0.1']],
    ['comes last', ['127.0.0.1', '::1']],
  ])('t29 a name whose IPv6 address %s, beside an IPv4 one that is fine', async (_name, addresses) => {
    const answer = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    const asked = playResolver('cloud.reverie.invalid', answer)
    await withFile({ siteUrl: ({ url }) => `http://cloud.reverie.invalid:${new URL(url).port}` })
    await expectRight()
    expect(s.troubles).toEqual([])
    expect(asked.size).toBe(1)
    expect(s.blobs()[0]?.headers.host).toContain('cloud.reverie.invalid')
  })
})

/** Names are looked up here instead of in the world; every other name as always. */
function playResolver(name: string, addresses: readonly dns.LookupAddress[]): Set<string> {
  const asked = new Set<string>()
  const real = dns.lookup
  type Done = (error: Error | null, found: readonly dns.LookupAddress[]) => void
  const play = (host: string, options: dns.LookupAllOptions, done: Done) => {
    if (host !== name) return real(host, options, done as never)
    asked.add(host)
    setImmediate(() => done(null, addresses))
  }
  vi.spyOn(dns, 'lookup').mockImplementation(play as never)
  return asked
}

describe('hosts', () => {
  it('t17 storage is down, the API is up: waits, and goes on at the recorded byte with the same link', async () => {
    await withFile({ site: { settings: { linkOrigin: 'storage' } } })
    s.fake.faults.add({ on: 'content', path: onStorage, fault: faults.cutAfter(2 * mib) })
    s.fake.faults.add({ on: 'content', path: onStorage, after: 1, times: 4, fault: faults.hangUp() })
    await expectRight()
    expect(s.troubles.slice(1)).toEqual(Array.from({ length: 4 }, () => 'network'))
    expect(s.asked('url')).toHaveLength(1)
    expect(s.blobs().every(onStorage)).toBe(true)
  })

  it('t18 the API is down, storage is up: the link in hand is enough', async () => {
    await withFile({ site: { settings: { linkOrigin: 'storage' } } })
    s.fake.faults.add({ on: 'content', times: 3, fault: faults.endEarly(mib) })
    const batchId = await s.fetch('film.bin')
    const waiting = await s.only(batchId, ({ state }) => state.kind === 'waiting')
    expect(waiting.state).toMatchObject({ failure: { kind: 'truncated' } })
    const asked = s.fake.requests.filter(onSite).length
    s.fake.faults.add({ on: 'any', path: onSite, times: 1000, fault: faults.hangUp() })
    await expectRight(batchId)
    expect(s.fake.requests.filter(onSite)).toHaveLength(asked)
    expect(ranges()).toEqual([rangeFrom(0), rangeFrom(mib), rangeFrom(2 * mib), rangeFrom(3 * mib)])
  })

  it('t18 the API is down when the link runs out: waits for it, keeps what is here', async () => {
    await withFile({ site: { settings: { linkOrigin: 'storage' } } })
    s.fake.faults.add({ on: 'content', fault: faults.endEarly(mib) })
    s.fake.faults.add({ on: 'content', after: 1, times: 6, fault: faults.expireNow() })
    s.fake.faults.add({ on: 'url', after: 1, times: 5, fault: faults.status(502) })
    await expectRight()
    expect(new Set(ranges())).toEqual(new Set([rangeFrom(0), rangeFrom(mib)]))
    expect(s.troubles.filter((kind) => kind === 'server-busy')).toHaveLength(5)
  })

  it('t19 the access token runs out together with the link: one refresh, a new link, the next byte', async () => {
    await withFile()
    s.fake.faults.add({ on: 'content', fault: faults.endEarly(mib) })
    s.fake.faults.add({ on: 'content', after: 1, fault: faults.expireNow() })
    s.fake.faults.add({ on: 'url', after: 1, fault: faults.json(401, 'Login required') })
    await expectRight()
    expect(ranges()).toEqual([rangeFrom(0), rangeFrom(mib), rangeFrom(mib)])
    expect(s.asked('refresh')).toHaveLength(1)
    expect(s.troubles).toEqual(['truncated', 'link-expired'])
  })

  it('t19 the session is over when the link runs out: held for the account, and on at the byte after a sign-in', async () => {
    await withFile()
    s.fake.faults.add({ on: 'content', fault: faults.endEarly(mib) })
    s.fake.faults.add({ on: 'content', after: 1, fault: faults.expireNow() })
    s.fake.faults.add({ on: 'url', after: 1, fault: faults.json(401, 'Login required') })
    s.fake.faults.add({ on: 'refresh', times: 3, fault: faults.json(40020, 'Credential invalid') })
    const batchId = await s.fetch('film.bin')
    const held = await s.only(batchId, ({ state }) => state.kind === 'held')
    expect(held).toMatchObject({
      state: { failure: { kind: 'sign-in-required' }, cause: { scope: 'account', accountId: s.accountId } },
      bytesDone: mib,
    })
    const { email, password } = s.fake.user
    await s.engine().accounts.signIn({ site: s.fake.url, email, password })
    await expectRight(batchId)
    expect(ranges().at(-1)).toBe(rangeFrom(mib))
  })

  it('t31 the certificate of the storage is bad, that of the site is not: said in words, with the host, once', async () => {
    await withFile({ site: { tls: 'storage', settings: { linkOrigin: 'storage' } } })
    const { state } = await s.download('film.bin')
    expect(state).toMatchObject({ kind: 'failed', failure: { kind: 'certificate-rejected' } })
    const { host } = new URL(s.fake.storageUrl)
    expect(state).toMatchObject({ failure: { detail: `${host} (DEPTH_ZERO_SELF_SIGNED_CERT)` } })
    expect(s.asked('url')).toHaveLength(1)
    expect(s.blobs()).toEqual([])
    expect(await s.parts()).toHaveLength(1)
  })

  it('t31 the same behind a redirect of the site: the host of the redirect', async () => {
    await withFile({ site: { tls: 'storage' } })
    s.fake.faults.add({ on: 'content', times: 9, fault: faults.redirect() })
    const { state } = await s.download('film.bin')
    const { host } = new URL(s.fake.storageUrl)
    expect(state).toMatchObject({
      kind: 'failed',
      failure: { kind: 'certificate-rejected', detail: `${host} (DEPTH_ZERO_SELF_SIGNED_CERT)` },
    })
  })

  it('t31 a link with two addresses, one of them with a bad certificate: the other one serves', async () => {
    await withFile({ site: { tls: 'storage' } })
    s.fake.settings.linkOrigin = s.fake.storageUrl
    await expectRight()
    expect(s.blobs().every(onSite)).toBe(true)
  })

  it.each([1000, size])(
    't31 and trouble that passes at the good one: waits for that one (%i bytes)',
    async (bytes) => {
      s = await startScenario({ site: { tls: 'storage' } })
      s.file('film.bin', bytes)
      s.fake.settings.linkOrigin = s.fake.storageUrl
      s.fake.faults.add({ on: 'content', path: onSite, times: 2, fault: faults.hangUp() })
      await expectRight()
    },
  )
})
