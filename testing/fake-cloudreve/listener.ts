// One listening socket of the fake: reads a request, keeps its record, lets faults strike, delivers the answer.
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Socket } from 'node:net'
import { deliver } from './delivery.ts'
import { ApiError, codes } from './codes.ts'
import type { Exchange, RequestRecord } from './exchange.ts'
import type { Reply } from './reply.ts'
import { apiPrefix, type Router } from './router.ts'
import type { Site } from './site.ts'
import { readTestCertificate } from './test-certificate.ts'

const keptRecords = 20_000

export interface Listener {
  readonly origin: string
  close(): Promise<void>
}

export interface ListenerOptions {
  listener: 'site' | 'storage'
  port: number
  tls: boolean
}

export async function openListener(site: Site, router: Router, options: ListenerOptions): Promise<Listener> {
  const handle: RequestListener = (request, response) => {
    void serve(site, router, { request, response, listener: options.listener }).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)))
    })
  }
  const server = options.tls ? createTlsServer(await readTestCertificate(), handle) : createServer(handle)
  server.keepAliveTimeout = 60_000
  const sockets = trackSockets(server)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : options.port
  return {
    origin: `${options.tls ? 'https' : 'http'}://127.0.0.1:${String(port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function trackSockets(server: Server): Set<Socket> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => sockets.delete(socket))
  })
  return sockets
}

interface Incoming {
  request: IncomingMessage
  response: ServerResponse
  listener: 'site' | 'storage'
}

async function serve(site: Site, router: Router, incoming: Incoming): Promise<void> {
  const { request, response } = incoming
  const record = startRecord(site, router, incoming)
  const body = await readBody(request)
  record.body = body.toString('utf8', 0, Math.min(body.length, 1_048_576))
  const exchange = createExchange(site, { record, body, request, response })
  const faults = site.faults.strike(record)
  let reply: Reply | 'silent' | undefined
  for (const fault of faults) reply ??= fault.before?.(exchange)
  if (reply === 'silent') return
  let answer = reply ?? router.answer(exchange)
  for (const fault of faults) answer = fault.bend?.(answer, exchange) ?? answer
  await deliver(answer, { response, record, pattern: site.pattern, headOnly: request.method === 'HEAD' })
}

function startRecord(site: Site, router: Router, { request, listener }: Incoming): RequestRecord {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const method = request.method ?? 'GET'
  const record: RequestRecord = {
    listener,
    kind: router.kindOf(listener, method, url.pathname),
    method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    headerNames: request.rawHeaders.filter((_, index) => index % 2 === 0),
    range: request.headers.range,
    hasAuthorization: request.headers.authorization !== undefined,
    atMs: site.clock.nowMs(),
    status: 0,
    bytesSent: 0,
    finished: false,
    body: '',
  }
  site.requests.push(record)
  if (site.requests.length > keptRecords) site.requests.shift()
  return record
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function createExchange(
  site: Site,
  parts: { record: RequestRecord; body: Buffer; request: IncomingMessage; response: ServerResponse },
): Exchange {
  const { record, request, response } = parts
  const url = new URL(request.url ?? '/', 'http://localhost')
  const correlation = request.headers['x-cr-correlation-id']
  const caller = (): ReturnType<Exchange['caller']> => site.sessions.identify(request.headers.authorization)
  return {
    record,
    kind: record.kind,
    method: record.method,
    decodedPath: decodePath(url.pathname),
    segments: url.pathname.startsWith(apiPrefix) ? url.pathname.slice(apiPrefix.length).split('/') : [],
    query: url.searchParams,
    headers: request.headers,
    correlationId: typeof correlation === 'string' ? correlation : undefined,
    body: parts.body,
    caller,
    account: () => {
      const account = caller()
      if (account === undefined) throw new ApiError(codes.loginRequired, 'Login required')
      return account
    },
    forced: {
      ignoreRange: false,
      signatureExpired: false,
      entityGone: false,
      blobMissing: false,
      redirect: undefined,
    },
    onClose: (closed) => {
      response.once('close', closed)
    },
  }
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    // Not valid UTF-8: kept as it came, so no signature can match it.
    return path
  }
}
