// Puts the page server and the bytes of remote files behind Electron's protocol module, in the form that the running
// Electron offers.

import { Readable } from 'node:stream'
import { protocol, type Protocol } from 'electron'
import { remoteRoute } from '../../contract/remote-routes.ts'
import type { ServeRemote } from '../../host/remote/remote-files.ts'
import { pageOrigin, scheme, schemePrivileges, type ServePage } from './app-scheme.ts'

export interface Served {
  readonly page: ServePage
  readonly remote: ServeRemote
}

/** Before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([schemePrivileges])
}

interface Asked {
  readonly url: string
  readonly method: string
  readonly range: string | undefined
  readonly signal: AbortSignal
}

interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: AsyncIterable<Uint8Array> | undefined
}

export function servePages(session: { readonly protocol: Protocol }, served: Served): void {
  if (typeof session.protocol.handle === 'function') {
    session.protocol.handle(scheme, async (request) => {
      const { url, method, headers, signal } = request
      const {
        status,
        headers: told,
        body,
      } = await answer(served, {
        ...{ url, method, signal },
        range: headers.get('range') ?? undefined,
      })
      return new Response(body === undefined ? null : toWebStream(body), { status, headers: told })
    })
    return
  }
  // Before Electron 25.
  session.protocol.registerStreamProtocol(scheme, ({ url, method, headers }, send) => {
    const gone = new AbortController()
    const range = headers['Range'] ?? headers['range']
    void answer(served, { url, method, range, signal: gone.signal }).then(
      ({ status, headers: told, body }) => {
        const data = Readable.from(body ?? [])
        data.once('close', () => gone.abort())
        send({ statusCode: status, headers: { ...told }, data })
      },
    )
  })
}

async function answer({ page, remote }: Served, { url, method, range, signal }: Asked): Promise<Reply> {
  if (url.startsWith(`${pageOrigin}/${remoteRoute}`)) {
    const reply = await remote({ method, url: url.slice(pageOrigin.length), range, signal })
    if (reply !== undefined) return reply
  }
  const { status, headers, body } = await page(url, method)
  return { status, headers, body: once(body) }
}

async function* once(bytes: Uint8Array) {
  if (bytes.length > 0) yield bytes
}

function toWebStream(body: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = body[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await iterator.next()
      if (next.done === true) controller.close()
      else controller.enqueue(next.value)
    },
    // The page has scrolled on, or the video was closed: the connection to the site ends too.
    cancel: async () => {
      await iterator.return?.()
    },
  })
}
