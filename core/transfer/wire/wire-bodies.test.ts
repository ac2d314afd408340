// Every byte of every body compared, over TCP and TLS, and connections that serve one request after another.

import { createHash } from 'node:crypto'
import type { Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { plainAnswer } from '../../../testing/sockets/raw-server.ts'
import type { RawRequest } from '../../../testing/sockets/raw-server.ts'
import { isAbort } from '../classify.ts'
import {
  kinds,
  mib,
  pattern,
  readAll,
  sha,
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

/** Writes in pieces of the given sizes, each in a turn of its own. */
async function writeSplit(socket: Socket, bytes: Uint8Array, sizes: readonly number[]): Promise<void> {
  let at = 0
  for (let index = 0; at < bytes.length && !socket.destroyed; index++) {
    const size = sizes[index % sizes.length] ?? 1
    if (!socket.write(bytes.subarray(at, at + size))) {
      await new Promise<void>((resolve) => {
        const goOn = () => {
          socket.off('drain', goOn).off('close', goOn)
          resolve()
        }
        socket.once('drain', goOn).once('close', goOn)
      })
    } else await turn()
    at += size
  }
}

describe.each(kinds)('a body over %s', (_name, tls) => {
  it('is right whatever its size and however it is cut', async () => {
    let next: { body: Buffer; sizes: readonly number[] } = { body: Buffer.alloc(0), sizes: [1] }
    await start(({ socket }) => void writeSplit(socket, plainAnswer(next.body), next.sizes), {
      server: { tls },
    })
    const sizes = fc.oneof(
      fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 }),
      fc.array(fc.integer({ min: 10_000, max: 400_000 }), { minLength: 1, maxLength: 5 }),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 200_000 }),
        fc.nat({ max: 1000 }),
        sizes,
        async (length, offset, cut) => {
          const most = Math.max(...cut) < 1000 ? Math.min(length, 20_000) : length
          next = { body: pattern.subarray(offset, offset + most), sizes: cut }
          expect(sha(await readAll(await open()))).toBe(sha(next.body))
        },
      ),
      { numRuns: 40 },
    )
    expect(test.server.connections()).toBe(1)
    expect(test.source.figures().usedSlabBytes).toBe(0)
  })

  it('of several megabytes is right on every one of many answers at once', async () => {
    await start(({ socket, path }) => socket.write(plainAnswer(pattern.subarray(Number(path.slice(1))))), {
      server: { tls },
    })
    const offsets = Array.from({ length: 12 }, (_, index) => index * 1001)
    const read = async (offset: number) => sha(await readAll(await open(`/${offset}`)))
    expect(await Promise.all(offsets.map(read))).toEqual(
      offsets.map((offset) => sha(pattern.subarray(offset))),
    )
    expect(test.source.figures().usedSlabBytes).toBe(0)
  })

  it('read by a slow consumer who keeps every chunk for a while is right, in little memory', async () => {
    await start(({ socket }) => socket.write(plainAnswer(pattern)), { server: { tls }, memoryBytes: 262_144 })
    const hash = createHash('sha256')
    const answer = await open()
    const kept: Uint8Array[] = []
    let most = 0
    const let1 = () => {
      const chunk = kept.shift()
      if (chunk === undefined) return
      hash.update(chunk)
      answer.recycle(chunk)
    }
    for await (const chunk of answer.body) {
      kept.push(chunk)
      most = Math.max(most, test.source.figures().usedSlabBytes)
      for (let turns = 0; turns < 5; turns++) await turn()
      if (kept.length > 2) let1()
    }
    while (kept.length > 0) let1()
    expect(hash.digest('hex')).toBe(sha(pattern))
    expect(most).toBeLessThanOrEqual(8 * 65_536)
    expect(test.source.figures().usedSlabBytes).toBe(0)
  })

  it('comes on, if slowly, where nobody gives memory back', async () => {
    await start(({ socket }) => socket.write(plainAnswer(pattern.subarray(0, mib / 2))), {
      server: { tls },
      memoryBytes: 131_072,
    })
    const chunks: Uint8Array[] = []
    for await (const chunk of (await open()).body) chunks.push(chunk)
    expect(sha(Buffer.concat(chunks))).toBe(sha(pattern.subarray(0, mib / 2)))
  })

  it('comes as it comes: a reader does not wait for more than there is', async () => {
    let send: ((bytes: string) => void) | undefined
    await start(
      ({ socket }) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n')
        send = (bytes) => socket.write(bytes)
      },
      { server: { tls } },
    )
    const answer = await open()
    const reader = answer.body[Symbol.asyncIterator]()
    for (const part of ['abc', 'def', 'ghi']) {
      send?.(part)
      const next = await reader.next()
      expect(next.done === true ? '' : Buffer.from(next.value).toString()).toBe(part)
    }
    expect(await reader.next()).toEqual({ done: true, value: undefined })
  })

  it('aborted at any moment leaves nothing behind and harms no other', async () => {
    await start(({ socket }) => void writeSplit(socket, plainAnswer(pattern), [150_000]), { server: { tls } })
    const right = sha(pattern)
    for (let round = 0; round < 12; round++) {
      const stop = new AbortController()
      const bystander = open().then(readAll)
      const aborted = (async () => {
        const answer = await open('/', { signal: stop.signal })
        stop.signal.addEventListener('abort', answer.discard)
        let chunks = 0
        for await (const chunk of answer.body) {
          answer.recycle(chunk)
          if (++chunks > round % 5) stop.abort()
        }
        answer.discard()
      })()
      if (round % 3 === 0) stop.abort()
      await aborted.catch((error: unknown) => {
        if (!isAbort(error)) throw error
      })
      expect(sha(await bystander)).toBe(right)
    }
    await until(() => test.source.figures().usedSlabBytes === 0)
  })
})

