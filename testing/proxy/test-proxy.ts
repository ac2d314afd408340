// A small honest HTTP proxy for tests: tunnels and absolute form, with or without a password, counting what passes. It
// resolves every name to this machine, so that a request for a name that exists nowhere proves that it came this way.

import { createServer, request as httpRequest } from 'node:http'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'

export interface ProxyRecord {
  readonly method: string
  /** As asked for: an authority for a tunnel, an absolute address otherwise. */
  readonly target: string
  readonly authorization: string | undefined
  readonly status: number
}

export interface TestProxy {
  /** With the user and the password where it asks for them. */
  readonly url: string
  /** Without. */
  readonly bareUrl: string
  readonly records: readonly ProxyRecord[]
  /** Answers every request with this status from now on; undefined: honest again. `silent` never answers. */
  refuse(how: number | 'silent' | undefined): void
  setPassword(password: string): void
  /** Cuts every connection. */
  cut(): void
  close(): Promise<void>
}

export interface TestProxyOptions {
  readonly user?: { readonly name: string; readonly password: string }
}

export async function startTestProxy({ user }: TestProxyOptions = {}): Promise<TestProxy> {
  const records: ProxyRecord[] = []
  const sockets = new Set<Duplex>()
  let password = user?.password
  let refused: number | 'silent' | undefined
  const judge = ({ method = '', url = '', headers }: IncomingMessage): number | 'silent' => {
    const authorization = headers['proxy-authorization']
    const wanted = `Basic ${Buffer.from(`${user?.name ?? ''}:${password ?? ''}`).toString('base64')}`
    const isKnown = user === undefined || authorization === wanted
    const judged = refused ?? (isKnown ? 200 : 407)
    records.push({ method, target: url, authorization, status: judged === 'silent' ? 0 : judged })
    return judged
  }
  const keep = <S extends Duplex>(socket: S): S => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => sockets.delete(socket))
    return socket
  }

  const server = createServer((incoming, outgoing) => {
    const judged = judge(incoming)
    if (judged === 200) pass(incoming, outgoing)
    else if (judged !== 'silent') outgoing.writeHead(judged, challenge).end('the proxy says no')
  })
  server.on('connection', (socket: Socket) => keep(socket))
  server.on('connect', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    const judged = judge(incoming)
    if (judged === 'silent') return
    if (judged !== 200) {
      socket.end(
        `HTTP/1.1 ${judged} No\r\nProxy-Authenticate: Basic realm="test"\r\nContent-Length: 0\r\n\r\n`,
      )
      return
    }
    const far = keep(connect(Number(/:(\d+)$/.exec(incoming.url ?? '')?.[1]), '127.0.0.1'))
    far.once('connect', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      far.write(head)
      far.pipe(socket).pipe(far)
    })
    far.once('close', () => socket.destroy())
    socket.once('close', () => far.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const place = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url:
      user === undefined
        ? `http://${place}`
        : `http://${user.name}:${encodeURIComponent(user.password)}@${place}`,
    bareUrl: `http://${place}`,
    records,
    refuse: (how) => void (refused = how),
    setPassword: (next) => void (password = next),
    cut,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        cut()
      }),
  }
}

const challenge = { 'proxy-authenticate': 'Basic realm="test"' }

function pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { hostname: _name, host, port, pathname, search } = new URL(incoming.url ?? '')
  const { 'proxy-authorization': _secret, ...headers }: OutgoingHttpHeaders = incoming.headers
  const far = httpRequest(
    {
      host: '127.0.0.1',
      port: port === '' ? 80 : port,
      method: incoming.method,
      path: `${pathname}${search}`,
      headers: { ...headers, host },
      agent: false,
    },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
      answer.once('close', () => {
        if (!answer.complete) outgoing.destroy()
      })
    },
  )
  far.once('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()))
  outgoing.once('close', () => far.destroy())
  incoming.pipe(far)
}
