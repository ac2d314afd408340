// Answers a page's requests for bytes of remote files: thumbnails, previews with ranges, and files that are dragged out. One function for both doors;
// who may ask at all has been decided before. Nothing that comes from a site is ever served as a page or a script: types
// are from a list of ours, and every answer is sandboxed.

import { z } from 'zod'
import { avatarRoute, offerRoute, previewRoute, thumbnailRoute } from '../../contract/remote-routes.ts'
import { TransferError } from '../../core/model/failure.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { toUri } from '../to-uri.ts'
import type { Offers } from './offers.ts'
import { isText, mostTextBytes } from './previews.ts'
import type { OpenPreview, Previews } from './previews.ts'
import type { Avatars } from './avatars.ts'
import { readByteRange } from './byte-range.ts'
import { isBinary, toUtf8 } from './text-encoding.ts'
import type { Thumbnails } from './thumbnails.ts'

export interface RemoteRequest {
  readonly method: string
  /** Path and query, as the page wrote them. */
  readonly url: string
  /** The Range header. */
  readonly range: string | undefined
  /** The page has gone away, or scrolled on. */
  readonly signal: AbortSignal
}

export interface RemoteReply {
  readonly status: 200 | 204 | 206 | 404 | 405 | 416 | 502
  readonly headers: Readonly<Record<string, string>>
  readonly body: AsyncIterable<Uint8Array> | undefined
}

/** Undefined for an address that is none of these. */
export type ServeRemote = (request: RemoteRequest) => Promise<RemoteReply | undefined>

export interface RemoteParts {
  readonly thumbnails: Thumbnails
  readonly avatars: Avatars
  readonly previews: Previews
  readonly offers: Offers
  readonly logger: Logger
}

/** Whatever a site sends: it may not be anything but what it is shown as, and may not do anything. */
export const remoteHeaders = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'content-disposition': 'inline',
} as const

export function createRemoteFiles(parts: RemoteParts): ServeRemote {
  return async (request) => {
    const url = new URL(request.url, 'http://page')
    const path = url.pathname.slice(1)
    const isThumbnail = path === thumbnailRoute
    const isAvatar = path === avatarRoute
    const previewId = below(previewRoute, path)
    const offerId = below(offerRoute, path)
    const isFile = previewId !== undefined || offerId !== undefined
    if (!isThumbnail && !isAvatar && !isFile) return undefined
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405)
    try {
      if (isAvatar) return await avatarReply(parts, url.searchParams, request.signal)
      if (isThumbnail) return await thumbnailReply(parts, url.searchParams, request.signal)
      if (offerId !== undefined) return await offerReply(parts.offers, offerId, request)
      const preview = parts.previews.look(previewId ?? '')
      return preview === undefined ? refuse(404) : await previewReply(preview, request)
    } catch (error) {
      if (request.signal.aborted) return refuse(404)
      if (!(error instanceof TransferError)) throw error
      parts.logger.log('info', 'a remote file could not be shown', { kind: error.failure.kind })
      return refuse(['not-found', 'invalid-request'].includes(error.failure.kind) ? 404 : 502)
    }
  }
}

function below(route: string, path: string): string | undefined {
  return path.startsWith(`${route}/`) ? path.slice(route.length + 1) : undefined
}

/** As RFC 8187 has it. A name of the site may hold half a character, which has no bytes at all. */
function encodeName(name: string): string {
  return encodeURIComponent(name.replace(/\p{Surrogate}/gu, '\ufffd')).replaceAll("'", '%27')
}

