// POST /file/url: mints signed links, every row of cloudreve-api.md section 5. Serving what they point to is blob.ts's
// and archive.ts's work.
import { randomUUID } from 'node:crypto'
import { isoTime } from './clock.ts'
import { ApiError, bindingError, codes, type AggregatedItem } from './codes.ts'
import type { Entity, FileEntry } from './entries.ts'
import type { Exchange } from './exchange.ts'
import { zeroEntityId } from './file-object.ts'
import { escapePathSegment, parseFileUri, type FileUri } from './file-uri.ts'
import { readUrlBody, type UrlBody } from './bodies.ts'
import { emptyReply, successReply, type Reply } from './reply.ts'
import { resolve } from './scope.ts'
import type { Share } from './share-book.ts'
import type { Site } from './site.ts'
import { storageUrl } from './storage-links.ts'
import { mayArchive } from './users.ts'

interface Link {
  url: string
  expiresAtMs: number
}

export function answerUrl(site: Site, exchange: Exchange): Reply {
  const body = readUrlBody(exchange.body)
  if (body.uris === undefined) throw bindingError('Uris cannot be empty')
  if (body.uris.length > site.settings.maxBatchSize) throw new ApiError(codes.batchTooLarge, 'Too many uris')
  const uris = body.uris.map(parseFileUri)
  if (body.archive === true) return archiveReply(site, exchange, body)
  const links: (Link | undefined)[] = []
  const failed: Record<string, AggregatedItem> = {}
  const minted: Share[] = []
  for (const uri of uris) {
    const link = tryLink(site, exchange, { uri, body, failed, minted })
    links.push(link)
  }
  minted.forEach(countDownload)
  const keys = Object.keys(failed)
  if (keys.length > 0 && body.skip_error !== true) throw notFully(failed)
  const expiries = links.flatMap((link) => (link === undefined ? [] : [link.expiresAtMs]))
  if (body.redirect === true && uris.length === 1) {
    return emptyReply(302, {
      location: links[0]?.url ?? '/api/v4/file/',
      'cache-control': 'private, no-cache',
    })
  }
  return successReply({
    urls: links.map((link) => ({ url: link?.url ?? '' })),
    expires: expiries.length === 0 ? null : isoTime(Math.min(...expiries)),
  })
}

interface Wanted {
  uri: FileUri
  body: UrlBody
  /** Collects the items that went wrong, and the shares an item was minted through. */
  failed: Record<string, AggregatedItem>
  minted: Share[]
}

function tryLink(site: Site, exchange: Exchange, { uri, body, failed, minted }: Wanted): Link | undefined {
  try {
    if (exchange.forced.entityGone) throw entityGone()
    const target = resolve(site, uri, exchange.caller())
    if (target.scope.fs === 'trash') throw new ApiError(codes.forbidden, 'Not supported action')
    const { entry } = target
    if (entry.type !== 'file') throw entityGone()
    const entity = entityOf(site, entry, body.entity ?? '')
    if (target.scope.share !== undefined) minted.push(target.scope.share)
    return linkFor(site, exchange, { name: entry.name, entity, body })
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    failed[uri.printed] = { code: error.code, msg: error.message }
    return undefined
  }
}

function entityGone(): ApiError {
  return new ApiError(codes.entityGone, 'Entity not exist')
}

// The constant entity of empty files is as good an answer as any other (section 5, field `entity`).
function entityOf(site: Site, file: FileEntry, wanted: string): Entity | undefined {
  if (wanted === '') return file.primary
  if (wanted === zeroEntityId && file.primary === undefined) return undefined
  const held = file.entities.find((entity) => entity.id === wanted)
  if (held === undefined || site.tree.entity(wanted) === undefined) throw entityGone()
  return held
}

// Every item counts, but whether the share is used up was decided when the request opened it.
function countDownload(share: Share): void {
  share.downloaded += 1
  if (share.remainingDownloads !== undefined) share.remainingDownloads -= 1
}

function linkFor(
  site: Site,
  exchange: Exchange,
  wanted: { name: string; entity: Entity | undefined; body: UrlBody },
): Link {
  const { settings, clock } = site
  const origin = linkOrigin(site, exchange, wanted.body)
  const id = wanted.entity?.id ?? zeroEntityId
  const download = wanted.body.download === true
  const cacheKey = JSON.stringify([
    id,
    settings.speedLimit,
    wanted.name,
    download,
    origin,
    settings.storageStyle,
    settings.storageOrigin,
  ])
  const cached = site.linkCache.get(cacheKey)
  if (cached !== undefined && wanted.body.no_cache !== true && cached.cachedUntilMs > clock.nowMs())
    return cached
  const expiresAtMs = clock.nowMs() + settings.urlTtlSeconds * 1000
  const blob = { id, speed: settings.speedLimit, name: wanted.name, download, expiresAtMs }
  const url = origin === 'storage' ? storageUrl(site, blob) : `${origin}${contentPath(site, blob)}`
  const cachedUntilMs = expiresAtMs - settings.urlCacheMarginSeconds * 1000
  const link = { url, expiresAtMs, cachedUntilMs }
  if (cachedUntilMs > clock.nowMs()) site.linkCache.set(cacheKey, link)
  return link
}

export interface BlobLink {
  id: string
  speed: number
  name: string
  download: boolean
  expiresAtMs: number
}

/** Path and query of a blob on this site: the path is signed decoded, `download` is not signed at all. */
export function contentPath(site: Site, blob: BlobLink): string {
  const head = `/api/v4/file/content/${blob.id}/${String(blob.speed)}/`
  const sign = site.signer.sign(`${head}${blob.name}`, Math.floor(blob.expiresAtMs / 1000))
  const query = `${blob.download ? 'download=true&' : ''}sign=${encodeURIComponent(sign)}`
  return `${head}${escapePathSegment(blob.name)}?${query}`
}

function linkOrigin(site: Site, exchange: Exchange, body: UrlBody): string {
  const { linkOrigin: configured, primarySiteUrl } = site.settings
  if (configured === 'storage') return 'storage'
  if (configured !== 'site') return configured
  const own = new URL(site.origins.site)
  const primary = primarySiteUrl ?? site.origins.site
  const matches = exchange.headers.host === own.host
  return body.use_primary_site_url === true || !matches ? new URL(primary).origin : own.origin
}

function archiveReply(site: Site, exchange: Exchange, body: UrlBody): Reply {
  const caller = exchange.caller()
  if (!mayArchive(caller, site.settings)) throw new ApiError(codes.groupNotAllowed, '')
  const id = randomUUID()
  const expiresAtMs = site.clock.nowMs() + site.settings.archiveTtlSeconds * 1000
  site.archives.set(id, { uris: body.uris ?? [], callerId: caller?.id, expiresAtMs })
  const path = `/api/v4/file/archive/${id}/archive.zip`
  const sign = site.signer.sign(path, Math.floor(expiresAtMs / 1000))
  const url = `${linkOrigin(site, exchange, body).replace(/^storage$/u, site.origins.site)}${path}`
  return successReply({
    urls: [{ url: `${url}?sign=${encodeURIComponent(sign)}` }],
    expires: isoTime(expiresAtMs),
  })
}

function notFully(failed: Record<string, AggregatedItem>): ApiError {
  const [first, ...others] = Object.values(failed)
  const message = others.length === 0 ? (first?.msg ?? '') : 'One or more operation failed'
  return new ApiError(codes.notFullySuccess, message, { aggregated: failed })
}
