// How an account's connections are made: a certificate that was believed once serves every connection of that account, and
// none of another one's; a proxy of its own; and its addresses, for signed links too.

import { readFile } from 'node:fs/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'
import { startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import { readTestCertificate } from '../../testing/fake-cloudreve/test-certificate.ts'
import { startTestProxy } from '../../testing/proxy/test-proxy.ts'
import type { TestProxy } from '../../testing/proxy/test-proxy.ts'
import type { Engine } from '../engine-api.ts'
import type { WayTarget } from '../model/account-details.ts'

const mib = 1_048_576
const size = 2 * mib + 17
let s: Scenario
let proxy: TestProxy | undefined

afterEach(async () => {
  await s.close()
  await proxy?.close()
  proxy = undefined
})

const believe = async (engine: Engine, site: string) => {
  const target: WayTarget = { kind: 'site', site }
  const { fingerprint } = await engine.accounts.options.certificate(target)
  engine.accounts.options.trust(target, fingerprint)
}

/** A scenario on a site with a certificate that nobody vouches for. */
async function begin(
  prepare: (engine: Engine, site: string) => Promise<void>,
  settings: NonNullable<Parameters<typeof startScenario>[0]>['site'] = {},
): Promise<void> {
  s = await startScenario({
    site: { tls: 'both', ...settings },
    prepare: (engine, fake) => prepare(engine, fake.url),
  })
}

async function expectRight(path: string): Promise<void> {
  s.file(path, size)
  const { state } = await s.download(path)
  expect(state).toMatchObject({ kind: 'completed', outcome: 'downloaded' })
  expect(await s.landed(path)).toEqual(s.right(path))
}

describe('a certificate that nobody vouches for', () => {
  it('is shown as it is, and nothing is sent to its server', async () => {
    await begin(async (engine, site) => {
      const target: WayTarget = { kind: 'site', site }
      await expect(engine.accounts.describeSite(site)).rejects.toMatchObject({
        failure: { kind: 'certificate-rejected' },
      })
      const certificate = await engine.accounts.options.certificate(target)
      expect(certificate).toMatchObject({
        address: site,
        fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/) as string,
        names: expect.arrayContaining(['127.0.0.1']) as string[],
        selfSigned: true,
        trusted: false,
        problem: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      })
      await believe(engine, site)
    })
    expect(s.fake.requests[0]?.path).toBe('/api/v4/site/ping')
    expect(s.fake.requests.filter(({ kind }) => kind === 'ping')).toHaveLength(1)
  })

  it('cannot be believed unseen', async () => {
    await begin(believe)
    const target: WayTarget = { kind: 'account', accountId: s.accountId }
    const unseen = Array.from({ length: 32 }, () => 'AB').join(':')
    expect(() => s.engine().accounts.options.trust(target, unseen)).toThrow('invalid-request')
  })

  it.each(['site', 'storage'] as const)('believed once serves the bytes from the %s', async (linkOrigin) => {
    await begin(believe, { settings: { linkOrigin } })
    await expectRight('film.bin')
    const { pins } = await s.engine().accounts.options.describe(s.accountId)
    expect(pins.map(({ address }) => address)).toEqual([s.fake.url])
  })

  it('serves the general source and a proxy’s tunnels as well', async () => {
    proxy = await startTestProxy({ user: { name: 'me', password: 'p@ss' } })
    const { bareUrl, records } = proxy
    await begin(
      async (engine, site) => {
        await engine.accounts.options.setProxy({
          target: { kind: 'site', site },
          proxy: { kind: 'manual', address: bareUrl },
          user: { name: 'me', password: 'p@ss' },
        })
        await believe(engine, site)
      },
      { settings: { linkOrigin: 'storage' } },
    )
    await expectRight('film.bin')
    const hosts = new Set(records.map(({ method, target, status }) => `${method} ${target} ${status}`))
    expect(hosts).toEqual(
      new Set([s.fake.url, s.fake.storageUrl].map((url) => `CONNECT ${new URL(url).host} 200`)),
    )
    expect(JSON.stringify(s.settings.accounts())).not.toContain('p@ss')
    expect((await s.engine().accounts.options.describe(s.accountId)).proxyUser).toBe('me')
  })

  it('is not believed any more once that was taken back', async () => {
    await begin(believe)
    const { options } = s.engine().accounts
    const { pins } = await options.describe(s.accountId)
    for (const { fingerprint } of pins) options.distrust(s.accountId, fingerprint)
    s.file('film.bin', size)
    await s.fetch('film.bin').catch(() => undefined)
    await expect(s.engine().accounts.capacity(s.accountId)).rejects.toMatchObject({
      failure: { kind: 'certificate-rejected' },
    })
  })

  it('believed before a share is opened serves the guest as well', async () => {
    s = await startScenario({
      site: { tls: 'both' },
      prepare: async (engine, fake) => {
        await believe(engine, fake.url)
        fake.tree.addFile('/shared.bin', { sizeBytes: 10 })
        const step = await engine.accounts.openShare(fake.shares.add('/shared.bin').url)
        expect(step.step).toBe('opened')
      },
    })
    const guest = s.settings.accounts().find(({ kind }) => kind === 'guest')
    expect(guest?.way?.pins).toHaveLength(1)
  })

  it('of one account is not believed by another', async () => {
    await begin(believe)
    const stranger = await startFakeCloudreve({ tls: 'both' })
    await expect(s.engine().accounts.describeSite(stranger.url)).rejects.toMatchObject({
      failure: { kind: 'certificate-rejected' },
    })
    await stranger.close()
  })

  it('may be believed by its authority instead', async () => {
    await begin(async (engine, site) => {
      const { cert } = await readTestCertificate()
      engine.accounts.options.setAuthorities({ kind: 'site', site }, `our own\n${cert}`)
    })
    await expectRight('film.bin')
    const { authorities, pins } = await s.engine().accounts.options.describe(s.accountId)
    expect([authorities.length, pins]).toEqual([1, []])
  })

  it('that is no certificate is not taken for an authority', async () => {
    await begin(believe)
    const target: WayTarget = { kind: 'account', accountId: s.accountId }
    const key = await readFile(
      new URL('../../testing/fake-cloudreve/tls/test-only-key.pem', import.meta.url),
      'utf8',
    )
    for (const pem of ['hello', key, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'])
      expect(() => s.engine().accounts.options.setAuthorities(target, pem)).toThrow('invalid-request')
  })
})

describe('a proxy of the account', () => {
  it('that asks for a password holds the transfers once, until it is given', async () => {
    s = await startScenario()
    proxy = await startTestProxy({ user: { name: 'me', password: 'right' } })
    const { options } = s.engine().accounts
    const target: WayTarget = { kind: 'account', accountId: s.accountId }
    await options.setProxy({ target, proxy: { kind: 'manual', address: proxy.bareUrl } })
    s.file('film.bin', size)
    const batchId = await s.fetch('film.bin')
    await s.walkOf(batchId, ({ kind }) => kind === 'held')
    expect(
      s
        .engine()
        .queue.totals()
        .holds.map(({ failure }) => failure.kind),
    ).toEqual(['proxy-sign-in'])
    expect(proxy.records.filter(({ status }) => status === 407)).toHaveLength(1)
    await options.setProxy({
      target,
      proxy: { kind: 'manual', address: proxy.bareUrl },
      user: { name: 'me', password: 'right' },
    })
    const { state } = await s.only(batchId)
    expect(state).toMatchObject({ kind: 'completed' })
  })

  it.each(['socks5://127.0.0.1:1080', 'http://me:secret@proxy:3128', 'http://proxy/path', 'two words', ''])(
    '%j is no address of one',
    async (address) => {
      s = await startScenario()
      const target: WayTarget = { kind: 'account', accountId: s.accountId }
      await expect(
        s.engine().accounts.options.setProxy({ target, proxy: { kind: 'manual', address } }),
      ).rejects.toMatchObject({ failure: { kind: 'invalid-request' } })
    },
  )
})

describe('addresses of the account', () => {
  it('are taken where the same site answers, and lead signed links too', async () => {
    s = await startScenario()
    const { options } = s.engine().accounts
    const other = s.fake.url.replace('127.0.0.1', 'localhost')
    await options.setAddresses(s.accountId, [other, s.fake.url])
    expect((await options.describe(s.accountId)).addresses).toEqual([other, s.fake.url])
    s.fake.settings.linkOrigin = 'http://127.0.0.1:1'
    await expectRight('film.bin')
    expect(new Set(s.blobs().map(({ headers }) => headers.host))).toEqual(new Set([new URL(other).host]))
    expect(s.engine().accounts.list()).toHaveLength(1)
  })

  it('of another site are refused, and nothing changes', async () => {
    s = await startScenario()
    const stranger = await startFakeCloudreve()
    const { options } = s.engine().accounts
    await expect(options.setAddresses(s.accountId, [s.fake.url, stranger.url])).rejects.toMatchObject({
      failure: { kind: 'other-site' },
    })
    expect((await options.describe(s.accountId)).addresses).toEqual([s.fake.url])
    expect(stranger.requests.every(({ hasAuthorization }) => !hasAuthorization)).toBe(true)
    await stranger.close()
  })
})

it('downloads of an account land in its own folder where it has one', async () => {
  s = await startScenario()
  const { accounts } = s.engine()
  expect(accounts.folderOf(s.accountId)).toBe(s.target)
  accounts.options.setFolder(s.accountId, '/data/home')
  expect(accounts.folderOf(s.accountId)).toBe('/data/home')
  accounts.options.setFolder(s.accountId, undefined)
  expect(accounts.folderOf(s.accountId)).toBe(s.target)
})
