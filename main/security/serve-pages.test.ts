// The same answers through both forms of Electron's protocol module, each played by a fake that keeps to its documentation.

import { buffer } from 'node:stream/consumers'
import type { Protocol, ProtocolRequest, ProtocolResponse } from 'electron'
import { describe, expect, it } from 'vitest'
import type { RemoteReply, RemoteRequest } from '../../host/remote/remote-files.ts'
import type { PageReply } from './app-scheme.ts'
import { servePages, type Served } from './serve-pages.ts'

interface Answer {
  readonly status: number
  readonly type: string | undefined
  readonly read: () => Promise<string>
  /** The page gives up. */
  readonly giveUp: () => Promise<void>
}

type Ask = (path: string, options?: { method?: string; range?: string }) => Promise<Answer>

/** Electron 25 and later. */
function byFetch(served: Served): Ask {
  let handler: Parameters<Protocol['handle']>[1] | undefined
  const schemes: string[] = []
  servePages(
    { protocol: { handle: (scheme, given) => void (schemes.push(scheme), (handler = given)) } },
    served,
  )
  expect(schemes).toEqual(['app'])
  return async (path, { method = 'GET', range } = {}) => {
    const headers = range === undefined ? {} : { range }
    const request = new Request(`app://reverie${path}`, { method, headers })
    const response = await handler?.(request)
    if (response === undefined) throw new Error('nobody answers')
    const reader = response.body?.getReader()
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? undefined,
      read: async () => {
        const chunks: Uint8Array[] = []
        for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read())
          chunks.push(next.value)
        return Buffer.concat(chunks).toString()
      },
      giveUp: async () => void (await reader?.cancel()),
    }
  }
}

/** Before: the stream is Node's, and the answer comes by a call. */
function byStream(served: Served): Ask {
  let handler: Parameters<Protocol['registerStreamProtocol']>[1] | undefined
  servePages({ protocol: { registerStreamProtocol: (_scheme, given) => ((handler = given), true) } }, served)
  return async (path, { method = 'GET', range } = {}) => {
    const headers = range === undefined ? {} : { Range: range }
    const request = { url: `app://reverie${path}`, method, headers, referrer: '' } as ProtocolRequest
    const {
      statusCode,
      headers: told,
      data,
    } = await new Promise<ProtocolResponse>((resolve) => {
      handler?.(request, (response) => resolve(response as ProtocolResponse))
    })
    const stream = data as NodeJS.ReadableStream & { destroy(): void }
    return {
      status: statusCode ?? 200,
      type: told?.['content-type'] as string | undefined,
      read: async () => (await buffer(stream)).toString(),
      giveUp: async () => {
        await new Promise((resolve) => stream.once('data', resolve))
        const closed = new Promise<void>((resolve) => stream.once('close', resolve))
        stream.destroy()
        await closed
      },
    }
  }
}

const html = { 'content-type': 'text/html; charset=utf-8' }
const pageReply = (text: string): PageReply => ({ status: 200, headers: html, body: Buffer.from(text) })

function served(remote: (request: RemoteRequest) => Promise<RemoteReply | undefined>) {
  const reported: unknown[] = []
  return {
    reported,
    page: (url: string, method: string) => Promise.resolve(pageReply(`${method} ${url}`)),
    remote,
    report: (error: unknown) => void reported.push(error),
  }
}
const noRemote = () => Promise.resolve(undefined)

describe.each([
  ['protocol.handle', byFetch],
  ['registerStreamProtocol', byStream],
])('pages by %s', (_name, open) => {
  it('are what the page server answers', async () => {
    const answer = await open(served(noRemote))('/index.html?x=1')
    expect([answer.status, answer.type, await answer.read()]).toEqual([
      200,
      'text/html; charset=utf-8',
      'GET app://reverie/index.html?x=1',
    ])
  })

  it('get bytes of remote files with their range, and what is no such file is the page server’s', async () => {
    const asked: (string | undefined)[][] = []
    const ask = open(
      served(({ method, url, range }) => {
        asked.push([method, url, range])
        if (url === '/remote/nothing') return Promise.resolve(undefined)
        async function* body() {
          yield* [Buffer.from('by'), Buffer.from('tes')]
        }
        return Promise.resolve({ status: 206, headers: { 'content-type': 'video/mp4' }, body: body() })
      }),
    )
    const part = await ask('/remote/preview/1', { range: 'bytes=2-6' })
    expect([part.status, part.type, await part.read()]).toEqual([206, 'video/mp4', 'bytes'])
    expect(await (await ask('/remote/nothing')).read()).toBe('GET app://reverie/remote/nothing')
    await ask('/remotely.js')
    expect(asked).toEqual([
      ['GET', '/remote/preview/1', 'bytes=2-6'],
      ['GET', '/remote/nothing', undefined],
    ])
  })

  it('an answer without a body has none', async () => {
    const ask = open(served(() => Promise.resolve({ status: 416, headers: {}, body: undefined })))
    const answer = await ask('/remote/preview/1', { method: 'HEAD' })
    expect([answer.status, await answer.read()]).toEqual([416, ''])
  })

  it('the connection to the site ends with a page that gives up, also while the site is silent', async () => {
    let signal: AbortSignal | undefined
    let ended = false
    const ask = open(
      served((request) => {
        ;({ signal } = request)
        async function* body() {
          try {
            yield Buffer.from('first')
            await new Promise((_resolve, reject) =>
              request.signal.addEventListener('abort', () => reject(new Error('aborted'))),
            )
          } catch {
            // What the site's connection does when it is ended.
          } finally {
            ended = true
          }
        }
        return Promise.resolve({ status: 200, headers: {}, body: body() })
      }),
    )
    const answer = await ask('/remote/preview/1')
    expect(signal?.aborted).toBe(false)
    await answer.giveUp()
    expect(signal?.aborted).toBe(true)
    await expect.poll(() => ended).toBe(true)
  })

  it('that cannot be served say so, to the page without a reason and to us with it', async () => {
    const parts = served(() => Promise.reject(new Error('a link with a secret')))
    const answer = await open(parts)('/remote/preview/1')
    expect([answer.status, await answer.read(), parts.reported]).toEqual([
      500,
      '',
      [new Error('a link with a secret')],
    ])
  })
})
