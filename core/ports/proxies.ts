// Which proxy leads to an address, and requests that go by it: tunnels (CONNECT, RFC 9110 section 9.3.6) for HTTPS,
// absolute form (RFC 9112 section 3.2.2) for plain HTTP. Who says which proxy is somebody else: core reads no environment.

import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import type { AgentOptions, ClientRequest, IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { RequestOptions } from 'node:https'
import { connect, isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import type { ConnectionOptions } from 'node:tls'
import { connectTrusted } from './trust.ts'
import type { Trust } from './trust.ts'
import type { Way } from './ways.ts'

type Address = string | undefined

/**
 * Address of the proxy for an absolute http(s) URL, `http://[user:password@]host[:port]` or `https://…`; undefined goes
 * straight. Asked for every request: the answer may change. It is a secret where it holds a password. A promise where the
 * answer has to be looked for (a script of the network, a keyring).
 */
export type ProxyOf = (url: string) => Address | Promise<Address>

type Callback = (response: IncomingMessage) => void
type Asked = ClientRequest | Promise<ClientRequest>

export interface WayRequests {
  /** As Node's own for this URL, the given way; `options` hold the agent for going straight. */
  by(way: Way): (url: URL, options: RequestOptions, callback?: Callback) => Asked
  /** Drops the connections of its own. */
  dispose(): void
}

/** A proxy that does not answer, or does not open a tunnel, within this is as good as dead. */
const patienceMs = 15_000

/**
 * What goes wrong with a proxy has a code that says so, and no address: `PROXY_ECONNREFUSED`, `PROXY_HTTP_403`,
 * `PROXY_UNSUPPORTED`; core/model/network-trouble reads it.
 */
export function createWayRequests(shared: AgentOptions): WayRequests {
  const routes = new Map<string, Route>()
  const straight = new Map<string, HttpsAgent>()
  const routeBy = (address: string, trust: Trust): Route => {
    const key = `${address} ${trust.key}`
    const known = routes.get(key) ?? createRoute(parseProxy(address), shared, trust)
    routes.set(key, known)
    return known
  }
  const straightBy = (trust: Trust): HttpsAgent => {
    const known = straight.get(trust.key) ?? createTrustingAgent(shared, trust)
    straight.set(trust.key, known)
    return known
  }
  const send = (way: Way, address: Address, asked: Ask): ClientRequest => {
    const { url, options, callback } = asked
    const { trust } = way
    const isSecure = url.protocol === 'https:'
    if (address === undefined) {
      if (!isSecure) return httpRequest(url, options, callback)
      return httpsRequest(
        url,
        trust.key === '' ? options : { ...options, agent: straightBy(trust) },
        callback,
      )
    }
    const route = routeBy(address, trust)
    if (isSecure) return httpsRequest(url, { ...options, agent: route.tunnels }, callback)
    return httpRequest(inAbsoluteForm(url, options, route), callback)
  }
  return {
    by: (way) => (url, options, callback) => {
      const asked = { url, options, callback }
      const address = way.proxyOf?.(url.href)
      if (address instanceof Promise) return address.then((found) => send(way, found, asked))
      return send(way, address, asked)
    },
    dispose: () => {
      for (const { plain, tunnels, opening } of routes.values()) {
        plain.destroy()
        tunnels.destroy()
        for (const request of opening) request.destroy()
      }
      for (const agent of straight.values()) agent.destroy()
      routes.clear()
      straight.clear()
    },
  }
}

interface Ask {
  readonly url: URL
  readonly options: RequestOptions
  readonly callback: Callback | undefined
}

/** Hands a connection out once its certificate is believed: a request carries tokens, or a signed link. */
function createTrustingAgent(shared: AgentOptions, trust: Trust): HttpsAgent {
  const agent = new HttpsAgent(shared)
  agent.createConnection = (options, callback) => {
    connectTrusted(toTls(options), trust, (error, socket) => settle(callback, error, socket))
    return undefined
  }
  return agent
}

/** Of what an agent hands over, with SNI for names only (RFC 6066 section 3). */
function toTls(options: object): ConnectionOptions {
  const { host, hostname, servername, ...others } = options as ConnectionOptions & { hostname?: string }
  const name = host ?? hostname ?? ''
  return {
    ...others,
    host: name,
    servername: servername ?? (isIP(name) === 0 ? name : ''),
    ALPNProtocols: ['http/1.1'],
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

function createRoute(proxy: Proxy, shared: AgentOptions, trust: Trust): Route {
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
      // The agent's own way keeps TLS sessions for the next tunnel; it believes what the machine does.
      else if (trust.key === '')
        settle(callback, undefined, secure({ ...options, ...{ socket } }) ?? undefined)
      else connectTrusted({ ...toTls(options), socket }, trust, (...ended) => settle(callback, ...ended))
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
