// Answers a blob request from a content: conditions first, then ranges, as Go's http.ServeContent does
// (cloudreve-api.md section 6.1). Whether the link is good was decided before.
import type { Content } from './content.ts'
import type { Exchange } from './exchange.ts'
import { mediaTypeOf } from './media-types.ts'
import { readRange, type ByteRange } from './ranges.ts'
import { textReply, type Reply } from './reply.ts'

const boundary = '1f142a6bf823c56d087d9d2eda78dc462d66715aabe09534598b0b4b6358'

export interface Served {
  content: Content
  name: string
  etag: string
  /** Headers of every answer of this storage type. */
  headers: Record<string, string>
  download: boolean
}

export function serveContent(exchange: Exchange, served: Served): Reply {
  const { content, etag } = served
  const common = { ...served.headers, etag }
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = exchange.headers
  if (ifMatch !== undefined && ifMatch !== '*' && !tagsOf(ifMatch).includes(etag)) return bare(412, common)
  const known = tagsOf(ifNoneMatch ?? '').map((tag) => tag.replace(/^W\//u, ''))
  if (ifNoneMatch === '*' || known.includes(etag)) return bare(304, common)
  const headers: Record<string, string> = {
    ...common,
    'accept-ranges': 'bytes',
    'content-type': mediaTypeOf(served.name),
    ...(served.download ? { 'content-disposition': disposition(served.name) } : {}),
  }
  const asked =
    exchange.forced.ignoreRange || !isRangeWanted(exchange, etag) ? undefined : exchange.record.range
  const answer = readRange(asked, content.sizeBytes)
  if (answer.kind === 'unsatisfiable') return unsatisfiable(common, content, answer.overlap)
  if (answer.kind === 'whole') return part(headers, content, { start: 0, end: content.sizeBytes })
  const [only, ...more] = answer.ranges
  if (only === undefined || more.length > 0) return multipart(headers, content, answer.ranges)
  return part({ ...headers, 'content-range': rangeHeader(only, content) }, content, only)
}

function tagsOf(header: string): string[] {
  return header.split(',').map((tag) => tag.trim())
}

// A weak tag, a date or another tag makes the range void: 200 with everything.
function isRangeWanted(exchange: Exchange, etag: string): boolean {
  const condition = exchange.headers['if-range']
  return condition === undefined || condition === etag
}

function part(headers: Record<string, string>, content: Content, { start, end }: ByteRange): Reply {
  return {
    status: headers['content-range'] === undefined ? 200 : 206,
    headers: { ...headers, 'content-length': String(end - start) },
    body: { kind: 'content', content, start, end },
    delivery: {},
  }
}

function bare(status: number, headers: Record<string, string>): Reply {
  return { status, headers, body: { kind: 'none' }, delivery: {} }
}

function unsatisfiable(headers: Record<string, string>, content: Content, overlap: boolean): Reply {
  const reply = textReply(416, overlap ? 'invalid range: failed to overlap\n' : 'invalid range\n')
  const total = overlap ? { 'content-range': `bytes */${String(content.sizeBytes)}` } : {}
  return {
    ...reply,
    headers: { ...headers, ...reply.headers, 'x-content-type-options': 'nosniff', ...total },
  }
}

function multipart(headers: Record<string, string>, content: Content, ranges: readonly ByteRange[]): Reply {
  const type = headers['content-type'] ?? ''
  const parts = ranges.flatMap((range, index) => [
    Buffer.from(
      `${index === 0 ? '' : '\r\n'}--${boundary}\r\nContent-Range: ${rangeHeader(range, content)}\r\nContent-Type: ${type}\r\n\r\n`,
    ),
    content.read(range.start, range.end),
  ])
  const bytes = Buffer.concat([...parts, Buffer.from(`\r\n--${boundary}--\r\n`)])
  return {
    status: 206,
    headers: {
      ...headers,
      'content-type': `multipart/byteranges; boundary=${boundary}`,
      'content-length': String(bytes.length),
    },
    body: { kind: 'bytes', bytes },
    delivery: {},
  }
}

function rangeHeader(range: ByteRange, content: Content): string {
  return `bytes ${String(range.start)}-${String(range.end - 1)}/${String(content.sizeBytes)}`
}

// The server form-encodes the starred name (spaces become +), so a client takes the name from the listing.
function disposition(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/gu, '_').replace(/["\\]/gu, '_')
  if (ascii === name) return `attachment; filename="${name}"`
  const starred = encodeURIComponent(name).replaceAll('%20', '+')
  return `attachment; filename="${ascii}"; filename*=UTF-8''${starred}`
}
