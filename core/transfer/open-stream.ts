// The general byte source: got, with everything clever about it switched off. No retry (the runner's job), no
// decompression (a range of a compressed body is not a range of the file), no cookies, no credentials of any kind.

import { Agent as HttpAgent } from 'node:http'
import type { ClientRequest } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import got from 'got'
import type { Request } from 'got'
import { bareError, withBareErrors } from './bare-error.ts'
import type { ByteAnswer, ByteRequest, ByteSource } from './byte-source.ts'
import { codeOf } from './error-code.ts'
import { createWayRequests } from '../ports/proxies.ts'
import type { ProxyOf } from '../ports/proxies.ts'
import { isStale, mostStale } from '../ports/stale-connection.ts'
import { machineTrust } from '../ports/trust.ts'
import type { Way } from '../ports/ways.ts'

export interface ByteSourceOptions {
  readonly userAgent: string
  readonly connections?: number
  /** Of requests without a way of their own. */
  readonly proxyOf?: ProxyOf | undefined
}

export function createByteSource(options: ByteSourceOptions): ByteSource {
  const shared = { keepAlive: true, maxSockets: options.connections ?? 64, maxFreeSockets: 16 }
  const agent = { http: new HttpAgent(shared), https: new HttpsAgent(shared) }
  const ownWay: Way = { trust: machineTrust, proxyOf: options.proxyOf }
  const requests = createWayRequests(shared)
  const openOnce = (request: ByteRequest): Promise<ByteAnswer | Stale> =>
    new Promise((resolve, reject) => {
      request.signal.throwIfAborted()
      let sent: ClientRequest | undefined
      const stream = got.stream(request.url, {
        agent,
        request: requests.by(request.way ?? ownWay),
        headers: requestHeaders(request, options.userAgent),
        retry: { limit: 0 },
        decompress: false,
        throwHttpErrors: false,
        followRedirect: (response) => isSafeRedirect(response.url, response.headers.location),
        maxRedirects: 5,
      })
      const abort = () => stream.destroy(new DOMException('aborted', 'AbortError'))
      request.signal.addEventListener('abort', abort, { once: true })
      stream.on('request', (begun: ClientRequest) => (sent = begun))
      stream.once('close', () => request.signal.removeEventListener('abort', abort))
      stream.once('error', (error) => {
        const bare = bareError(error)
        if (isStale(sent, codeOf(bare))) resolve({ stale: bare })
        else reject(bare)
      })
      stream.once('response', (response: Response) => {
        // The body's own errors are the reader's from now on; this keeps late ones from being unhandled.
        stream.on('error', () => undefined)
        resolve(toAnswer(stream, response))
      })
    })
  return {
    open: async (request) => {
      for (let found = 1; ; found++) {
        const opened = await openOnce(request)
        if (!('stale' in opened)) return opened
        if (found >= mostStale) throw opened.stale
      }
    },
    dispose: () => {
      agent.http.destroy()
      agent.https.destroy()
      requests.dispose()
    },
  }
}

/** A kept connection turned out to have ended when it was used again. */
interface Stale {
  readonly stale: Error
}

interface Response {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

function requestHeaders(request: ByteRequest, userAgent: string): Record<string, string> {
  const { start, end } = request
  const headers: Record<string, string> = { 'user-agent': userAgent, 'accept-encoding': 'identity' }
  if (start !== undefined) headers['range'] = `bytes=${start}-${end === undefined ? '' : end - 1}`
  return headers
}

/** A link never leads from HTTPS back to plain HTTP: the bytes could be anybody's. */
function isSafeRedirect(from: string, location: string | undefined): boolean {
  if (location === undefined || !URL.canParse(location, from)) return false
  const target = new URL(location, from)
  return target.protocol === 'https:' || (target.protocol === 'http:' && from.startsWith('http:'))
}

function toAnswer(stream: Request, response: Response): ByteAnswer {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return {
    status: response.statusCode,
    headers,
    body: withBareErrors(stream as AsyncIterable<Uint8Array>),
    recycle: () => undefined,
    discard: () => stream.destroy(),
  }
}
