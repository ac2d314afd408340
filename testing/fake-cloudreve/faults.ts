// Every way the fake can misbehave, one small function each (the transport scenarios of the product's test list).
// A fault never changes the tree: what the bytes must be stays true, only the answer is bad.
import { gzipSync } from 'node:zlib'
import { ApiError } from './codes.ts'
import type { Fault } from './fault-rules.ts'
import { bodyBytes, bytesReply, emptyReply, errorReply, textReply, type Body, type Reply } from './reply.ts'

/** Connection reset after so many body bytes; the client may see fewer, a reset discards what it has not read. */
export function cutAfter(bytes: number): Fault {
  return stopping('cutAfter', bytes, 'reset')
}

/** Clean close (FIN) short of the promised length. */
export function endEarly(bytes: number): Fault {
  return stopping('endEarly', bytes, 'end')
}

/** Sends so many body bytes, then nothing until the client gives up. */
export function stallAfter(bytes: number): Fault {
  return stopping('stallAfter', bytes, 'stall')
}

/** Reads the request and never answers. */
export function silent(): Fault {
  return { name: 'silent', before: () => 'silent' }
}

/** Closes the connection without an answer. */
export function hangUp(): Fault {
  return {
    name: 'hangUp',
    bend: (reply) => ({ ...reply, delivery: { ...reply.delivery, stop: { afterBytes: -1, how: 'reset' } } }),
  }
}

export function drip(bytesPerSecond: number): Fault {
  return { name: 'drip', bend: (reply) => ({ ...reply, delivery: { ...reply.delivery, bytesPerSecond } }) }
}

/** Each connection has a narrow line of its own: a pace from the first byte on. */
export function narrow(bytesPerSecond: number): Fault {
  return {
    name: 'narrow',
    lasting: true,
    bend: (reply) => ({ ...reply, delivery: { ...reply.delivery, bytesPerSecond, burstBytes: 0 } }),
  }
}

/** Answers 200 with the whole file to any range. */
export function ignoreRange(): Fault {
  return {
    name: 'ignoreRange',
    before: (exchange) => {
      exchange.forced.ignoreRange = true
      return undefined
    },
  }
}

/** A 206 for another range than asked (`startOff`, bytes and header agree), or with a false total (`totalOff`). */
export function wrongContentRange(wrong: { startOff?: number; totalOff?: number }): Fault {
  return {
    name: 'wrongContentRange',
    bend: (reply) => {
      const parts = /^bytes (\d+)-(\d+)\/(\d+)$/u.exec(reply.headers['content-range'] ?? '')
      if (parts === null) return reply
      const off = wrong.startOff ?? 0
      const [start, end, total] = [Number(parts[1]) + off, Number(parts[2]) + off, Number(parts[3])]
      const range = `bytes ${String(start)}-${String(end)}/${String(total + (wrong.totalOff ?? 0))}`
      return withBody(
        { ...reply, headers: { ...reply.headers, 'content-range': range } },
        shifted(reply.body, off),
      )
    },
  }
}

/** An error in the envelope, HTTP 200. */
export function json(code: number, message = ''): Fault {
  return {
    name: 'json',
    before: (exchange) => errorReply(new ApiError(code, message), exchange.correlationId),
  }
}

/** A plain HTTP error, as a proxy in front of the server sends it. */
export function status(code: number, options: { retryAfterSeconds?: number } = {}): Fault {
  return {
    name: 'status',
    before: () => {
      const reply = textReply(code, `${String(code)} from the proxy`)
      if (options.retryAfterSeconds !== undefined)
        reply.headers['retry-after'] = String(options.retryAfterSeconds)
      return reply
    },
  }
}

/** This link's signature counts as expired from now on, for this request. */
export function expireNow(): Fault {
  return {
    name: 'expireNow',
    before: (exchange) => {
      exchange.forced.signatureExpired = true
      return undefined
    },
  }
}

/** The blob behind the entity was removed: 40077, on a link request as the item's error. */
export function entityGone(): Fault {
  return {
    name: 'entityGone',
    before: (exchange) => {
      exchange.forced.entityGone = true
      return undefined
    },
  }
}

/** The blob is missing on the server's disk: HTTP 404 text (section 6.1). */
export function blobMissing(): Fault {
  return {
    name: 'blobMissing',
    before: (exchange) => {
      exchange.forced.blobMissing = true
      return undefined
    },
  }
}

/** A captive portal's or single sign-on's page where data was expected. */
export function html(): Fault {
  const page =
    '<!doctype html><html><head><title>Sign in</title></head><body><form>Sign in</form></body></html>'
  return { name: 'html', before: () => bytesReply(200, 'text/html; charset=utf-8', Buffer.from(page)) }
}

