// The JSON envelope around every answer (cloudreve-api.md sections 1.1 and 1.4): reading it, and turning a refusal into
// a Failure. Not for bodies without an envelope, such as blobs.

import { z } from 'zod'
import { TransferError, createFailure, fail } from '../model/failure.ts'
import type { Failure, FailureFacts, FailureKind } from '../model/failure.ts'
import type { FileLock } from '../model/change.ts'
import { parseCloudUri } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import { apiCodes, kindOfCode } from './codes.ts'
import { readLocks } from './locks.ts'
import { redact } from './redact.ts'

const itemSchema = z.object({ code: z.int(), msg: z.string().catch(''), data: z.unknown().optional() })

const envelopeSchema = z.object({
  code: z.int(),
  data: z.unknown().optional(),
  msg: z.string().catch(''),
  // Keyed by the URI, which may hold a share's password: of the key only what it names is kept.
  aggregated_error: z
    .record(z.string(), itemSchema)
    .transform((items) => Object.entries(items))
    .catch([]),
})

export interface ReplyItem {
  readonly code: number
  readonly message: string
  /** What it is about, where the server's key could be read; without a password. */
  readonly uri?: CloudUri
  /** Who holds what, of a lock conflict. */
  readonly locks?: readonly FileLock[]
}

/** An answer whose envelope could be read; `code` tells whether it is a good one. */
export interface Reply {
  readonly code: number
  readonly data: unknown
  readonly message: string
  /** The items of a 40081, in no reliable order. */
  readonly items: readonly ReplyItem[]
  readonly status: number
  readonly correlationId: string
  readonly retryAtMs?: number | undefined
  /** Where a 302 points to; only for requests that asked to see it. */
  readonly location?: string | undefined
}

export type Envelope = Pick<Reply, 'code' | 'data' | 'message' | 'items'>

/** Undefined where the text is not JSON or not an envelope. */
export function parseEnvelope(text: string): Envelope | undefined {
  const parsed = envelopeSchema.safeParse(parseJson(text))
  if (!parsed.success) return undefined
  const { code, data, msg, aggregated_error: items } = parsed.data
  return { code, data, message: msg, items: items.map(([key, item]) => toItem(key, item)) }
}

function toItem(key: string, item: z.infer<typeof itemSchema>): ReplyItem {
  const uri = parseCloudUri(key)?.uri
  const locks = item.code === apiCodes.lockConflict ? readLocks(item.data) : []
  return {
    code: item.code,
    message: item.msg,
    ...(uri === undefined ? {} : { uri }),
    ...(locks.length === 0 ? {} : { locks }),
  }
}

const bareErrorSchema = z.object({
  error: z.string(),
  error_codes: z.array(z.int()).min(1),
})

/** An answer of the OAuth endpoints (section 3.3): JSON as it is, or an error with codes of its own list. */
export function parseBare(text: string): Envelope | undefined {
  const data = parseJson(text)
  if (typeof data !== 'object' || data === null) return undefined
  const refused = bareErrorSchema.safeParse(data)
  if (!refused.success) return { code: apiCodes.ok, data, message: '', items: [] }
  const { error, error_codes: codes } = refused.data
  return { code: codes[0] ?? -1, data: undefined, message: error, items: [] }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    // Not JSON, cut off, or nested beyond the stack: no envelope in any case.
    return undefined
  }
}

/** Codes of the reply and, for a partial failure, of its items. */
export function codesOf(reply: Reply): readonly number[] {
  return reply.code === apiCodes.partialFailure ? reply.items.map((item) => item.code) : [reply.code]
}

export function factsOf(reply: Reply): FailureFacts {
  return {
    code: reply.code,
    correlationId: reply.correlationId,
    ...(reply.status === 200 ? {} : { status: reply.status }),
    ...(reply.retryAtMs === undefined ? {} : { retryAtMs: reply.retryAtMs }),
  }
}

/** Codes that mean something else in one call than in general. */
export type CodeOverrides = Readonly<Record<number, FailureKind>>

/** The failure of a reply whose code is not 0. The only item of a partial failure speaks for it. */
export function failureOfReply(reply: Reply, overrides: CodeOverrides = {}): Failure {
  if (reply.code === apiCodes.partialFailure && reply.items.length > 0) {
    return failureOfItems(reply, reply.items, overrides)
  }
  const locks = reply.code === apiCodes.lockConflict ? readLocks(reply.data) : undefined
  const detail = locks === undefined ? safeMessage(reply.message) : describeLocks(locks)
  const kind = overrides[reply.code] ?? kindOfCode(reply.code)
  return createFailure(kind, detail, { ...factsOf(reply), ...lockFacts(kind, locks) })
}

function failureOfItems(reply: Reply, items: readonly ReplyItem[], overrides: CodeOverrides): Failure {
  const kindOf = (item: ReplyItem) => overrides[item.code] ?? kindOfCode(item.code)
  const [first] = items
  if (first === undefined) return createFailure('api-rejected', '', factsOf(reply))
  if (items.length === 1) return failureOfItem(reply, first, overrides)
  const counts = new Map<FailureKind, number>()
  for (const item of items) counts.set(kindOf(item), (counts.get(kindOf(item)) ?? 0) + 1)
  const summary = [...counts].map(([kind, count]) => `${kind} ×${String(count)}`).join(', ')
  const kind = counts.size === 1 ? kindOf(first) : 'api-rejected'
  return createFailure(kind, `${String(items.length)} items failed: ${summary}`, factsOf(reply))
}

/** Of one item of a partial failure. */
export function failureOfItem(reply: Reply, item: ReplyItem, overrides: CodeOverrides = {}): Failure {
  const kind = overrides[item.code] ?? kindOfCode(item.code)
  const detail = item.locks === undefined ? safeMessage(item.message) : describeLocks(item.locks)
  return createFailure(kind, detail, { ...factsOf(reply), code: item.code, ...lockFacts(kind, item.locks) })
}

/** Who can do something about a lock is told of it; a transfer only waits. */
function lockFacts(kind: FailureKind, locks: readonly FileLock[] | undefined): FailureFacts {
  return kind === 'locked' && locks !== undefined && locks.length > 0 ? { locks } : {}
}

function describeLocks(locks: readonly FileLock[]): string {
  const types = locks.map(({ application }) => application)
  return types.length === 0 ? 'locked' : safeMessage(`locked by ${[...new Set(types)].join(', ')}`)
}

function safeMessage(message: string): string {
  return redact(message).slice(0, 200)
}

/** The data of a good reply; throws the failure of a refused one, and `bad-response` where the schema does not fit. */
export function readData<T>(reply: Reply, schema: z.ZodType<T>, overrides: CodeOverrides = {}): T {
  if (reply.code !== apiCodes.ok) throw new TransferError(failureOfReply(reply, overrides))
  const parsed = schema.safeParse(reply.data)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  // Keys of the answer are not repeated unless they are plain field names: a URI may be one.
  const place = (issue?.path ?? [])
    .map((part) => (/^\w{1,40}$/.test(String(part)) ? String(part) : '…'))
    .join('.')
  throw badResponse(reply, `${place === '' ? 'data' : place}: ${issue?.code ?? 'invalid'}`)
}

export function badResponse(reply: Reply, detail: string): TransferError {
  const { code: _code, ...facts } = factsOf(reply)
  return fail('bad-response', detail, facts)
}