describe.each(kinds)('connections over %s', (_name, tls) => {
  it('serve hundreds of requests one after another', async () => {
    await start(({ socket, index }) => socket.write(plainAnswer(pattern.subarray(index, index * 40))), {
      server: { tls },
    })
    for (let index = 0; index < 300; index++) {
      expect(sha(await readAll(await open()))).toBe(sha(pattern.subarray(index, index * 40)))
    }
    expect(test.server.connections()).toBe(1)
  })

  it('are never more than agreed, and serve whoever waits', async () => {
    await start(({ socket, path }) => socket.write(plainAnswer(path)), {
      server: { tls },
      connectionsPerOrigin: 3,
    })
    const paths = Array.from({ length: 40 }, (_, index) => `/${index}`)
    const bodies = await Promise.all(paths.map(async (path) => (await readAll(await open(path))).toString()))
    expect(bodies).toEqual(paths)
    expect(test.server.connections()).toBe(3)
  })

  it('that died unused are noticed, and the request is sent once more', async () => {
    await start(
      ({ socket, index }) => {
        if (index < 2) socket.write(plainAnswer(String(index)))
        else socket.destroy()
      },
      { server: { tls } },
    )
    expect((await readAll(await open())).toString()).toBe('0')
    expect((await readAll(await open())).toString()).toBe('1')
    expect((await readAll(await open())).toString()).toBe('0')
    expect(test.server.requests.map(({ connection }) => connection)).toEqual([0, 0, 0, 1])
  })

  it('are closed where the server says so, and where it sent a byte too many', async () => {
    const close = ['Connection: close']
    const answers = [
      plainAnswer('a', close),
      Buffer.concat([plainAnswer('b'), Buffer.from('!')]),
      plainAnswer('c'),
    ]
    let turnOf = 0
    await start(({ socket }) => socket.write(answers[turnOf++] ?? ''), { server: { tls } })
    const bodies: string[] = []
    for (let index = 0; index < 3; index++) bodies.push((await readAll(await open())).toString())
    expect(bodies).toEqual(['a', 'b', 'c'])
    expect(test.server.requests.map(({ connection }) => connection)).toEqual([0, 1, 2])
  })

  it('are not used again after an answer that nobody asked for, however late it comes', async () => {
    const forged = plainAnswer('forged')
    await start(
      ({ socket, index }) => {
        socket.write(plainAnswer('x'.repeat(100_000)))
        if (index === 0) socket.write(forged)
      },
      { server: { tls } },
    )
    for (let round = 0; round < 20; round++) {
      expect((await readAll(await open())).toString()).toBe('x'.repeat(100_000))
    }
  })

  it('stay when a small answer is not wanted, and go when a large one is not', async () => {
    await start(({ socket, path }) => socket.write(plainAnswer(pattern.subarray(0, Number(path.slice(1))))), {
      server: { tls },
    })
    for (const length of [40_000, 10, mib * 4, 10]) {
      const answer = await open(`/${length}`)
      answer.discard()
      answer.discard()
      await until(
        () => test.source.figures().idleConnections === 1 || test.source.figures().connections === 0,
      )
    }
    expect(test.server.requests.map(({ connection }) => connection)).toEqual([0, 0, 0, 1])
    await until(() => test.source.figures().usedSlabBytes === 0)
  })

  it('can all be dropped: unused ones without a word, an answer under way ends early', async () => {
    await start(
      ({ socket, path }) => {
        if (path === '/whole') socket.write(plainAnswer('x'))
        else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345')
      },
      { server: { tls } },
    )
    await readAll(await open('/whole'))
    await until(() => test.source.figures().idleConnections === 1)
    test.source.dropIdle()
    await until(() => test.source.figures().connections === 0)
    const answer = await open('/half')
    test.source.dropAll()
    expect((await readAll(answer)).toString()).toBe('12345')
    expect((await readAll(await open('/whole'))).toString()).toBe('x')
    expect(test.server.connections()).toBe(3)
  })
})
