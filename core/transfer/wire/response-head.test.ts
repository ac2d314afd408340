// The head parser against everything: heads cut anywhere, heads bent on purpose, bytes at random, and Node's own parser.

import { get } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer as createRawServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { classify } from '../classify.ts'
import { headLimitBytes, readHead } from './response-head.ts'
import type { HeadResult } from './response-head.ts'
import { wireError } from './wire-error.ts'

const bytesOf = (...lines: string[]) => Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
const read = (...lines: string[]) => readHead(bytesOf(...lines))
const ok = 'HTTP/1.1 200 OK'

/** As a socket would bring it: one byte after the other. */
function readByByte(bytes: Uint8Array): HeadResult {
  for (let length = 1; length <= bytes.length; length++) {
    const result = readHead(bytes.subarray(0, length), length - 1)
    if (result.kind !== 'incomplete') return result
  }
  return { kind: 'incomplete' }
}

const tokenChar = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCXYZ0123456789-_!#$%&*+.^`|~'.split(''))
const reserved =
  /^(?:content-length|transfer-encoding|content-encoding|connection|trailer|keep-alive|upgrade|set-cookie|cookie|__proto__|proxy-connection)$/i
const fieldName = fc
  .array(tokenChar, { minLength: 1, maxLength: 20 })
  .map((letters) => letters.join(''))
  .filter((name) => !reserved.test(name))
const fieldValue = fc
  .array(fc.constantFrom(...'abcXYZ019 ;=/"<>()é\u00a0,\t:'.split('')), { maxLength: 30 })
  .map((letters) => letters.join(''))
const knownName = fc.constantFrom('ETag', 'content-range', 'Content-Type', 'etag', 'Server', 'X-Two', 'x-two')
const field = fc.tuple(fc.oneof(fieldName, knownName), fc.constantFrom('', ' ', '\t', '  '), fieldValue)
const validHead = fc.record({
  status: fc.constantFrom(200, 206, 403, 404, 416, 429, 500, 503),
  reason: fc.constantFrom('', ' ', ' OK', ' Not Quite é'),
  length: fc.nat({ max: 2 ** 40 }),
  before: fc.array(field, { maxLength: 8 }),
  after: fc.array(field, { maxLength: 8 }),
})
const toBytes = (head: typeof validHead extends fc.Arbitrary<infer T> ? T : never) =>
  bytesOf(
    `HTTP/1.1 ${head.status}${head.reason}`,
    ...head.before.map(([name, gap, value]) => `${name}:${gap}${value}`),
    `Content-Length: ${head.length}`,
    ...head.after.map(([name, gap, value]) => `${name}:${gap}${value}`),
  )

describe('a plain head', () => {
  it('is read whole', () => {
    const bytes = bytesOf(
      'HTTP/1.1 206 Partial Content',
      'Content-Length: 10',
      'Content-Range:bytes 0-9/20 \t',
      'ETag: "a"',
      'etag: "b"',
      'X-Many: 1',
      'x-many: 2',
      'Keep-Alive: timeout=5, max=100',
    )
    expect(readHead(Buffer.concat([bytes, Buffer.from('HTTP/1.1 500')]))).toEqual({
      kind: 'plain',
      status: 206,
      headers: {
        'content-length': '10',
        'content-range': 'bytes 0-9/20',
        etag: '"a"',
        'x-many': '1, 2',
        'keep-alive': 'timeout=5, max=100',
      },
      contentLength: 10,
      keepAlive: true,
      keepAliveMs: 5000,
      bytes: bytes.length,
    })
  })

  it.each([
    ['HTTP/1.1 200 OK', 'Connection: close', false],
    ['HTTP/1.1 200 OK', 'Connection: Keep-Alive, Upgrade', true],
    ['HTTP/1.1 200 OK', 'Connection: keep-alive, CLOSE', false],
    ['HTTP/1.0 200 OK', 'Server: old', false],
    ['HTTP/1.0 200 OK', 'Connection: keep-alive', true],
    ['HTTP/1.1 404', 'Upgrade: h2c', true],
  ])('%s with %s: another request may follow: %s', (line, header, keepAlive) => {
    expect(read(line, 'Content-Length: 0', header)).toMatchObject({ kind: 'plain', keepAlive })
  })
})

