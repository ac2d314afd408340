// Puts the page server and the bytes of remote files behind Electron's protocol module, in the form that the running
// Electron offers. Electron is handed in; which of the two answers is decided without it.

import { Readable } from 'node:stream'
import type { Protocol } from 'electron'
import { remoteRoute } from '../../contract/remote-routes.ts'
import type { ServeRemote } from '../../host/remote/remote-files.ts'
import { pageOrigin, scheme, type ServePage } from './app-scheme.ts'

export interface Served {
  readonly page: ServePage
  readonly remote: ServeRemote
  /** Hears of what went wrong in here; the page is told that it did, and no more. */
  readonly report: (error: unknown) => void
}

interface Asked {
  readonly url: string
  readonly method: string
  readonly range: string | undefined
  /** Nobody waits any more. */
  readonly signal: AbortSignal
}

interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: AsyncIterable<Uint8Array> | undefined
}

/** `handle` since Electron 25; before that, and not after, `registerStreamProtocol`. */
export type PageProtocol = Pick<Protocol, 'handle'> | Pick<Protocol, 'registerStreamProtocol'>

export function servePages({ protocol }: { readonly protocol: PageProtocol }, served: Served): void {
  if ('handle' in protocol && typeof protocol.handle === 'function') protocol.handle(scheme, byFetch(served))
  else if ('registerStreamProtocol' in protocol) protocol.registerStreamProtocol(scheme, byStream(served))
}

function byFetch(served: Served): Parameters<Protocol['handle']>[1] {
  return async ({ url, method, headers: given, signal }) => {
    // Electron's own signal says nothing of a page that has scrolled on; the body that is given up does.
    const gone = new AbortController()
    signal.addEventListener('abort', () => gone.abort(), { once: true })
    const range = given.get('range') ?? undefined
    const { status, headers, body } = await answer(served, { url, method, range, signal: gone.signal })
    return new Response(body === undefined ? null : toWebStream(body, gone), { status, headers })
  }
}

function byStream(served: Served): Parameters<Protocol['registerStreamProtocol']>[1] {
  return ({ url, method, headers: given }, send) => {
    const gone = new AbortController()
    const range = given['Range'] ?? given['range']
    void answer(served, { url, method, range, signal: gone.signal }).then(({ status, headers, body }) => {
      const data = body === undefined ? Readable.from([]) : toNodeStream(body, gone)
      send({ statusCode: status, headers: { ...headers }, data })
    })
  }
}

/** Never rejects: a page that waits for ever shows nothing, and one that is told shows what there is to say. */
async function answer(served: Served, { url, method, range, signal }: Asked): Promise<Reply> {
  const { page, remote, report } = served
  try {
    if (url.startsWith(`${pageOrigin}/${remoteRoute}`)) {
      const reply = await remote({ method, url: url.slice(pageOrigin.length), range, signal })
      if (reply !== undefined) return reply
    }
    const { status, headers, body } = await page(url, method)
    return { status, headers, body: once(body) }
  } catch (error) {
    report(error)
    return { status: 500, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: undefined }
  }
}

async function* once(bytes: Uint8Array) {
  if (bytes.length > 0) yield bytes
}

/** The page has scrolled on, or the video was closed: the connection to the site ends too, even while it is silent. */
function toWebStream(body: AsyncIterable<Uint8Array>, gone: AbortController): ReadableStream<Uint8Array> {
  const iterator = body[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await iterator.next()
      if (next.done === true) controller.close()
      else controller.enqueue(next.value)
    },
    cancel: async () => {
      // First: an iterator that waits for bytes hears of nothing else.
      gone.abort()
      await iterator.return?.()
    },
  })
}

function toNodeStream(body: AsyncIterable<Uint8Array>, gone: AbortController): Readable {
  const iterator = body[Symbol.asyncIterator]()
  return new Readable({
    read() {
      iterator.next().then(
        ({ done, value }) => this.push(done === true ? null : value),
        (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
      )
    },
    destroy(error, end) {
      gone.abort()
      void iterator.return?.()
      end(error)
    },
  })
}
