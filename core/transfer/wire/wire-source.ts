// The fast byte source: plain HTTP/1.1 answers with a length, straight from sockets of its own. Everything else (a
// redirect, chunks, a proxy, a head that leaves doubts) is asked again of the general source before a byte is handed out.

import type { Clock } from '../../ports/clock.ts'
import type { ByteAnswer, ByteRequest, ByteSource } from '../byte-source.ts'
import type { Reply } from './connection.ts'
import { createConnectionPool } from './connection-pool.ts'
import type { TlsOptions } from './dial.ts'
import { readTarget } from './origin.ts'
import type { Target } from './origin.ts'
import { createSlabPool } from './slab-pool.ts'
import { wireError } from './wire-error.ts'

export interface WireSource extends ByteSource {
  /** For a network that may have changed: connections that nobody uses are closed. */
  dropIdle(): void
  /** For one that has changed: every connection is closed, answers under way end with an error. */
  dropAll(): void
  figures(): WireFigures
}

export interface WireFigures {
  readonly connections: number
  readonly idleConnections: number
  readonly slabBytes: number
  readonly usedSlabBytes: number
  /** Requests that the general source had to take over after an answer had been seen. */
  readonly handovers: number
}

export interface WireSourceOptions {
  readonly userAgent: string
  readonly general: ByteSource
  readonly clock: Clock
  readonly tls?: TlsOptions
  /** 64 by default; who asks keeps its own budget below that. */
  readonly connectionsPerOrigin?: number
  /** Of all slabs; 32 MiB by default. */
  readonly memoryBytes?: number
  /** True where the way to the URL is one that is not known here, such as a proxy: then nothing of it is done here. */
  needsGeneral?(request: ByteRequest): boolean | Promise<boolean>
}

/** An origin whose answers are not plain is left to the general source for so long. */
const asideMs = 300_000
const mostAside = 500

export function createWireSource(options: WireSourceOptions): WireSource {
  const { general, clock, userAgent } = options
  const slabs = createSlabPool(options.memoryBytes)
  const pool = createConnectionPool({
    slabs,
    clock,
    tls: options.tls ?? {},
    perOrigin: options.connectionsPerOrigin ?? 64,
  })
  const aside = new Map<string, number>()
  let handovers = 0

  const stepAside = (key: string) => {
    aside.delete(key)
    aside.set(key, clock.monotonic() + asideMs)
    for (const oldest of aside.keys()) if (aside.size > mostAside) aside.delete(oldest)
  }
  const isAside = (key: string) => (aside.get(key) ?? 0) > clock.monotonic()

  // A connection that ended while nobody used it is found out by asking; its neighbours are believed no longer then.
  const ask = async (
    { origin, text }: Target,
    signal: AbortSignal,
  ): Promise<Exclude<Reply, { kind: 'stale' }>> => {
    for (let attempt = 0; attempt < 2; attempt++) {
      const connection = await pool.acquire(origin, signal)
      const reply = await connection.ask(text, signal)
      if (reply.kind !== 'stale') return reply
      pool.dropIdle(origin.key)
    }
    throw wireError('ECONNRESET')
  }

  return {
    open: async (request) => {
      request.signal.throwIfAborted()
      const elsewhere = options.needsGeneral?.(request) ?? false
      const target = (typeof elsewhere === 'boolean' ? elsewhere : await elsewhere)
        ? undefined
        : targetOf(request)
      if (target === undefined) return general.open(request)
      const key = asideKey(target, request)
      if (isAside(key)) return general.open(request)
      const reply = await ask(target, request.signal)
      if (reply.kind === 'plain') return toAnswer(reply, (chunk) => slabs.recycle(chunk))
      handovers += 1
      if (reply.lasting) stepAside(key)
      return general.open(request)
    },
    dropIdle: () => pool.dropIdle(),
    dropAll: pool.dropAll,
    dispose: () => {
      pool.dispose()
      general.dispose()
    },
    figures: () => {
      const { idle, all } = pool.count()
      return {
        connections: all,
        idleConnections: idle,
        slabBytes: slabs.allocatedBytes(),
        usedSlabBytes: slabs.usedBytes(),
        handovers,
      }
    },
  }

  function targetOf(request: ByteRequest): Target | undefined {
    return request.lengthUnknown === true ? undefined : readTarget(request, userAgent)
  }
}

/** A server that makes whole answers on the fly may well send ranges as they are. */
function asideKey({ origin }: Target, { start }: ByteRequest): string {
  return `${origin.key} ${start === undefined ? 'whole' : 'ranges'}`
}

function toAnswer(reply: Reply & { kind: 'plain' }, recycle: (chunk: Uint8Array) => void): ByteAnswer {
  const { status, headers } = reply.head
  return { status, headers, body: reply.body.chunks, recycle, discard: reply.discard }
}