/** A body longer than asked for; `declared` makes Content-Length agree with it. */
export function extraBytes(count: number, options: { declared?: boolean } = {}): Fault {
  return {
    name: 'extraBytes',
    bend: (reply) => {
      const longer = { ...reply, delivery: { ...reply.delivery, trailingBytes: count } }
      const length = bodyBytes(reply.body)
      if (options.declared !== true || length === undefined) return longer
      return { ...longer, headers: { ...reply.headers, 'content-length': String(length + count) } }
    },
  }
}

/** Compresses the answer although identity was asked for; only for bodies that fit in memory. */
export function gzip(): Fault {
  return {
    name: 'gzip',
    bend: (reply) => {
      const packed = gzipSync(wholeBody(reply.body))
      const headers = { ...reply.headers, 'content-encoding': 'gzip' }
      return withBody({ ...reply, headers }, { kind: 'bytes', bytes: packed })
    },
  }
}

/** No Content-Length: the body comes in chunks. */
export function chunked(): Fault {
  return {
    name: 'chunked',
    bend: (reply) => {
      const { 'content-length': dropped, ...headers } = reply.headers
      return dropped === undefined ? reply : { ...reply, headers }
    },
  }
}

/** More than `limit` of the rule's requests at once are answered 503, or reset. */
export function connectionLimit(limit: number, options: { reset?: boolean } = {}): Fault {
  let active = 0
  return {
    name: 'connectionLimit',
    lasting: true,
    before: (exchange) => {
      active += 1
      exchange.onClose(() => {
        active -= 1
      })
      if (active <= limit) return undefined
      const reply = textReply(503, 'too many connections')
      if (options.reset === true) reply.delivery = { stop: { afterBytes: -1, how: 'reset' } }
      return reply
    },
  }
}

/** 302 from the site's blob address to the storage listener, good for `ttlSeconds` (default an hour). */
export function redirect(options: { ttlSeconds?: number } = {}): Fault {
  return {
    name: 'redirect',
    before: (exchange) => {
      exchange.forced.redirect = { ttlSeconds: options.ttlSeconds ?? 3600 }
      return undefined
    },
  }
}

/** 200 or 206 as it should be, with no bytes at all and a length of 0. */
export function zeroLength(): Fault {
  return { name: 'zeroLength', bend: (reply) => withBody(reply, { kind: 'bytes', bytes: new Uint8Array() }) }
}

/** JSON cut in half, or valid JSON of the wrong shape. */
export function badJson(shape: 'truncated' | 'misfit' = 'truncated'): Fault {
  return {
    name: 'badJson',
    bend: (reply) => {
      const whole = wholeBody(reply.body)
      const half = whole.subarray(0, Math.ceil(whole.length / 2))
      const misfit = Buffer.from('{"code":"zero","data":[7]}')
      return withBody(reply, { kind: 'bytes', bytes: shape === 'truncated' ? half : misfit })
    },
  }
}

/** A redirect to nowhere good: `location` as given. */
export function redirectTo(location: string): Fault {
  return { name: 'redirectTo', before: () => emptyReply(302, { location }) }
}

/** Another ETag than the one this link had before. */
export function otherEtag(etag: string): Fault {
  return { name: 'otherEtag', bend: (reply) => ({ ...reply, headers: { ...reply.headers, etag } }) }
}

function stopping(name: string, afterBytes: number, how: 'reset' | 'end' | 'stall'): Fault {
  return {
    name,
    bend: (reply) => ({ ...reply, delivery: { ...reply.delivery, stop: { afterBytes, how } } }),
  }
}

function withBody(reply: Reply, body: Body): Reply {
  const length = bodyBytes(body)
  if (length === undefined) return { ...reply, body }
  return { ...reply, headers: { ...reply.headers, 'content-length': String(length) }, body }
}

function shifted(body: Body, by: number): Body {
  if (body.kind !== 'content') return body
  const length = body.end - body.start
  const start = Math.max(0, Math.min(body.start + by, body.content.sizeBytes))
  return { ...body, start, end: Math.min(start + length, body.content.sizeBytes) }
}

function wholeBody(body: Body): Buffer {
  switch (body.kind) {
    case 'none':
      return Buffer.alloc(0)
    case 'bytes':
      return Buffer.from(body.bytes)
    case 'content':
      return body.content.read(body.start, body.end)
    case 'stream':
      return Buffer.concat([...body.chunks])
    case 'live':
      throw new Error('what goes on for ever has no whole')
  }
}
