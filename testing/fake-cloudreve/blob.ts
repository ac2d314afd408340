// GET|HEAD of a signed blob link on the site and on its storage listener (cloudreve-api.md sections 6.1 and 6.2).
// The link's own checks; the bytes and ranges are serve-content.ts's.
import { createContent } from './content.ts'
import { ApiError, codes } from './codes.ts'
import type { Exchange } from './exchange.ts'
import { decodeId, encodeId } from './ids.ts'
import type { BlobLink } from './links.ts'
import { bytesReply, emptyReply, textReply, type Reply } from './reply.ts'
import { serveContent, type Served } from './serve-content.ts'
import type { Site } from './site.ts'
import { storageUrl } from './storage-links.ts'

/** The one ETag a slave node gives to every file (section 6.2): useless as identity. */
const slaveEtag = `"${encodeId('policy', 7)}"`

/** `/file/content/<entity>/<speed>/<name>` on the site. */
export function answerContent(site: Site, exchange: Exchange): Reply {
  exchange.caller()
  const [, , id = '', speed = '0', ...name] = exchange.segments
  checkSign(site, exchange)
  const blob = { id, speed: Number(speed), name: decodeURIComponent(name.join('/')) }
  const { redirect } = exchange.forced
  if (redirect !== undefined) {
    const expiresAtMs = site.clock.nowMs() + redirect.ttlSeconds * 1000
    return emptyReply(302, { location: storageUrl(site, { ...blob, download: false, expiresAtMs }) })
  }
  const headers: Record<string, string> = { 'cache-control': 'public, max-age=86400' }
  if (exchange.method !== 'HEAD') headers['content-security-policy'] = 'sandbox'
  return serveBlob(site, exchange, { ...blob, etag: `"${id}"`, headers })
}

/** Any request to the storage listener. */
export function answerStorage(site: Site, exchange: Exchange): Reply {
  if (exchange.decodedPath.startsWith('/bucket/')) return answerBucket(site, exchange)
  const parts = exchange.decodedPath.split('/')
  const [source = '', speed = '0', ...name] = parts.slice(7)
  if (!exchange.decodedPath.startsWith('/api/v4/slave/file/content/'))
    return textReply(404, '404 page not found')
  checkSign(site, exchange)
  const id = Buffer.from(source, 'base64url').toString('utf8')
  const headers = { 'cache-control': 'public, max-age=86400' }
  const blob = { id, speed: Number(speed), name: name.join('/'), etag: slaveEtag, headers }
  return serveBlob(site, exchange, blob)
}

function answerBucket(site: Site, exchange: Exchange): Reply {
  if (exchange.method === 'HEAD') return emptyReply(403)
  const [, , id = '', ...name] = exchange.decodedPath.split('/')
  const expired = Number(exchange.query.get('X-Amz-Expires')) * 1000 < site.clock.nowMs()
  if (expired || exchange.forced.signatureExpired)
    return bucketError(403, 'AccessDenied', 'Request has expired')
  try {
    site.signer.check(exchange.decodedPath, exchange.query.get('X-Amz-Signature'), site.clock.nowMs())
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return bucketError(403, 'SignatureDoesNotMatch', 'The signature does not match')
  }
  const entity = site.tree.entity(id)
  if (exchange.forced.entityGone || exchange.forced.blobMissing || entity === undefined) {
    return bucketError(404, 'NoSuchKey', 'The specified key does not exist.')
  }
  const headers = {
    date: new Date(site.clock.nowMs()).toUTCString(),
    'last-modified': new Date(entity.createdAtMs).toUTCString(),
    server: 'bucket',
  }
  return serveBlob(site, exchange, { id, speed: 0, name: name.join('/'), etag: `"s3-${id}"`, headers })
}

function bucketError(status: number, code: string, message: string): Reply {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`
  return bytesReply(status, 'application/xml', Buffer.from(xml))
}

function checkSign(site: Site, exchange: Exchange): void {
  if (exchange.forced.signatureExpired) throw new ApiError(codes.signatureExpired, 'signature expired')
  site.signer.check(exchange.decodedPath, exchange.query.get('sign'), site.clock.nowMs())
}

function serveBlob(
  site: Site,
  exchange: Exchange,
  blob: Pick<BlobLink, 'id' | 'speed' | 'name'> & Pick<Served, 'etag' | 'headers'>,
): Reply {
  const number = decodeId('entity', blob.id)
  if (number === undefined) throw new ApiError(codes.badParameter, 'Failed to parse object ID')
  const empty = createContent({ sizeBytes: 0 }, 0, site.pattern)
  const content = number === 0 ? empty : site.tree.entity(blob.id)?.content
  if (content === undefined || exchange.forced.entityGone)
    throw new ApiError(codes.entityGone, 'Entity not exist')
  if (exchange.forced.blobMissing) return textReply(404, 'Entity data does not exist.')
  const download = exchange.query.has('download')
  const reply = serveContent(exchange, { ...blob, content, download })
  if (blob.speed > 0) reply.delivery = { ...reply.delivery, bytesPerSecond: blob.speed }
  return reply
}
