// The second listener, wrong link origins, HTTPS with a broken certificate, and the speed limit in the link.
import { request } from 'node:https'
import { afterEach, expect, test } from 'vitest'
import { startFakeCloudreve, type FakeCloudreve, type FakeCloudreveOptions } from './index.ts'
import { rawGet } from './raw-get.ts'
import { signIn, type TestSession } from './test-session.ts'
import { readTestCertificate } from './test-certificate.ts'

const open: FakeCloudreve[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((fake) => fake.close()))
})

async function start(
  options: FakeCloudreveOptions = {},
): Promise<{ fake: FakeCloudreve; session: TestSession }> {
  const fake = await startFakeCloudreve(options)
  open.push(fake)
  fake.tree.addFile('/a b.bin', { sizeBytes: 200_000 })
  fake.tree.addFile('/c.bin', { sizeBytes: 100 })
  return { fake, session: await signIn(fake) }
}

test('a slave node serves ranges with one tag for every file', async () => {
  const { fake, session } = await start({ settings: { linkOrigin: 'storage' } })
  const first = await rawGet(await session.link('/a b.bin'), { headers: { range: 'bytes=100000-199999' } })
  const second = await rawGet(await session.link('/c.bin'))
  expect([first.status, first.headers['content-range']]).toEqual([206, 'bytes 100000-199999/200000'])
  expect(first.body.equals(Buffer.from(fake.content('/a b.bin').read(100_000, 200_000)))).toBe(true)
  expect(second.headers.etag).toBe(first.headers.etag)
  expect(fake.requests.filter((record) => record.listener === 'storage')).toHaveLength(2)
})

test('a bucket answers 403 in XML once the link is over, and to HEAD at any time', async () => {
  const { fake, session } = await start({
    settings: { linkOrigin: 'storage', storageStyle: 's3', urlTtlSeconds: 60 },
  })
  const url = await session.link('/a b.bin')
  const good = await rawGet(url, { headers: { range: 'bytes=0-9' } })
  const head = await rawGet(url, { method: 'HEAD' })
  const tampered = await rawGet(url.replace('X-Amz-Signature=', 'X-Amz-Signature=x'))
  fake.clock.advance(61_000)
  const late = await rawGet(url)
  expect([good.status, good.headers['content-range']]).toEqual([206, 'bytes 0-9/200000'])
  expect([head.status, tampered.status, late.status]).toEqual([403, 403, 403])
  expect([late.headers['content-type'], late.body.toString('utf8')]).toEqual([
    'application/xml',
    expect.stringContaining('<Code>AccessDenied</Code>'),
  ])
})

test('a wrong site URL shows in the links while their path works on the API origin', async () => {
  const { fake, session } = await start({ settings: { linkOrigin: 'http://localhost:5212' } })
  const url = new URL(await session.link('/c.bin'))
  const moved = await rawGet(`${fake.url}${url.pathname}${url.search}`)
  expect(url.origin).toBe('http://localhost:5212')
  expect([moved.status, moved.body.length]).toEqual([200, 100])
})

test('the host of the request chooses the site URL unless the primary one is asked for', async () => {
  const { fake, session } = await start({ settings: { primarySiteUrl: 'https://files.example.org/cloud' } })
  const own = await session.link('/c.bin')
  const primary = await session.link('/c.bin', { use_primary_site_url: true })
  expect([new URL(own).origin, new URL(primary).origin]).toEqual([fake.url, 'https://files.example.org'])
})

test('a link says the speed limit and obeys it after a burst of one second', async () => {
  const { fake, session } = await start({ settings: { speedLimit: 1_000_000 } })
  const url = await session.link('/a b.bin')
  const answer = await rawGet(url)
  expect(new URL(url).pathname.split('/')[6]).toBe('1000000')
  expect(answer.body.equals(Buffer.from(fake.content('/a b.bin').read(0, 200_000)))).toBe(true)
})

test('HTTPS comes with a certificate nobody trusts, on the listeners that were asked for', async () => {
  const { fake } = await startTls('both')
  const refused = await tlsStatus(`${fake.url}/api/v4/site/ping`, {})
  const accepted = await tlsStatus(`${fake.url}/api/v4/site/ping`, { ca: (await readTestCertificate()).cert })
  expect([refused, accepted]).toEqual(['DEPTH_ZERO_SELF_SIGNED_CERT', 200])
  expect([fake.url, fake.storageUrl].map((origin) => new URL(origin).protocol)).toEqual(['https:', 'https:'])
  const storageOnly = await startTls('storage')
  expect(
    [storageOnly.fake.url, storageOnly.fake.storageUrl].map((origin) => new URL(origin).protocol),
  ).toEqual(['http:', 'https:'])
})

async function startTls(tls: 'both' | 'storage'): Promise<{ fake: FakeCloudreve }> {
  const fake = await startFakeCloudreve({ tls })
  open.push(fake)
  return { fake }
}

function tlsStatus(url: string, options: { ca?: string }): Promise<number | string | undefined> {
  return new Promise((resolve) => {
    const sent = request(url, { ...options, agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    sent.on('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code)
    })
    sent.end()
  })
}