describe('somebody else reads', () => {
  it.each([
    ['no length', [ok], true],
    ['chunks', [ok, 'Transfer-Encoding: chunked'], true],
    ['chunks and a length', [ok, 'Content-Length: 3', 'transfer-encoding: chunked'], true],
    ['an unknown transfer coding', [ok, 'Content-Length: 3', 'Transfer-Encoding: identity'], true],
    ['a trailer', [ok, 'Content-Length: 3', 'Trailer: Expires'], true],
    ['the same length twice', [ok, 'Content-Length: 3', 'Content-Length: 3'], true],
    ['an unknown connection option', [ok, 'Content-Length: 3', 'Connection: Content-Length'], true],
    ['a folded line', [ok, 'X: a', ' b', 'Content-Length: 3'], true],
    ['a folded length', [ok, 'Content-Length: 3', '\t4'], true],
    ['a line folded onto nothing', [ok, ' Content-Length: 3'], true],
    ['a redirect', ['HTTP/1.1 302 Found', 'Content-Length: 0', 'Location: /b'], false],
    ['not modified', ['HTTP/1.1 304 Not Modified', 'Content-Length: 3'], false],
    ['no content', ['HTTP/1.1 204 No Content', 'Content-Length: 0'], false],
    ['an interim answer', ['HTTP/1.1 100 Continue'], false],
    ['early hints', ['HTTP/1.1 103 Early Hints', 'Link: </x>'], false],
    ['another protocol', ['HTTP/1.1 101 Switching Protocols', 'Upgrade: h2c'], false],
  ])('%s', (_name, lines, lasting) => {
    expect(read(...lines)).toEqual({ kind: 'handover', lasting })
  })
})

