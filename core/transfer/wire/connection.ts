// One connection: a request, its answer, then the next. It reads a head into its own buffer and the body into the pool's
// slabs; whatever comes that nobody asked for ends it, so that no answer ever begins with leftovers of another.

import type { Socket } from 'node:net'
import type { Clock } from '../../ports/clock.ts'
import { codeOf } from '../error-code.ts'
import { createAnswerBody } from './answer-body.ts'
import type { AnswerBody } from './answer-body.ts'
import { dial } from './dial.ts'
import type { TlsOptions } from './dial.ts'
import type { Origin } from './origin.ts'
import { headLimitBytes, readHead } from './response-head.ts'
import type { PlainHead } from './response-head.ts'
import type { SlabPool } from './slab-pool.ts'
import { wireError } from './wire-error.ts'

export type Reply =
  | { readonly kind: 'plain'; readonly head: PlainHead; readonly body: AnswerBody; discard(): void }
  /** Somebody else has to ask again. */
  | { readonly kind: 'handover'; readonly lasting: boolean }
  /** The connection had been used before and ended before a byte of the answer: RFC 9112 section 9.3.1. */
  | { readonly kind: 'stale' }

export interface Connection {
  /** Rejects with a wire error, or an AbortError; only one at a time. */
  ask(text: string, signal: AbortSignal): Promise<Reply>
  destroy(): void
}

export interface ConnectionParts {
  readonly origin: Origin
  readonly tls: TlsOptions
  readonly slabs: SlabPool
  readonly clock: Clock
  readonly session?: Buffer
  onSession(session: Buffer): void
  /** Ready for another request; `keepMs` is what the server said of how long. */
  onIdle(connection: Connection, keepMs: number | undefined): void
  /** Once, at the end; `error` where it was one. */
  onDead(connection: Connection, error?: Error): void
}

/** So little is read to its end rather than paid for with a new connection. */
const drainBytes = 65_536
const drainMs = 1_000

type Phase =
  | { readonly kind: 'idle' | 'dead' }
  | { readonly kind: 'head'; filled: number; settle(reply: Reply | Error): void }
  | { readonly kind: 'body'; readonly head: PlainHead; readonly body: AnswerBody }

export function createConnection(parts: ConnectionParts): Connection {
  const own = new Uint8Array(headLimitBytes)
  let phase: Phase = { kind: 'idle' }
  let connected = false
  let resting = false
  let unsent: string | undefined
  let used = false
  let paused = false
  let cancelDrain: (() => void) | undefined

  const buffer = (): Uint8Array => {
    if (phase.kind === 'body') return phase.body.room()
    if (phase.kind === 'head') return own.subarray(phase.filled)
    return own
  }
  // False holds the socket. The next buffer is asked for as soon as this has returned.
  const received = (count: number): boolean => {
    switch (phase.kind) {
      case 'body':
        if (!phase.body.filled(count)) paused = true
        if (phase.body.left() === 0) finish(phase.head)
        return !paused
      case 'head':
        return takeHead(phase, count)
      default:
        socket.destroy()
        return true
    }
  }
  const takeHead = (asked: Phase & { kind: 'head' }, count: number): boolean => {
    if (unsent !== undefined) {
      // An answer before the question.
      socket.destroy()
      return true
    }
    const scanned = asked.filled
    asked.filled += count
    const head = readHead(own.subarray(0, asked.filled), scanned)
    if (head.kind === 'incomplete') return true
    if (head.kind === 'plain') beginBody(asked, head)
    else {
      phase = { kind: 'dead' }
      asked.settle(head.kind === 'handover' ? head : wireError(head.code))
      socket.destroy()
    }
    return true
  }
  const beginBody = (asked: Phase & { kind: 'head' }, head: PlainHead) => {
    const rest = own.subarray(head.bytes, asked.filled)
    const body: AnswerBody = createAnswerBody({
      slabs: parts.slabs,
      clock: parts.clock,
      lengthBytes: head.contentLength,
      resume,
      abandon: () => discard(body),
    })
    phase = { kind: 'body', head, body }
    body.seed(rest.subarray(0, head.contentLength))
    asked.settle({ kind: 'plain', head, body, discard: () => discard(body) })
    if (rest.length > head.contentLength) socket.destroy()
    else if (body.left() === 0) finish(head)
  }
  const resume = () => {
    if (!paused) return
    paused = false
    socket.resume()
  }
  const finish = (head: PlainHead) => {
    cancelDrain?.()
    cancelDrain = undefined
    phase = { kind: 'idle' }
    used = true
    if (!head.keepAlive) {
      socket.destroy()
      return
    }
    // Only when the loop has come round without a byte too many is the next request sent.
    resting = true
    setImmediate(() => {
      resting = false
      resume()
      send()
    })
    offer(head.keepAliveMs)
  }
  const offer = (keepMs?: number) => {
    socket.unref()
    parts.onIdle(connection, keepMs)
  }
  const discard = (body: AnswerBody) => {
    body.drop()
    if (phase.kind !== 'body' || phase.body !== body || cancelDrain !== undefined) return
    if (body.left() > drainBytes || !phase.head.keepAlive) socket.destroy()
    else {
      cancelDrain = parts.clock.after(drainMs, () => socket.destroy())
      resume()
    }
  }
  const ended = (error?: Error) => {
    const last = phase
    phase = { kind: 'dead' }
    if (last.kind === 'dead') return
    cancelDrain?.()
    if (last.kind === 'body') last.body.end(error)
    if (last.kind === 'head') {
      const stale = used && last.filled === 0
      last.settle(stale ? { kind: 'stale' } : (error ?? wireError('ECONNRESET')))
    }
  }
  const send = () => {
    if (!connected || resting || unsent === undefined) return
    socket.write(unsent, 'latin1')
    unsent = undefined
  }

  const socket: Socket = dial({
    origin: parts.origin,
    tls: parts.tls,
    ...(parts.session === undefined ? {} : { session: parts.session }),
    onread: { buffer, callback: received },
    ready: () => {
      connected = true
      send()
    },
    onSession: parts.onSession,
  })
  let failure: Error | undefined
  socket.on('error', (error) => (failure ??= wireError(codeOf(error))))
  socket.once('end', () => socket.destroy())
  // Not before this is the memory given back that the socket was told to read into.
  socket.once('close', () => {
    ended(failure)
    parts.onDead(connection, failure)
  })

  const connection: Connection = {
    ask: (text, signal) => {
      if (phase.kind !== 'idle' || socket.destroyed) return Promise.resolve({ kind: 'stale' })
      if (signal.aborted) {
        offer()
        return Promise.reject(new DOMException('aborted', 'AbortError'))
      }
      socket.ref()
      return new Promise((resolve, reject) => {
        const abort = () => {
          phase = { kind: 'dead' }
          reject(new DOMException('aborted', 'AbortError'))
          socket.destroy()
        }
        signal.addEventListener('abort', abort, { once: true })
        const settle = (reply: Reply | Error) => {
          signal.removeEventListener('abort', abort)
          if (reply instanceof Error) reject(reply)
          else resolve(reply)
        }
        phase = { kind: 'head', filled: 0, settle }
        unsent = text
        send()
      })
    },
    destroy: () => socket.destroy(),
  }
  return connection
}
