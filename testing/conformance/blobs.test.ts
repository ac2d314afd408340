// Blob answers row by row: ranges, conditions, signatures, versions (cloudreve-api.md section 6.1).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FileReply } from './replies.ts'
import { matching } from './matchers.ts'
import { serversUnderTest } from './servers.ts'
import { openWorkspace, type Workspace } from './workspace.ts'

const text = '0123456789abcdefghij'

describe.each(serversUnderTest())('blobs from $name', (server) => {
  let space: Workspace
  let file: FileReply
  let url: string
  let emptyUrl: string
  beforeAll(async () => {
    space = await openWorkspace(server)
    file = await space.put(space.uri('blob.txt'), text)
    await space.createEmptyFile(space.uri('empty.txt'))
    url = await space.link(space.uri('blob.txt'))
    emptyUrl = await space.link(space.uri('empty.txt'))
  })
  afterAll(() => space.close())

  const get = (headers: Record<string, string> = {}, method = 'GET') =>
    fetch(url, { method, headers: { 'accept-encoding': 'identity', ...headers } })

  test('the whole blob comes with a length, an entity tag and no date', async () => {
    const response = await get()
    const shown = [
      'content-length',
      'accept-ranges',
      'etag',
      'cache-control',
      'last-modified',
      'content-range',
    ]
    expect(response.status).toBe(200)
    expect(Object.fromEntries(shown.map((name) => [name, response.headers.get(name)]))).toEqual({
      'content-length': '20',
      'accept-ranges': 'bytes',
      etag: `"${file.primary_entity}"`,
      'cache-control': matching(/^public, max-age=\d+$/u),
      'last-modified': null,
      'content-range': null,
    })
    expect(await response.text()).toBe(text)
  })

  test('HEAD says the same without a body', async () => {
    const response = await get({}, 'HEAD')
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([
      200,
      '20',
      '',
    ])
  })

  test.each([
    ['bytes=0-4', 'bytes 0-4/20', '01234'],
    ['bytes=5-', 'bytes 5-19/20', text.slice(5)],
    ['bytes=-3', 'bytes 17-19/20', 'hij'],
    ['bytes=-50', 'bytes 0-19/20', text],
    ['bytes=15-999', 'bytes 15-19/20', 'fghij'],
    ['bytes=19-19', 'bytes 19-19/20', 'j'],
    ['bytes=0-', 'bytes 0-19/20', text],
  ])('%s is 206 with %s', async (range, contentRange, body) => {
    const response = await get({ range })
    expect([response.status, response.headers.get('content-range'), await response.text()]).toEqual([
      206,
      contentRange,
      body,
    ])
    expect(response.headers.get('content-length')).toBe(String(body.length))
  })

  test.each([
    ['bytes=20-', 'bytes */20'],
    ['bytes=99-100', 'bytes */20'],
    ['bytes=9-2', null],
    ['bytes=x-y', null],
    ['lines=0-1', null],
  ])('%s is 416 with content range %s', async (range, contentRange) => {
    const response = await get({ range })
    expect([response.status, response.headers.get('content-range')]).toEqual([416, contentRange])
    await response.text()
  })

  test('several ranges are multipart, unless they sum to more than the blob', async () => {
    const some = await get({ range: 'bytes=0-1,5-6' })
    const many = await get({ range: 'bytes=0-15,2-19' })
    expect([some.status, some.headers.get('content-type')]).toEqual([
      206,
      expect.stringMatching(/^multipart\/byteranges; boundary=/u),
    ])
    expect(await some.text()).toContain('Content-Range: bytes 5-6/20\r\n')
    expect([many.status, await many.text()]).toEqual([200, text])
  })

  test.each(['bytes=0-4', 'bytes=5-'])('%s of an empty blob is 200 with nothing', async (range) => {
    const response = await fetch(emptyUrl, { headers: { range } })
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([
      200,
      '0',
      '',
    ])
  })

  test('the last bytes of an empty blob are nothing, with 206', async () => {
    const response = await fetch(emptyUrl, { headers: { range: 'bytes=-3' } })
    expect([response.status, response.headers.get('content-range'), await response.text()]).toEqual([
      206,
      'bytes 0--1/0',
      '',
    ])
  })

  test('If-Range keeps the range for the same strong tag only', async () => {
    const etag = `"${file.primary_entity}"`
    const statusFor = async (condition: string): Promise<number> => {
      const response = await get({ range: 'bytes=0-4', 'if-range': condition })
      await response.text()
      return response.status
    }
    expect(await statusFor(etag)).toBe(206)
    expect(await statusFor('"other"')).toBe(200)
    expect(await statusFor(`W/${etag}`)).toBe(200)
    expect(await statusFor('Thu, 01 Jan 2026 00:00:00 GMT')).toBe(200)
  })

  test('If-None-Match of the same tag is 304, If-Match of another is 412', async () => {
    const same = await get({ 'if-none-match': `"${file.primary_entity}"` })
    const other = await get({ 'if-match': '"other"' })
    await Promise.all([same.text(), other.text()])
    expect([same.status, other.status]).toEqual([304, 412])
  })

  test('compression is not on offer', async () => {
    const response = await get({ 'accept-encoding': 'gzip, br' })
    expect([response.headers.get('content-encoding'), await response.text()]).toEqual([null, text])
  })

  test.each([
    [
      'a tampered signature',
      (link: string) => link.replace(/sign=./u, (head) => (head === 'sign=A' ? 'sign=B' : 'sign=A')),
      40071,
    ],
    [
      'another expiry',
      (link: string) => link.replace(/\d$/u, (digit) => String((Number(digit) + 1) % 10)),
      40071,
    ],
    ['another name', (link: string) => link.replace('blob.txt', 'blab.txt'), 40071],
    ['no signature', (link: string) => link.replace(/\?.*$/u, ''), 403],
    ['an expiry in the past', (link: string) => link.replace(/%3A\d+$/u, '%3A1000000000'), 40005],
  ])('%s is HTTP 200 with an error in JSON, for ranges too', async (_, alter, code) => {
    const response = await fetch(alter(url), { headers: { range: 'bytes=0-4' } })
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'application/json; charset=utf-8',
    ])
    expect(await response.json()).toMatchObject({ code })
  })

  test('HEAD of a bad link is 200 JSON without a body', async () => {
    const response = await fetch(url.replace(/%3A\d+$/u, '%3A1000000000'), { method: 'HEAD' })
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'application/json; charset=utf-8',
    ])
  })

  test('no account is needed, a bad one does no harm, a refresh token is refused', async () => {
    const bad = await get({ authorization: 'Bearer nonsense' })
    const refresh = await get({ authorization: `Bearer ${space.refreshToken}` })
    expect(await bad.text()).toBe(text)
    expect(await refresh.json()).toMatchObject({ code: 40020 })
  })

  test('overwriting makes a new entity even for the same bytes, and the old link keeps the old bytes', async () => {
    const uri = space.uri('over.txt')
    const before = await space.put(uri, 'same')
    const old = await space.link(uri)
    const same = await space.put(uri, 'same')
    const after = await space.put(uri, 'different')
    expect(new Set([before, same, after].map((reply) => reply.primary_entity)).size).toBe(3)
    expect(await (await fetch(old)).text()).toBe('same')
    expect(await (await fetch(await space.link(uri))).text()).toBe('different')
  })

  test('a trashed file keeps its links, a deleted one is 40077 at once', async () => {
    const uri = space.uri('going.txt')
    await space.put(uri, 'going')
    const link = await space.link(uri)
    await space.call('/file', { method: 'DELETE', json: { uris: [uri] } })
    const trash = await space.list('cloudreve://trash', { page_size: '2000' })
    const binned = trash.files.find((entry) => entry.metadata?.['sys:restore_uri'] === uri)?.path ?? ''
    const trashed = await (await fetch(link)).text()
    await space.remove(binned)
    const deleted = await fetch(link)
    expect(trashed).toBe('going')
    expect([deleted.status, await deleted.json()]).toMatchObject([200, { code: 40077 }])
  })

  test('four ranges at once are served', async () => {
    const parts = await Promise.all(
      [0, 5, 10, 15].map(async (start) =>
        (await get({ range: `bytes=${String(start)}-${String(start + 4)}` })).text(),
      ),
    )
    expect(parts.join('')).toBe(text)
  })
})
