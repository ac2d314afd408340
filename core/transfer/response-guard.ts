// Judges the head of an answer before a byte of it is written. Good is a 206 with exactly the asked start and the known
// total, or a 200 with the known length; everything else gets a name. (cloudreve-api.md section 6.1, golden rule;
// RFC 9110 sections 14.4 and 15.3.7.)

import { createFailure } from '../model/failure.ts'
import type { Failure } from '../model/failure.ts'

export interface AskedFor {
  /** First byte asked for; undefined where no Range header was sent. */
  readonly start?: number
  /** One past the last byte asked for. */
  readonly end: number
  readonly sizeBytes: number
  /** The ETag that the same origin gave before. */
  readonly etag?: string
}

export interface AnswerHead {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
}

export type Verdict =
  | {
      readonly kind: 'bytes'
      /** Where in the file the body begins: a server without ranges begins at 0. */
      readonly start: number
      /** One past the last byte of the file that the body brings. */
      readonly end: number
      readonly etag?: string
      /** The head says too little (no length): only the count of all its bytes shows that it was the file. */
      readonly provisional?: true
    }
  /** Probably an error as JSON with status 200: its code has to be read first. */
  | { readonly kind: 'envelope' }
  | { readonly kind: 'refused'; readonly failure: Failure }

export function judgeAnswer(asked: AskedFor, head: AnswerHead, nowMs: number): Verdict {
  const { status, headers } = head
  if (status === 200 || status === 206) {
    const encoding = headers['content-encoding']
    if (encoding !== undefined && encoding !== 'identity')
      return unfit(`the answer is ${clip(encoding)}-encoded`)
    return status === 206 ? judgePartial(asked, headers) : judgeWhole(asked, headers)
  }
  return { kind: 'refused', failure: failureOfStatus(asked, head, nowMs) }
}

/** For answers without a known length (an archive): only the status can be judged. */
export function failureOfHead(head: AnswerHead, nowMs: number): Failure | undefined {
  if (head.status === 200) return undefined
  return failureOfStatus({ sizeBytes: 0 }, head, nowMs)
}

function judgePartial(asked: AskedFor, headers: AnswerHead['headers']): Verdict {
  const text = headers['content-range'] ?? ''
  const match = /^bytes (\d{1,16})-(\d{1,16})\/(\d{1,16})$/.exec(text)
  if (match === null) return unfit(`a 206 with Content-Range ${clip(text) || 'missing'}`)
  const [start, last, total] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (total !== asked.sizeBytes) return changed(`the file has ${total} bytes now, not ${asked.sizeBytes}`)
  if (start !== (asked.start ?? 0) || last < start || last >= asked.end) {
    return rangeRefused(`asked for bytes ${asked.start ?? 0}-${asked.end - 1}, got ${start}-${last}`)
  }
  const length = lengthOf(headers)
  if (length !== undefined && length !== last - start + 1) {
    return unfit(`Content-Length ${length} does not fit Content-Range ${text}`)
  }
  return checkEtag(asked, headers, { kind: 'bytes', start, end: last + 1 })
}

function judgeWhole(asked: AskedFor, headers: AnswerHead['headers']): Verdict {
  const length = lengthOf(headers)
  const type = headers['content-type'] ?? ''
  const isFile = headers['etag'] !== undefined || headers['accept-ranges'] !== undefined
  if (length === asked.sizeBytes && (isFile || !isJson(type))) {
    return checkEtag(asked, headers, { kind: 'bytes', start: 0, end: asked.sizeBytes })
  }
  if (isJson(type) && !isFile) return { kind: 'envelope' }
  if (/^text\/html\b/i.test(type)) return unfit('a web page came instead of the file')
  if (length === undefined && !isJson(type)) {
    return checkEtag(asked, headers, { kind: 'bytes', start: 0, end: asked.sizeBytes, provisional: true })
  }
  return unfit(`${length ?? 'an unknown number of'} bytes came instead of ${asked.sizeBytes}`)
}

function checkEtag(
  asked: AskedFor,
  headers: AnswerHead['headers'],
  verdict: Verdict & { kind: 'bytes' },
): Verdict {
  const etag = headers['etag']
  if (etag === undefined || etag.startsWith('W/')) return verdict
  if (asked.etag !== undefined && asked.etag !== etag) return changed('the ETag is another one than before')
  return { ...verdict, etag }
}

function failureOfStatus(
  asked: Pick<AskedFor, 'sizeBytes'>,
  { status, headers }: AnswerHead,
  nowMs: number,
): Failure {
  if (status === 416) {
    const total = /^bytes \*\/(\d{1,16})$/.exec(headers['content-range'] ?? '')?.[1]
    return total !== undefined && Number(total) !== asked.sizeBytes
      ? createFailure('changed-remotely', `the file has ${total} bytes now`, { status })
      : createFailure('range-refused', 'the server refuses the range', { status })
  }
  if (status === 401 || status === 403 || status === 410) {
    return createFailure('link-rejected', `the link is refused with HTTP ${status}`, { status })
  }
  if (status === 404) return createFailure('not-found', 'the storage has no such data', { status })
  if (status === 407) return createFailure('proxy-sign-in', 'HTTP 407', { status })
  if (status === 429 || status >= 500) {
    const retryAtMs = retryAfter(headers['retry-after'], nowMs)
    return createFailure(
      'server-busy',
      `HTTP ${status}`,
      retryAtMs === undefined ? { status } : { status, retryAtMs },
    )
  }
  return createFailure('answer-unfit', `HTTP ${status}`, { status })
}

/** Seconds or an HTTP date (RFC 9110 section 10.2.3), kept between one second and one hour from now. */
export function retryAfter(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined
  const atMs = /^\d{1,9}$/.test(value.trim()) ? nowMs + Number(value) * 1000 : Date.parse(value)
  return Number.isNaN(atMs) ? undefined : Math.min(Math.max(atMs, nowMs + 1_000), nowMs + 3_600_000)
}

function lengthOf(headers: AnswerHead['headers']): number | undefined {
  const text = headers['content-length']
  return text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : undefined
}

function isJson(type: string): boolean {
  return /^application\/(?:[a-z.+-]*\+)?json\b/i.test(type)
}

function clip(text: string): string {
  return text.slice(0, 80)
}

function unfit(detail: string): Verdict {
  return { kind: 'refused', failure: createFailure('answer-unfit', detail) }
}

function changed(detail: string): Verdict {
  return { kind: 'refused', failure: createFailure('changed-remotely', detail) }
}

function rangeRefused(detail: string): Verdict {
  return { kind: 'refused', failure: createFailure('range-refused', detail) }
}
