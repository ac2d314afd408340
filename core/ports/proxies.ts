// Which proxy leads to an address, and requests that go by it: tunnels (CONNECT, RFC 9110 section 9.3.6) for HTTPS,
// absolute form (RFC 9112 section 3.2.2) for plain HTTP. Who says which proxy is somebody else: core reads no environment.

import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import type { AgentOptions, ClientRequest, IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { RequestOptions } from 'node:https'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'

/**
 * Address of the proxy for an absolute http(s) URL, `http://[user:password@]host[:port]` or `https://…`; undefined goes
 * straight. Asked once for every request: the answer may change. It is a secret where it holds a password.
 */
export type ProxyOf = (url: string) => string | undefined

export interface ProxiedRequests {
  /** As Node's own for this URL, by its proxy where it has one; `options` hold the agent for going straight. */
  request(url: URL, options: RequestOptions, callback?: (response: IncomingMessage) => void): ClientRequest
  /** Drops the connections to proxies. */
  dispose(): void
}

/** A proxy that does not answer, or does not open a tunnel, within this is as good as dead. */
const patienceMs = 15_000

/**
 * What goes wrong with a proxy has a code that says so, and no address: `PROXY_ECONNREFUSED`, `PROXY_HTTP_403`,
 * `PROXY_UNSUPPORTED`; core/model/network-trouble reads it.
 */
export function createProxiedRequests(proxyOf: ProxyOf, shared: AgentOptions): ProxiedRequests {
  const routes = new Map<string, Route>()
  const routeBy = (address: string): Route => {
    const known = routes.get(address) ?? createRoute(parseProxy(address), shared)
    routes.set(address, known)
    return known
  }
  return {
    request: (url, options, callback) => {
      const address = proxyOf(url.href)
      const isSecure = url.protocol === 'https:'
      if (address === undefined) return (isSecure ? httpsRequest : httpRequest)(url, options, callback)
      const route = routeBy(address)
      if (isSecure) return httpsRequest(url, { ...options, agent: route.tunnels }, callback)
      return httpRequest(inAbsoluteForm(url, options, route), callback)
    },
    dispose: () => {
      for (const { plain, tunnels, opening } of routes.values()) {
        plain.destroy()
        tunnels.destroy()
        for (const request of opening) request.destroy()
      }
      routes.clear()
    },
  }
}

interface Proxy {
  readonly isSecure: boolean
  readonly host: string
  readonly port: number
  /** Of the header Proxy-Authorization, where the address names a user. */
  readonly credentials: Readonly<Record<string, string>>
}

interface Route {
  readonly proxy: Proxy
  readonly plain: HttpAgent
  readonly tunnels: HttpsAgent
  readonly opening: Set<ClientRequest>
}

function parseProxy(address: string): Proxy {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    throw proxyError('PROXY_UNSUPPORTED')
  }
  const isSecure = url.protocol === 'https:'
  const user = `${decode(url.username)}:${decode(url.password)}`
  const basic = { 'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}` }
  return {
    isSecure,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (isSecure ? 443 : 80) : Number(url.port),
    credentials: user === ':' ? {} : basic,
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A percent sign that stands for itself.
    return text
  }
}

function inAbsoluteForm(url: URL, options: RequestOptions, { proxy, plain }: Route): RequestOptions {
  return {
    ...options,
    agent: plain,
    protocol: 'http:',
    host: proxy.host,
    port: proxy.port,
    path: `${url.origin}${url.pathname}${url.search}`,
    headers: { ...options.headers, host: url.host, ...proxy.credentials },
  }
}

function createRoute(proxy: Proxy, shared: AgentOptions): Route {
  const plain = new HttpAgent(shared)
  plain.createConnection = (_options, callback) => {
    reach(proxy, (error, socket) => settle(callback, error, socket))
    return undefined
  }
  const tunnels = new HttpsAgent(shared)
  const secure = tunnels.createConnection.bind(tunnels)
  const opening = new Set<ClientRequest>()
  tunnels.createConnection = (options, callback) => {
    openTunnel(proxy, { authority: authorityOf(options), opening }, (error, socket) => {
      if (socket === undefined) settle(callback, error, undefined)
      else settle(callback, undefined, secure({ ...options, ...{ socket } }) ?? undefined)
    })
    return undefined
  }
  return { proxy, plain, tunnels, opening }
}

type Reached = (error: Error | undefined, socket: Duplex | undefined) => void

function settle(
  callback: ((error: Error | null, socket: Duplex) => void) | undefined,
  error: Error | undefined,
  socket: Duplex | undefined,
): void {
  // With an error Node looks at nothing else; its types ask for a socket all the same.
  callback?.(error ?? null, socket as Duplex)
}

function authorityOf({
  host,
  port,
}: {
  host?: string | null | undefined
  port?: number | string | null | undefined
}) {
  const name = host ?? ''
  return `${name.includes(':') ? `[${name}]` : name}:${port ?? 443}`
}

/** A connection to the proxy itself. */
function reach({ isSecure, host, port }: Proxy, reached: Reached): void {
  const socket = isSecure ? connectTls({ host, port, servername: host }) : connect({ host, port })
  const fail = (error: NodeJS.ErrnoException) => {
    socket.destroy()
    reached(proxyError(`PROXY_${error.code ?? 'LOST'}`), undefined)
  }
  const late = () => fail(Object.assign(new Error('late'), { code: 'ETIMEDOUT' }))
  socket.setTimeout(patienceMs, late)
  socket.once('error', fail)
  socket.once(isSecure ? 'secureConnect' : 'connect', () => {
    socket.off('error', fail)
    socket.off('timeout', late)
    socket.setTimeout(0)
    reached(undefined, socket)
  })
}

function openTunnel(
  proxy: Proxy,
  { authority, opening }: { authority: string; opening: Set<ClientRequest> },
  reached: Reached,
): void {
  const request = (proxy.isSecure ? httpsRequest : httpRequest)({
    host: proxy.host,
    port: proxy.port,
    method: 'CONNECT',
    path: authority,
    headers: { host: authority, ...proxy.credentials },
    agent: false,
    timeout: patienceMs,
  })
  opening.add(request)
  request.once('close', () => opening.delete(request))
  request.once('timeout', () => request.destroy(Object.assign(new Error('late'), { code: 'ETIMEDOUT' })))
  request.once('error', (error: NodeJS.ErrnoException) => {
    reached(proxyError(`PROXY_${error.code ?? 'LOST'}`), undefined)
  })
  request.once('connect', ({ statusCode = 0 }, socket, head) => {
    opening.delete(request)
    const isOpen = statusCode >= 200 && statusCode < 300 && head.length === 0
    if (!isOpen) {
      socket.destroy()
      reached(proxyError(`PROXY_HTTP_${statusCode}`), undefined)
      return
    }
    socket.setTimeout(0)
    reached(undefined, socket)
  })
  request.end()
}

function proxyError(code: string): Error {
  return Object.assign(new Error(code), { code })
}
