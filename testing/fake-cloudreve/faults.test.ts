// Each fault on a real socket: what a client sees, and that the next request is served well again.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connect } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { faults, startFakeCloudreve, type FakeCloudreve, type Fault } from './index.ts'
import { rawGet, type RawAnswer } from './raw-get.ts'
import { signIn, type TestSession } from './test-session.ts'

const sizeBytes = 3_000_000

let fake: FakeCloudreve
let session: TestSession
let url: string

beforeEach(async () => {
  fake = await startFakeCloudreve()
  fake.tree.addFile('/big.bin', { sizeBytes })
  session = await signIn(fake)
  url = await session.link('/big.bin')
})
afterEach(() => fake.close())

const strike = (fault: Fault): void => {
  fake.faults.add({ on: 'content', fault })
}
const get = (range?: string): Promise<RawAnswer> =>
  rawGet(url, range === undefined ? {} : { headers: { range } })
const bytes = (start: number, end: number): Buffer => Buffer.from(fake.content('/big.bin').read(start, end))

describe('faults of the body', () => {
  test('cutAfter resets the connection after so many bytes, once', async () => {
    strike(faults.cutAfter(100_000))
    const cut = await get()
    const next = await get()
    expect([cut.status, cut.ended, cut.headers['content-length']]).toEqual([200, 'broken', String(sizeBytes)])
    expect(cut.body.equals(bytes(0, cut.body.length))).toBe(true)
    expect(cut.body.length).toBeLessThanOrEqual(100_000)
    expect([next.ended, next.body.equals(bytes(0, sizeBytes))]).toEqual(['complete', true])
    expect(fake.faults.hits()).toEqual({ cutAfter: 1 })
  })

  test('endEarly delivers exactly so many bytes and closes cleanly', async () => {
    strike(faults.endEarly(100_000))
    const answer = await get('bytes=10-2000009')
    expect([answer.status, answer.ended, answer.headers['content-length']]).toEqual([
      206,
      'broken',
      '2000000',
    ])
    expect(answer.body.equals(bytes(10, 100_010))).toBe(true)
  })

  test('stallAfter delivers so many bytes and then nothing', async () => {
    strike(faults.stallAfter(100_000))
    const answer = await rawGet(url, { idleMs: 150 })
    expect([answer.ended, answer.body.equals(bytes(0, 100_000))]).toEqual(['given up', true])
  })

  test('silent never answers, hangUp closes without an answer', async () => {
    strike(faults.silent())
    const quiet = await rawGet(url, { idleMs: 150 })
    strike(faults.hangUp())
    const gone = await get()
    expect([quiet.status, quiet.ended]).toEqual([0, 'given up'])
    expect([gone.status, gone.ended]).toEqual([0, 'refused'])
  })

  test('drip sends everything, in small pieces', async () => {
    strike(faults.drip(1_000_000))
    const answer = await get('bytes=0-1199999')
    expect([answer.ended, answer.body.equals(bytes(0, 1_200_000))]).toEqual(['complete', true])
  })

  test('extraBytes sends more than promised, or promises more', async () => {
    strike(faults.extraBytes(5, { declared: true }))
    const declared = await get('bytes=0-9')
    expect([declared.status, declared.headers['content-length'], declared.headers['content-range']]).toEqual([
      206,
      '15',
      `bytes 0-9/${String(sizeBytes)}`,
    ])
    expect(declared.body.toString('latin1').slice(10)).toBe('*****')
    strike(faults.extraBytes(5))
    const wire = await readWire('bytes=0-9')
    expect(wire.subarray(wire.indexOf('\r\n\r\n') + 4)).toHaveLength(15)
    expect(wire.toString('latin1')).toContain('content-length: 10\r\n')
  })

  test('gzip compresses although nobody asked', async () => {
    strike(faults.gzip())
    const answer = await get('bytes=0-9999')
    expect([answer.status, answer.headers['content-encoding']]).toEqual([206, 'gzip'])
    expect(gunzipSync(answer.body).equals(bytes(0, 10_000))).toBe(true)
  })

  test('chunked has no length, zeroLength no bytes', async () => {
    strike(faults.chunked())
    const chunked = await get()
    strike(faults.zeroLength())
    const zero = await get()
    expect([chunked.headers['content-length'], chunked.headers['transfer-encoding']]).toEqual([
      undefined,
      'chunked',
    ])
    expect(chunked.body.equals(bytes(0, sizeBytes))).toBe(true)
    expect([zero.status, zero.headers['content-length'], zero.body.length]).toEqual([200, '0', 0])
  })

  async function readWire(range: string): Promise<Buffer> {
    const { host, hostname, port, pathname, search } = new URL(url)
    const socket = connect(Number(port), hostname)
    socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nRange: ${range}\r\n\r\n`)
    const chunks: Buffer[] = []
    for await (const chunk of socket as AsyncIterable<Buffer>) chunks.push(chunk)
    return Buffer.concat(chunks)
  }
})

describe('faults of the range', () => {
  test('ignoreRange answers 200 with everything', async () => {
    strike(faults.ignoreRange())
    const answer = await get('bytes=10-19')
    expect([answer.status, answer.headers['content-range'], answer.body.length]).toEqual([
      200,
      undefined,
      sizeBytes,
    ])
  })

  test('wrongContentRange serves a neighbour, or lies about the total', async () => {
    strike(faults.wrongContentRange({ startOff: 7 }))
    const shifted = await get('bytes=10-19')
    strike(faults.wrongContentRange({ totalOff: 1 }))
    const lied = await get('bytes=10-19')
    expect([shifted.headers['content-range'], shifted.body.equals(bytes(17, 27))]).toEqual([
      `bytes 17-26/${String(sizeBytes)}`,
      true,
    ])
    expect([lied.headers['content-range'], lied.body.equals(bytes(10, 20))]).toEqual([
      `bytes 10-19/${String(sizeBytes + 1)}`,
      true,
    ])
  })

  test('otherEtag changes the tag and nothing else', async () => {
    strike(faults.otherEtag('"changed"'))
    const answer = await get('bytes=0-9')
    expect([answer.status, answer.headers.etag, answer.body.equals(bytes(0, 10))]).toEqual([
      206,
      '"changed"',
      true,
    ])
  })
})

describe('faults of the answer', () => {
  test.each([
    ['json', faults.json(50001, 'database'), 50001],
    ['expireNow', faults.expireNow(), 40005],
    ['entityGone', faults.entityGone(), 40077],
  ])('%s is an error in HTTP 200', async (_, fault, code) => {
    strike(fault)
    const answer = await get('bytes=0-9')
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8'])
    expect(JSON.parse(answer.body.toString('utf8'))).toMatchObject({ code })
  })

  test('status is plain HTTP with a Retry-After when asked for', async () => {
    strike(faults.status(503, { retryAfterSeconds: 7 }))
    const busy = await get()
    strike(faults.status(429))
    const storm = await get()
    expect([busy.status, busy.headers['retry-after']]).toEqual([503, '7'])
    expect([storm.status, storm.headers['retry-after']]).toEqual([429, undefined])
  })

  test('html is a page with 200, blobMissing is the 404 of a lost blob', async () => {
    strike(faults.html())
    const page = await get()
    strike(faults.blobMissing())
    const missing = await get()
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect([missing.status, missing.body.toString('utf8')]).toEqual([404, 'Entity data does not exist.'])
  })

  test('redirect leads to the storage listener with the same bytes', async () => {
    strike(faults.redirect({ ttlSeconds: 60 }))
    const answer = await get()
    const location = answer.headers.location ?? ''
    const there = await rawGet(location, { headers: { range: 'bytes=5-14' } })
    expect([answer.status, location.startsWith(fake.storageUrl)]).toEqual([302, true])
    expect([there.status, there.body.equals(bytes(5, 15))]).toEqual([206, true])
    fake.clock.advance(61_000)
    expect(JSON.parse((await rawGet(location)).body.toString('utf8'))).toMatchObject({ code: 40005 })
  })

  test('redirectTo leads wherever the test says', async () => {
    strike(faults.redirectTo('http://127.0.0.1:9/'))
    const answer = await get()
    expect([answer.status, answer.headers.location]).toEqual([302, 'http://127.0.0.1:9/'])
  })

  test.each(['truncated', 'misfit'] as const)('badJson can be %s', async (shape) => {
    fake.faults.add({ on: 'list', fault: faults.badJson(shape) })
    const answer = await session.get('/file?uri=cloudreve%3A%2F%2Fmy')
    const text = answer.body.toString('utf8')
    if (shape === 'misfit') expect(JSON.parse(text)).toEqual({ code: 'zero', data: [7] })
    else expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError)
    expect(answer.status).toBe(200)
  })

  test('entityGone on a link request is the error of every item', async () => {
    fake.faults.add({ on: 'url', fault: faults.entityGone() })
    const answer = await session.post('/file/url', { uris: ['cloudreve://my/big.bin'] })
    expect(JSON.parse(answer.body.toString('utf8'))).toMatchObject({
      code: 40081,
      aggregated_error: { 'cloudreve://my/big.bin': { code: 40077 } },
    })
  })
})

describe('rules', () => {
  test('connectionLimit refuses what is over the limit while it is over', async () => {
    fake.faults.add({ on: 'content', fault: faults.stallAfter(10), times: 2 })
    const remove = fake.faults.add({ on: 'content', fault: faults.connectionLimit(2) })
    const held = [rawGet(url, { idleMs: 400 }), rawGet(url, { idleMs: 400 })]
    await requestsSeen(3)
    const third = await get()
    await Promise.all(held)
    const later = await get('bytes=0-9')
    remove()
    expect([third.status, later.status]).toEqual([503, 206])
  })

  test('after and times count only what the rule matches', async () => {
    fake.faults.add({ on: 'content', after: 1, times: 2, path: /big/u, fault: faults.status(500) })
    fake.faults.add({ on: 'list', fault: faults.status(500) })
    const seen: number[] = []
    for (let round = 0; round < 4; round += 1) seen.push((await get('bytes=0-0')).status)
    expect(seen).toEqual([206, 500, 500, 206])
    expect(fake.faults.hits()).toEqual({ status: 2 })
  })

  test('a predicate picks by range, a disposer and clear take rules away', async () => {
    const second = (record: { range: string | undefined }): boolean => record.range === 'bytes=10-19'
    fake.faults.add({ on: 'content', path: second, times: 9, fault: faults.status(500) })
    const drop = fake.faults.add({ on: 'any', times: 9, path: /nothing/u, fault: faults.silent() })
    drop()
    const statuses = [(await get('bytes=0-9')).status, (await get('bytes=10-19')).status]
    fake.faults.clear()
    statuses.push((await get('bytes=10-19')).status)
    expect(statuses).toEqual([206, 500, 206])
  })

  async function requestsSeen(count: number): Promise<void> {
    const content = (): number => fake.requests.filter((record) => record.bytesSent >= 10).length
    while (content() < count - 1) await new Promise((resolve) => setImmediate(resolve))
  }
})
