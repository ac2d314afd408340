// The head of an HTTP/1.1 answer, read strictly (RFC 9112): either it says beyond doubt how long the body is, or somebody
// else reads the answer. Not a general parser: whatever is merely unusual is handed over, whatever is wrong is an error.

import { readFields } from './head-fields.ts'
import type { Fields } from './head-fields.ts'

/** Longest head believed; Node's own parser has the same limit. */
export const headLimitBytes = 16_384

export interface PlainHead {
  readonly kind: 'plain'
  readonly status: number
  /** Names in lower case, repeated ones joined by Node's rules. */
  readonly headers: Readonly<Record<string, string>>
  readonly contentLength: number
  /** Whether another request may follow on the connection. */
  readonly keepAlive: boolean
  /** How long the server keeps an idle connection, where it says so. */
  readonly keepAliveMs?: number
  /** Length of the head with its empty line: the body begins there. */
  readonly bytes: number
}

export type HeadResult =
  | { readonly kind: 'incomplete' }
  | PlainHead
  /** Proper, but not plain. Lasting: the next answer of the kind will be no other. */
  | { readonly kind: 'handover'; readonly lasting: boolean }
  /** Not HTTP: a code as Node's own parser has them. */
  | { readonly kind: 'hostile'; readonly code: HostileCode }

export type HostileCode =
  | 'HPE_INVALID_CONSTANT'
  | 'HPE_INVALID_VERSION'
  | 'HPE_INVALID_STATUS'
  | 'HPE_LF_EXPECTED'
  | 'HPE_HEADER_OVERFLOW'
  | 'HPE_INVALID_HEADER_TOKEN'
  | 'HPE_INVALID_CONTENT_LENGTH'
  | 'HPE_UNEXPECTED_CONTENT_LENGTH'

export const hostile = (code: HostileCode): HeadResult => ({ kind: 'hostile', code })
const passing: HeadResult = { kind: 'handover', lasting: false }
const lasting: HeadResult = { kind: 'handover', lasting: true }

const cr = 0x0d
const lf = 0x0a
const start = [...'HTTP/1.'].map((letter) => letter.charCodeAt(0))

/**
 * What `bytes` begin with. Asked again with more bytes it gives the same result as asked with all of them; `scanned` is
 * how many were there the last time.
 */
export function readHead(bytes: Uint8Array, scanned = 0): HeadResult {
  for (const [index, byte] of start.entries()) {
    if (index < bytes.length && bytes[index] !== byte) return hostile('HPE_INVALID_CONSTANT')
  }
  const end = findEnd(bytes, scanned)
  if (typeof end === 'object') return end
  if (end === undefined) {
    return bytes.length < headLimitBytes ? { kind: 'incomplete' } : hostile('HPE_HEADER_OVERFLOW')
  }
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, end - 4).toString('latin1')
  return judge(text.split('\r\n'), end)
}

/** One past the empty line. A line ends with both CR and LF, and neither stands alone: others would see another head. */
function findEnd(bytes: Uint8Array, scanned: number): number | HeadResult | undefined {
  const last = Math.min(bytes.length, headLimitBytes)
  for (let at = Math.max(0, scanned); at < last; at++) {
    const byte = bytes[at]
    const afterCr = at > 0 && bytes[at - 1] === cr
    if (afterCr !== (byte === lf)) return hostile('HPE_LF_EXPECTED')
    if (byte === lf && bytes[at - 2] === lf) return at + 1
  }
  return undefined
}

function judge(lines: readonly string[], bytes: number): HeadResult {
  const status = /^HTTP\/1\.([0-9]) ([1-9][0-9][0-9])(?: [\t\x20-\x7e\x80-\xff]*)?$/.exec(lines[0] ?? '')
  if (status === null) return hostile('HPE_INVALID_STATUS')
  if (status[1] !== '0' && status[1] !== '1') return hostile('HPE_INVALID_VERSION')
  const fields = readFields(lines.slice(1))
  if (fields === 'folded') return lasting
  if (fields === 'invalid') return hostile('HPE_INVALID_HEADER_TOKEN')
  if (fields === 'too-many') return hostile('HPE_HEADER_OVERFLOW')
  return judgeFields({ status: Number(status[2]), oldVersion: status[1] === '0', fields, bytes })
}

interface Read {
  readonly status: number
  readonly oldVersion: boolean
  readonly fields: Fields
  readonly bytes: number
}

function judgeFields({ status, oldVersion, fields, bytes }: Read): HeadResult {
  const lengths = fields.all('content-length')
  const [length] = lengths
  if (lengths.some((text) => !/^[0-9]{1,15}$/.test(text))) return hostile('HPE_INVALID_CONTENT_LENGTH')
  if (lengths.some((text) => text !== length)) return hostile('HPE_UNEXPECTED_CONTENT_LENGTH')
  if (!carriesBody(status)) return passing
  if (length === undefined || lengths.length > 1 || isFramed(fields)) return lasting
  const connection = fields.tokens('connection')
  if (connection.some((token) => !knownOptions.has(token))) return lasting
  const keepAliveMs = keptFor(fields)
  return {
    kind: 'plain',
    status,
    headers: fields.joined(),
    contentLength: Number(length),
    keepAlive: !connection.includes('close') && (!oldVersion || connection.includes('keep-alive')),
    ...(keepAliveMs === undefined ? {} : { keepAliveMs }),
    bytes,
  }
}

/** What comes to an end with its length: neither interim nor without a body nor a way to somewhere else. */
function carriesBody(status: number): boolean {
  return (status >= 200 && status < 300 && status !== 204 && status !== 205) || status >= 400
}

/** Other ways to say where the body ends. How it is encoded is the guard's business: its bytes come as they are. */
function isFramed(fields: Fields): boolean {
  return fields.all('transfer-encoding').length > 0 || fields.all('trailer').length > 0
}

/** Servers offer upgrades on plain answers too; without a 101 nothing changes (RFC 9110 section 7.8). */
const knownOptions: ReadonlySet<string> = new Set(['close', 'keep-alive', 'upgrade', ''])

/** `Keep-Alive: timeout=5` (RFC 2068 section 19.7.1.1); Node's and Apache's way to say it. */
function keptFor(fields: Fields): number | undefined {
  const seconds = /(?:^|[,\s])timeout=([0-9]{1,6})(?![0-9])/i.exec(fields.all('keep-alive').join(','))?.[1]
  return seconds === undefined ? undefined : Number(seconds) * 1000
}