describe('junk', () => {
  it.each([
    ['another protocol', 'SSH-2.0-OpenSSH\r\n'],
    ['HTTP/2', 'HTTP/2 200\r\n'],
    ['an empty line first', '\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n'],
    ['a minor version of the future', 'HTTP/1.7 200 OK\r\nContent-Length: 3\r\n\r\n'],
    ['a status of two digits', 'HTTP/1.1 20 OK\r\n\r\n'],
    ['a status of four', 'HTTP/1.1 2000 OK\r\n\r\n'],
    ['a signed status', 'HTTP/1.1 +20 OK\r\n\r\n'],
    ['two blanks', 'HTTP/1.1  200 OK\r\n\r\n'],
    ['lines ended by LF alone', 'HTTP/1.1 200 OK\nContent-Length: 3\n\n'],
    ['a LF within a value', 'HTTP/1.1 200 OK\r\nX: a\nContent-Length: 3\r\n\r\n'],
    ['a CR within a value', 'HTTP/1.1 200 OK\r\nX: a\rContent-Length: 3\r\n\r\n'],
    ['a CR before the end of a line', 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\r\n\r\n'],
    ['a NUL in a value', 'HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 3\r\n\r\n'],
    ['a blank before the colon', 'HTTP/1.1 200 OK\r\nContent-Length : 3\r\n\r\n'],
    ['a name with a blank', 'HTTP/1.1 200 OK\r\nContent Length: 3\r\n\r\n'],
    ['no colon', 'HTTP/1.1 200 OK\r\nContent-Length\r\n\r\n'],
    ['no name', 'HTTP/1.1 200 OK\r\n: 3\r\n\r\n'],
    ['lengths that differ', 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n'],
    ['lengths in a list', 'HTTP/1.1 200 OK\r\nContent-Length: 3, 3\r\n\r\n'],
    ['a signed length', 'HTTP/1.1 200 OK\r\nContent-Length: +3\r\n\r\n'],
    ['a negative length', 'HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\n'],
    ['a hexadecimal length', 'HTTP/1.1 200 OK\r\nContent-Length: 0x3\r\n\r\n'],
    ['a length that no number holds', 'HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n'],
    ['an empty length', 'HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n'],
    ['a length with a no-break space', 'HTTP/1.1 200 OK\r\nContent-Length: 3\u00a0\r\n\r\n'],
    ['too many lines', `HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(250)}\r\n`],
    ['no end', `HTTP/1.1 200 OK\r\nX: ${'y'.repeat(headLimitBytes)}`],
    [
      'an end behind the limit',
      `HTTP/1.1 200 OK\r\nContent-Length: 3\r\nX: ${'y'.repeat(headLimitBytes)}\r\n\r\n`,
    ],
  ])('%s is an error, and the answer is unfit', (_name, text) => {
    const bytes = Buffer.from(text, 'latin1')
    const result = readHead(bytes)
    expect(result.kind).toBe('hostile')
    expect(readByByte(bytes)).toEqual(result)
    const code = result.kind === 'hostile' ? result.code : ''
    expect(classify(wireError(code), 'network').kind).toBe('answer-unfit')
  })

  it('is not what a head full of blanks is', () => {
    const blanks = ' \t'.repeat(headLimitBytes / 2 - 40)
    expect(read(ok, `X:${blanks}a`, 'Content-Length: 3')).toMatchObject({ contentLength: 3 })
  })
})

describe('any head', () => {
  it('gives the same result however it is cut', () => {
    fc.assert(
      fc.property(validHead, fc.uint8Array({ maxLength: 20 }), (head, body) => {
        const bytes = toBytes(head)
        const whole = readHead(Buffer.concat([bytes, body]))
        expect(whole).toMatchObject({ kind: 'plain', status: head.status, contentLength: head.length })
        expect(readByByte(Buffer.concat([bytes, body]))).toEqual(whole)
      }),
    )
  })

  it('bent in any place never gets another length, and is read the same in parts', () => {
    const junk = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 3 }),
      fc
        .constantFrom('\r', '\n', '\r\n', '\r\n ', '\0', ':', ',', ' ', '\r\n\r\n')
        .map((text) => Buffer.from(text)),
    )
    fc.assert(
      fc.property(validHead, fc.nat(), fc.nat({ max: 3 }), junk, (head, place, cut, inserted) => {
        const bytes = toBytes(head)
        const at = place % bytes.length
        const bent = Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + cut)])
        const result = readHead(bent)
        expect(readByByte(bent)).toEqual(result)
        if (result.kind !== 'plain') return
        // Whatever was bent: what is believed stands there in so many words, once.
        const lines = bent.subarray(0, result.bytes).toString('latin1').split('\r\n')
        const lengths = lines.filter((line) => /^content-length:/i.test(line))
        expect(lengths.map((line) => /^content-length:[ \t]*([0-9]+)[ \t]*$/i.exec(line)?.[1])).toEqual([
          String(result.contentLength).padStart(result.headers['content-length']?.length ?? 0, '0'),
        ])
      }),
      { numRuns: 1000 },
    )
  })

  it('made of random bytes is an error or incomplete, and nothing throws', () => {
    const start = fc.constantFrom(
      '',
      'HTTP/1.1 ',
      'HTTP/1.1 200 OK\r\n',
      'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n',
    )
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 300 }), (text, random) => {
        const bytes = Buffer.concat([Buffer.from(text), random])
        const result = readHead(bytes)
        expect(readByByte(bytes)).toEqual(bytes.length === 0 ? { kind: 'incomplete' } : result)
        if (result.kind === 'plain') expect(result.contentLength).toBe(5)
      }),
      { numRuns: 2000 },
    )
  })

  it('is incomplete as long as a byte of it is missing', () => {
    fc.assert(
      fc.property(validHead, (head) => {
        const bytes = toBytes(head)
        for (let length = 0; length < bytes.length; length++) {
          expect(readHead(bytes.subarray(0, length))).toEqual({ kind: 'incomplete' })
        }
      }),
      { numRuns: 30 },
    )
  })
})

describe("beside Node's own parser", () => {
  let head: Buffer = Buffer.alloc(0)
  const server = createRawServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.write(head))
  })
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  const readByNode = () =>
    new Promise<{ status: number; headers: IncomingHttpHeaders } | 'refused'>((resolve) => {
      const { port } = server.address() as AddressInfo
      const request = get({ host: '127.0.0.1', port, agent: false }, (response) => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers })
        response.on('error', () => undefined)
        request.destroy()
      })
      request.on('error', () => resolve('refused'))
    })

  it('the same headers are read from any valid head', async () => {
    await fc.assert(
      fc.asyncProperty(validHead, async (made) => {
        head = toBytes(made)
        const own = readHead(head)
        const theirs = await readByNode()
        expect(own.kind === 'plain' ? { status: own.status, headers: { ...own.headers } } : own).toEqual(
          theirs === 'refused' ? theirs : { ...theirs, headers: { ...theirs.headers } },
        )
      }),
      { numRuns: 150 },
    )
  })
})
