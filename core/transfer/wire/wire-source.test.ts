// What the fast source asks, what it hands over and how it fails, against servers that say exactly what a test wants.

import { inspect } from 'node:util'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { readTestCertificate } from '../../../testing/fake-cloudreve/test-certificate.ts'
import { plainAnswer } from '../../../testing/sockets/raw-server.ts'
import type { RawRequest } from '../../../testing/sockets/raw-server.ts'
import { classify, isAbort } from '../classify.ts'
import {
  errorOf,
  kinds,
  pattern,
  readAll,
  sha,
  signal,
  startWireTest,
  until,
} from '../../../testing/sockets/wire-test.ts'
import type { WireTest, WireTestOptions } from '../../../testing/sockets/wire-test.ts'

let test: WireTest
const open: WireTest['open'] = (path, extra) => test.open(path, extra)
async function start(answer: (request: RawRequest) => void, options?: WireTestOptions): Promise<void> {
  test = await startWireTest(answer, options)
}
afterEach(() => test.close())

describe('what is asked', () => {
  it('is plain, without cookies or credentials, with the range and nothing that a URL could add', async () => {
    await start(({ socket }) => socket.write(plainAnswer('x', ['Set-Cookie: a=b'])))
    await readAll(await open('/f%0d%0aX: 1\r\n/ü?sign=a:1#part', { start: 5, end: 10 }))
    await readAll(await open('/g', { start: 5 }))
    await readAll(await open('/h'))
    expect(test.server.requests.map(({ text }) => text.split('\r\n'))).toEqual(
      [['/f%0d%0aX:%201/%C3%BC?sign=a:1', 'Range: bytes=5-9'], ['/g', 'Range: bytes=5-'], ['/h']].map(
        ([path, ...range]) => [
          `GET ${path} HTTP/1.1`,
          `Host: 127.0.0.1:${test.server.port}`,
          'User-Agent: Reverie/test',
          'Accept: */*',
          'Accept-Encoding: identity',
          ...range,
          'Connection: keep-alive',
          '',
          '',
        ],
      ),
    )
    expect(test.server.connections()).toBe(1)
  })

  it.each([
    ['credentials', 'http://user:pass@127.0.0.1:1/f', {}],
    ['another scheme', 'ftp://127.0.0.1/f', {}],
    ['no URL', 'nonsense', {}],
    ['an archive', 'http://127.0.0.1:1/f', { lengthUnknown: true }],
    ['a proxied address', 'http://proxied.invalid/f', {}],
  ])('of %s the general source is asked at once', async (_name, url, extra) => {
    await start(() => undefined, { needsGeneral: ({ url }) => url.includes('proxied') })
    await test.source.open({ url, signal, ...extra })
    expect([test.handed.length, test.server.requests.length, test.source.figures().connections]).toEqual([
      1, 0, 0,
    ])
  })
})

describe('what is handed over', () => {
  const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n'

  it('is asked again with the same words, and of a lasting reason the origin is not asked here any more', async () => {
    await start(({ socket }) => socket.write(chunked))
    for (let round = 0; round < 3; round++) {
      expect((await readAll(await open('/f', { start: 3, end: 9 }))).toString()).toBe('G')
    }
    expect(test.handed.map(({ start: from, end }) => [from, end])).toEqual([
      [3, 9],
      [3, 9],
      [3, 9],
    ])
    expect(test.server.requests).toHaveLength(1)
    expect(test.source.figures().handovers).toBe(1)
  })

  it('of a passing reason is handed over alone', async () => {
    await start(({ socket, path }) =>
      socket.write(
        path === '/a' ? 'HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n' : plainAnswer('b'),
      ),
    )
    expect((await readAll(await open('/a'))).toString()).toBe('G')
    expect((await readAll(await open('/b'))).toString()).toBe('b')
    expect(test.handed).toHaveLength(1)
  })

  it.each([401, 403, 404, 416, 429, 500, 503])(
    'is not an HTTP %i with a length: its connection stays',
    async (status) => {
      await start(({ socket, path }) =>
        socket.write(
          path === '/a'
            ? `HTTP/1.1 ${status} No\r\nRetry-After: 3\r\nContent-Length: 2\r\n\r\nno`
            : plainAnswer('b'),
        ),
      )
      const answer = await open('/a')
      answer.discard()
      expect([answer.status, answer.headers['retry-after']]).toEqual([status, '3'])
      expect((await readAll(await open('/b'))).toString()).toBe('b')
      expect([test.server.connections(), test.handed.length]).toEqual([1, 0])
    },
  )
})

