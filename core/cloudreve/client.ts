// One request to `<site>/api/v4` and its envelope. HTTP status decides nothing where there is an envelope
// (cloudreve-api.md section 1.1). Knows no accounts: it attaches the token it is handed, to that site and no other.

import { once } from 'node:events'
import type { ClientRequest } from 'node:http'
import got from 'got'
import type { Method } from 'got'
import { TransferError, fail } from '../model/failure.ts'
import { networkTrouble } from '../model/network-trouble.ts'
import type { Clock } from '../ports/clock.ts'
import type { Logger } from '../ports/logger.ts'
import { createWayRequests } from '../ports/proxies.ts'
import type { WayRequests } from '../ports/proxies.ts'
import { isStale, mostStale } from '../ports/stale-connection.ts'
import { straightWay } from '../ports/ways.ts'
import type { TrustSystem, Way } from '../ports/ways.ts'
import { isKnownCode } from './codes.ts'
import { parseBare, parseEnvelope } from './envelope.ts'
import type { Reply } from './envelope.ts'
import { withoutSecrets } from './request-secrets.ts'
import { parseRetryAfter } from './retry-after.ts'
import { createServerTime } from './server-time.ts'
import type { ServerTime } from './server-time.ts'

export interface ApiRequest {
  /** Site root without trailing slash. */
  readonly site: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/api/v4`; the only part of the address that is ever logged. */
  readonly route: string
  /** Path segments after the route, encoded here. */
  readonly ids?: readonly string[]
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly json?: Readonly<Record<string, unknown>>
  /** A form instead of JSON; the OAuth endpoint takes nothing else (section 3.3). */
  readonly form?: Readonly<Record<string, string>>
  /** The answer has no envelope: what is no refusal is its data. */
  readonly bare?: boolean
  readonly headers?: Readonly<Record<string, string>>
  readonly token?: string
  /** How the connection is made; absent: as for anybody who asks that site. */
  readonly way?: Way | undefined
  /** An abort rejects with the signal's own reason. */
  readonly signal?: AbortSignal | undefined
  /** A redirect is the answer: it comes back as `location`. It is never followed here. */
  readonly keepRedirect?: boolean
  /** For the whole request; two minutes unless told. */
  readonly timeoutMs?: number
}

/** The site may answer with events instead of one envelope: they are read while they come. */
export type Opened = { readonly reply: Reply } | { readonly events: EventBytes }

export interface EventBytes extends AsyncIterable<Uint8Array> {
  /** Ends the connection; a loop over it ends too. */
  close(): void
}

export interface Client {
  send(request: ApiRequest): Promise<Reply>
  /** Like `send`, but an answer of type `text/event-stream` is handed on as it comes. `timeoutMs` is its longest silence. */
  open(request: ApiRequest): Promise<Opened>
  readonly serverTime: ServerTime
}

export interface ClientParts {
  readonly clock: Clock
  readonly logger: Logger
  readonly uuid: () => string
  /** Of requests that name no way of their own. Absent: every site is asked straight. */
  readonly wayOf?: (site: string) => Way
  readonly trustSystem?: TrustSystem | undefined
}

interface RawAnswer {
  readonly status: number
  readonly text: string
  readonly header: (name: string) => string | undefined
}

export const maxAnswerBytes = 64 * 1024 * 1024

export function createClient(parts: ClientParts): Client {
  const serverTime = createServerTime(parts.clock)
  const requests = createWayRequests({ keepAlive: true })
  const trustSystem = parts.trustSystem ?? (() => false)
  const exchangeTrusting = async (
    request: ApiRequest,
    asked: Pick<ExchangeParts, 'correlationId' | 'wantsEvents'>,
  ) => {
    const way = request.way ?? parts.wayOf?.(request.site) ?? straightWay
    const facts = { ...asked, way, requests }
    try {
      return await exchange(request, facts)
    } catch (error) {
      // Nothing was sent: it may be asked again where more is believed now.
      const isRefused = networkTrouble(codeOfError(error)) === 'certificate-rejected'
      if (!isRefused || !trustSystem()) throw error
      return exchange(request, facts)
    }
  }
  const call = async (request: ApiRequest, wantsEvents: boolean): Promise<Opened> => {
    request.signal?.throwIfAborted()
    const correlationId = parts.uuid()
    const facts = { route: `${request.method} ${request.route}`, correlationId }
    try {
      const answer = await exchangeTrusting(request, { correlationId, wantsEvents })
      if ('events' in answer) {
        parts.logger.log('debug', 'api call', { ...facts, events: true })
        return answer
      }
      // A cached answer carries an old date.
      if (answer.header('age') === undefined) serverTime.learn(request.site, answer.header('date'))
      const reply = readAnswer(request, answer, { correlationId, nowMs: parts.clock.now() })
      parts.logger.log('debug', 'api call', { ...facts, code: reply.code, status: reply.status })
      return { reply }
    } catch (error) {
      request.signal?.throwIfAborted()
      const failed = toTransferError(error, correlationId)
      const { kind, detail } = failed.failure
      parts.logger.log('warn', 'api call failed', { ...facts, kind, detail })
      throw failed
    }
  }
  return {
    send: async (request) => {
      const answer = await call(request, false)
      if ('events' in answer) throw fail('illegal-state', 'events where none were asked for')
      return answer.reply
    },
    open: (request) => call(request, true),
    serverTime,
  }
}

/** Absolute address of a request; throws `invalid-request` for a site that is no http(s) address. */
export function addressOf(request: Pick<ApiRequest, 'site' | 'route' | 'ids' | 'query'>): URL {
  const path = [request.route, ...(request.ids ?? []).map((id) => `/${encodeURIComponent(id)}`)].join('')
  const text = `${request.site}/api/v4${path}`
  if (!/^https?:\/\//i.test(text) || !URL.canParse(request.site))
    throw fail('invalid-request', 'no web address')
  const url = new URL(text)
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, value)
  }
  return url
}

/** Reading twice does no harm: a request for data that met the end of a kept connection is sent again. */
async function exchange(
  request: ApiRequest,
  parts: Omit<ExchangeParts, 'onRequest'>,
): Promise<RawAnswer | { readonly events: EventBytes }> {
  for (let stale = 0; ; stale++) {
    let sent: ClientRequest | undefined
    const onRequest = (begun: ClientRequest) => void (sent = begun)
    try {
      return await exchangeOnce(request, { ...parts, onRequest })
    } catch (error) {
      const mayAgain = request.method === 'GET' && request.signal?.aborted !== true && stale < mostStale
      if (!mayAgain || !isStale(sent, codeOfError(error))) throw error
    }
  }
}

interface ExchangeParts {
  readonly correlationId: string
  readonly way: Way
  readonly requests: WayRequests
  readonly wantsEvents: boolean
  readonly onRequest: (sent: ClientRequest) => void
}

async function exchangeOnce(
  request: ApiRequest,
  { correlationId, way, requests, wantsEvents, onRequest }: ExchangeParts,
): Promise<RawAnswer | { readonly events: EventBytes }> {
  const stream = got.stream(addressOf(request), {
    method: request.method satisfies Method,
    headers: headersOf(request, correlationId),
    ...bodyOf(request),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
    request: requests.by(way),
    throwHttpErrors: false,
    followRedirect: false,
    retry: { limit: 0 },
    timeout: {
      lookup: 15_000,
      connect: 15_000,
      secureConnect: 15_000,
      response: 60_000,
      ...(wantsEvents ? { socket: request.timeoutMs ?? 120_000 } : { request: request.timeoutMs ?? 120_000 }),
    },
  })
  stream.on('request', onRequest)
  // A request that may have a body is sent once somebody has said that there is none.
  if (request.method !== 'GET' && request.json === undefined) stream.end()
  // The loop below hears of what breaks; an abort between its end and the stream's own would be heard by nobody.
  stream.on('error', () => undefined)
  if (wantsEvents) {
    await once(stream, 'response')
    if (/^text\/event-stream\b/i.test(stream.response?.headers['content-type'] ?? '')) {
      return { events: Object.assign(readEvents(stream), { close: () => void stream.destroy() }) }
    }
  }
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    // Leaving the loop destroys the stream and with it the connection.
    if (bytes > maxAnswerBytes) throw fail('bad-response', 'answer too large')
    chunks.push(chunk)
  }
  const { response } = stream
  if (response === undefined) throw fail('network', 'no answer', { correlationId })
  return {
    status: response.statusCode,
    text: new TextDecoder().decode(Buffer.concat(chunks)),
    header: (name) => {
      const value = response.headers[name]
      return typeof value === 'string' ? value : value?.[0]
    },
  }
}

/** What breaks the connection is told as a failure; an end that was asked for is an end. */
async function* readEvents(stream: AsyncIterable<Uint8Array> & { destroyed: boolean }) {
  try {
    yield* stream
  } catch (error) {
    if (codeOfError(error) === 'ERR_STREAM_PREMATURE_CLOSE') return
    throw toTransferError(error, '')
  }
}

function bodyOf({ json, form }: ApiRequest): { body?: string } {
  if (form !== undefined) return { body: new URLSearchParams(form).toString() }
  return json === undefined ? {} : { body: JSON.stringify(json) }
}

function headersOf(request: ApiRequest, correlationId: string): Record<string, string> {
  return {
    accept: 'application/json',
    'user-agent': 'Reverie',
    'x-cr-correlation-id': correlationId,
    ...(request.json === undefined ? {} : { 'content-type': 'application/json' }),
    ...(request.form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    ...request.headers,
    ...(request.token === undefined ? {} : { authorization: `Bearer ${request.token}` }),
  }
}

function readAnswer(
  request: ApiRequest,
  answer: RawAnswer,
  context: { correlationId: string; nowMs: number },
): Reply {
  const { status } = answer
  const { correlationId } = context
  const retryAtMs = parseRetryAfter(answer.header('retry-after'), context.nowMs, answer.header('date'))
  const location = answer.header('location')
  if (status >= 300 && status < 400 && location !== undefined) {
    if (request.keepRedirect !== true) throw strayRedirect(request, location, { correlationId, status })
    return { code: 0, data: undefined, message: '', items: [], status, correlationId, location }
  }
  const envelope = parseEnvelope(answer.text) ?? (request.bare === true ? parseBare(answer.text) : undefined)
  const busy = status >= 500 || status === 429
  if (envelope !== undefined && (!busy || isKnownCode(envelope.code))) {
    return { ...withoutSecrets(request, envelope), status, correlationId, retryAtMs }
  }
  const facts = { correlationId, status, ...(retryAtMs === undefined ? {} : { retryAtMs }) }
  if (busy) throw fail('server-busy', `HTTP ${String(status)}`, facts)
  if (status === 408) throw fail('timeout', 'HTTP 408', facts)
  if (status === 407) throw fail('proxy-sign-in', 'HTTP 407', facts)
  throw fail(
    'bad-response',
    `no envelope in the answer (HTTP ${String(status)}, ${mediaType(answer)})`,
    facts,
  )
}

function mediaType(answer: RawAnswer): string {
  const type = (answer.header('content-type') ?? '').split(';')[0]?.trim() ?? ''
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type.toLowerCase() : 'no type'
}

/** Elsewhere is a captive portal or a site that moved: the token must not follow, and the trouble may pass. */
function strayRedirect(
  request: ApiRequest,
  location: string,
  facts: { correlationId: string; status: number },
): TransferError {
  const from = addressOf(request)
  const to = URL.canParse(location, from.href) ? new URL(location, from.href) : undefined
  if (to === undefined || to.origin === from.origin) return fail('bad-response', 'unexpected redirect', facts)
  return fail('network', `redirected to ${to.origin}: a captive portal, or the site has moved`, facts)
}

function toTransferError(error: unknown, correlationId: string): TransferError {
  if (error instanceof TransferError) return error
  const code = codeOfError(error)
  const kind = code.startsWith('Z_') ? 'bad-response' : (networkTrouble(code) ?? 'network')
  // No `cause`: got's error holds the request with its headers, and with them the token.
  return fail(kind, code === '' ? 'the request failed' : code, { correlationId })
}

/** The name of the trouble: Node's own where got has wrapped it under a more general one. */
function codeOfError(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const inner = codeOfError(error.cause)
  if (inner !== '' || !('code' in error)) return inner
  return typeof error.code === 'string' ? error.code : ''
}