/** Whole: whoever takes a file that was dragged out never asks for parts. */
async function offerReply(offers: Offers, offerId: string, request: RemoteRequest): Promise<RemoteReply> {
  const content = await offers.take(offerId)
  if (content === undefined || content.uploading) return refuse(404)
  const { name, sizeBytes } = content
  const headers = {
    ...remoteHeaders,
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeName(name)}`,
    'content-length': String(sizeBytes),
    'cache-control': 'no-store',
  }
  const body = request.method === 'HEAD' ? undefined : content.read(0, sizeBytes, request.signal)
  return { status: 200, headers, body: await begun(body) }
}

const wishShape = z.object({
  account: z.string().min(1).max(200),
  uri: z.string().min(1).max(16_384),
  entity: z.string().max(200),
})

/** Our own cache is behind it and goes when an account is signed out; a browser's would stay. */
const keptByPages = 'private, max-age=600'

async function thumbnailReply(
  { thumbnails }: RemoteParts,
  query: URLSearchParams,
  signal: AbortSignal,
): Promise<RemoteReply> {
  const parsed = wishShape.safeParse(Object.fromEntries(query))
  if (!parsed.success) return refuse(404)
  const { account, uri, entity } = parsed.data
  const found = await thumbnails.get({ accountId: account, uri: toUri(uri), entityId: entity }, signal)
  if (found === undefined) return refuse(404)
  const headers = {
    ...remoteHeaders,
    'content-type': found.type,
    'content-length': String(found.bytes.length),
    // Behind an entity the bytes never change.
    'cache-control': entity === '' ? 'no-store' : keptByPages,
  }
  return { status: 200, headers, body: once(found.bytes) }
}

const faceShape = z.object({ account: z.string().min(1).max(200), user: z.string().min(1).max(200) })

/** Nobody's picture is no mistake: a page that asks in vain is not told of an error. */
async function avatarReply(
  { avatars }: RemoteParts,
  query: URLSearchParams,
  signal: AbortSignal,
): Promise<RemoteReply> {
  const parsed = faceShape.safeParse(Object.fromEntries(query))
  if (!parsed.success) return refuse(404)
  const found = await avatars.get({ accountId: parsed.data.account, userId: parsed.data.user }, signal)
  if (found === undefined)
    return { status: 204, headers: { ...remoteHeaders, 'cache-control': 'no-store' }, body: undefined }
  const headers = {
    ...remoteHeaders,
    'content-type': found.type,
    'content-length': String(found.bytes.length),
    'cache-control': keptByPages,
  }
  return { status: 200, headers, body: once(found.bytes) }
}

async function previewReply(preview: OpenPreview, request: RemoteRequest): Promise<RemoteReply> {
  const { media, content } = preview
  const common = { ...remoteHeaders, 'content-type': media.type, 'cache-control': 'no-store' }
  if (isText(media)) {
    const bytes = await readText(preview, request.signal)
    if (bytes === undefined) return refuse(404)
    return { status: 200, headers: { ...common, 'content-length': String(bytes.length) }, body: once(bytes) }
  }
  const { sizeBytes } = content
  const range = readByteRange(request.range, sizeBytes)
  if (range === 'unsatisfiable') return refuse(416, { 'content-range': `bytes */${sizeBytes}` })
  const { start, end } = range ?? { start: 0, end: sizeBytes }
  const headers = {
    ...common,
    'accept-ranges': 'bytes',
    'content-length': String(end - start),
    ...(range === undefined ? {} : { 'content-range': `bytes ${start}-${end - 1}/${sizeBytes}` }),
  }
  const body = request.method === 'HEAD' ? undefined : content.read(start, end, request.signal)
  return { status: range === undefined ? 200 : 206, headers, body: await begun(body) }
}

/** Undefined where it only has the name of a text. */
async function readText({ content }: OpenPreview, signal: AbortSignal): Promise<Uint8Array | undefined> {
  const end = Math.min(content.sizeBytes, mostTextBytes)
  const chunks: Uint8Array[] = []
  for await (const chunk of content.read(0, end, signal)) chunks.push(chunk)
  const bytes = Buffer.concat(chunks)
  return isBinary(bytes) ? undefined : toUtf8(bytes, end === content.sizeBytes)
}

/** The first bytes before the head is written: what fails at once is told by its status. */
async function begun(
  body: AsyncIterable<Uint8Array> | undefined,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  if (body === undefined) return undefined
  const iterator = body[Symbol.asyncIterator]()
  const first = await iterator.next()
  return (async function* () {
    try {
      for (let next = first; next.done !== true; next = await iterator.next()) yield next.value
    } finally {
      await iterator.return?.()
    }
  })()
}

async function* once(bytes: Uint8Array) {
  yield bytes
}

function refuse(status: RemoteReply['status'], headers: Record<string, string> = {}): RemoteReply {
  return {
    status,
    headers: { ...remoteHeaders, 'cache-control': 'no-store', 'content-length': '0', ...headers },
    body: undefined,
  }
}