describe('what ends badly', () => {
  it('an early end at every byte: before the head it is the network, within the body the bytes that came', async () => {
    const whole = plainAnswer('0123456789')
    const headBytes = whole.length - 10
    let length = 0
    await start(({ socket }) => socket.end(whole.subarray(0, length)))
    for (; length < whole.length; length++) {
      if (length < headBytes) expect(classify(await errorOf(open('/')), 'network').kind).toBe('network')
      else expect((await readAll(await open('/'))).toString()).toBe('0123456789'.slice(0, length - headBytes))
    }
  })

  it('a reset within the body is an error behind the bytes that came', async () => {
    let reset: (() => void) | undefined
    await start(({ socket }) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345')
      reset = () => socket.resetAndDestroy()
    })
    const answer = await open()
    const reader = answer.body[Symbol.asyncIterator]()
    expect(await reader.next()).toMatchObject({ done: false })
    reset?.()
    expect(classify(await errorOf(reader.next()), 'network').kind).toBe('network')
  })

  it.each([
    ['junk', 'hello\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx'],
    ['a head without end', `HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(10_000)}`],
  ])('%s is unfit, tells nothing of the link, and nobody else asks for it again', async (_name, text) => {
    await start(({ socket }) => socket.write(text))
    const error = await errorOf(open('/f?sign=SECRET'))
    expect(classify(error, 'network').kind).toBe('answer-unfit')
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('SECRET')
    expect(test.handed).toEqual([])
  })

  it('random answers end in an answer of the right length, a handover or a failure with a name', async () => {
    let bytes: Buffer = Buffer.alloc(0)
    await start(({ socket }) => socket.end(bytes))
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('', 'HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n'),
        fc.uint8Array(),
        async (head, junk) => {
          bytes = Buffer.concat([Buffer.from(head), junk])
          const outcome = await open().then(readAll, (error: unknown) => classify(error, 'network').kind)
          if (typeof outcome === 'string') expect(['network', 'answer-unfit']).toContain(outcome)
          else expect(outcome.equals(junk.subarray(0, 7))).toBe(true)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('nobody listens: the network, without the link', async () => {
    await start(() => undefined)
    await test.server.close()
    const error = await errorOf(open('/f?sign=SECRET'))
    expect([classify(error, 'network').kind, inspect(error, { depth: 20 }).includes('SECRET')]).toEqual([
      'network',
      false,
    ])
  })

  it('an abort before the head is an abort, also of whoever waits for a connection', async () => {
    await start(() => undefined, { connectionsPerOrigin: 1 })
    const stop = new AbortController()
    const both = [open('/', { signal: stop.signal }), open('/', { signal: stop.signal })].map(errorOf)
    await until(() => test.server.requests.length === 1)
    stop.abort()
    expect((await Promise.all(both)).map(isAbort)).toEqual([true, true])
    expect(isAbort(await errorOf(open('/', { signal: stop.signal })))).toBe(true)
    await until(() => test.source.figures().connections === 0)
  })
})

describe('certificates', () => {
  it('one that nobody vouches for is refused before a byte is sent', async () => {
    await start(({ socket }) => socket.write(plainAnswer('x')), { server: { tls: true }, tls: {} })
    expect(classify(await errorOf(open('/f?sign=SECRET')), 'network').kind).toBe('certificate-rejected')
    expect(test.server.requests).toEqual([])
  })

  it('one of another name is refused', async () => {
    await start(({ socket }) => socket.write(plainAnswer('x')), { server: { tls: true, host: '0.0.0.0' } })
    const error = await errorOf(test.source.open({ url: `https://127.0.0.2:${test.server.port}/`, signal }))
    expect(classify(error, 'network').kind).toBe('certificate-rejected')
    expect(test.server.requests).toEqual([])
  })

  it('a check of the user is asked too', async () => {
    const names: string[] = []
    const { cert } = await readTestCertificate()
    const checkServerIdentity = (name: string) => {
      names.push(name)
      return Object.assign(new Error('pinned'), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
    }
    await start(() => undefined, { server: { tls: true }, tls: { ca: cert, checkServerIdentity } })
    expect(classify(await errorOf(open()), 'network').kind).toBe('certificate-rejected')
    expect(names).toEqual(['127.0.0.1'])
  })

  it.each(kinds)('a name with several addresses is tried until one answers (%s)', async (_name, tls) => {
    await start(({ socket }) => socket.write(plainAnswer(pattern)), { server: { tls } })
    const url = `${tls ? 'https' : 'http'}://localhost:${test.server.port}/`
    expect(sha(await readAll(await test.source.open({ url, signal })))).toBe(sha(pattern))
  })
})
