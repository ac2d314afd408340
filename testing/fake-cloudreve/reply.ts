// What a handler answers with, before anything touches a socket: status, headers, body, and how to send it badly.
// Faults bend this value; delivery.ts is the only place that writes it.
import { randomUUID } from 'node:crypto'
import { codes, type ApiError } from './codes.ts'
import type { Content } from './content.ts'

export type Body =
  | { kind: 'none' }
  | { kind: 'bytes'; bytes: Uint8Array }
  /** Bytes `start` (inclusive) to `end` (exclusive) of a content. */
  | { kind: 'content'; content: Content; start: number; end: number }
  | { kind: 'stream'; chunks: Iterable<Uint8Array> }
  /** Goes on until one side ends it; `begin` returns what has to be undone then. */
  | { kind: 'live'; begin: (send: (text: string) => void, end: () => void) => () => void }

export interface Delivery {
  /** Leaves the response unfinished after so many body bytes. */
  stop?: { afterBytes: number; how: 'reset' | 'end' | 'stall' }
  bytesPerSecond?: number
  /** Bytes that come at once before the pace holds; by default those of one second. */
  burstBytes?: number
  /** Bytes sent after the body; `Content-Length` is the handler's or the fault's business. */
  trailingBytes?: number
}

export interface Reply {
  status: number
  headers: Record<string, string>
  body: Body
  delivery: Delivery
}

export function bytesReply(status: number, contentType: string, bytes: Uint8Array): Reply {
  return {
    status,
    headers: { 'content-type': contentType, 'content-length': String(bytes.length) },
    body: { kind: 'bytes', bytes },
    delivery: {},
  }
}

export function emptyReply(status: number, headers: Record<string, string> = {}): Reply {
  return { status, headers: { ...headers, 'content-length': '0' }, body: { kind: 'none' }, delivery: {} }
}

/** Go announces the length of small answers only; longer JSON comes chunked. */
const lengthKnownBelowBytes = 2048

/** The envelope: HTTP 200 whatever `code` says (cloudreve-api.md section 1.1). */
export function jsonReply(envelope: Record<string, unknown>): Reply {
  const reply = bytesReply(
    200,
    'application/json; charset=utf-8',
    Buffer.from(JSON.stringify(envelope), 'utf8'),
  )
  reply.headers['cache-control'] = 'private, no-cache'
  if (Number(reply.headers['content-length']) > lengthKnownBelowBytes) delete reply.headers['content-length']
  return reply
}

export function successReply(data: unknown): Reply {
  return jsonReply({ code: codes.ok, data, msg: '' })
}

export function errorReply(error: ApiError, correlationId: string | undefined): Reply {
  const { uncorrelated, aggregated, data } = error.details
  const correlation = uncorrelated === true ? {} : { correlation_id: correlationId ?? randomUUID() }
  const items = Object.entries(aggregated ?? {}).map(([uri, item]) => [uri, { ...item, ...correlation }])
  return jsonReply({
    code: error.code,
    ...(data === undefined ? {} : { data }),
    ...(aggregated === undefined ? {} : { aggregated_error: Object.fromEntries(items) }),
    msg: error.message,
    ...correlation,
  })
}

export function textReply(status: number, text: string): Reply {
  return bytesReply(status, 'text/plain; charset=utf-8', Buffer.from(text, 'utf8'))
}

export function bodyBytes(body: Body): number | undefined {
  switch (body.kind) {
    case 'none':
      return 0
    case 'bytes':
      return body.bytes.length
    case 'content':
      return body.end - body.start
    case 'stream':
    case 'live':
      return undefined
  }
}
