// Share info, creation and the short link (cloudreve-api.md section 10).
import { isoTime } from './clock.ts'
import { readShareBody } from './bodies.ts'
import { ApiError, codes } from './codes.ts'
import { segmentsOf, sizeOf } from './entries.ts'
import type { Exchange } from './exchange.ts'
import { formatFileUri, parseFileUri } from './file-uri.ts'
import { decodeId } from './ids.ts'
import { bytesReply, successReply, type Reply } from './reply.ts'
import { resolve } from './scope.ts'
import type { Share } from './share-book.ts'
import type { Site } from './site.ts'
import type { Caller } from './users.ts'

export function answerShareInfo(site: Site, exchange: Exchange): Reply {
  const id = exchange.segments[2] ?? ''
  if (decodeId('share', id) === undefined) throw new ApiError(codes.badParameter, 'Failed to parse object ID')
  const share = site.shares.get(id)
  if (share === undefined || !site.shares.isUsable(share))
    throw new ApiError(codes.notFound, 'Share not found')
  const caller = exchange.caller()
  const owned = caller?.id === share.ownerId
  const given = exchange.query.get('password') ?? ''
  const unlocked = owned || share.password === '' || given === share.password
  // To say where it lies the server opens the share, and for that the owner needs the password too.
  const extended = owned && exchange.query.get('owner_extended') === 'true'
  if (extended && given !== share.password) throw new ApiError(codes.sharePassword, 'File not found')
  if (!owned && exchange.query.get('count_views') === 'true') share.visited += 1
  // For a shared file the owner is led to the folder around it.
  const { entry } = share
  const source = entry.type === 'file' ? (entry.parent ?? entry) : entry
  return successReply({
    ...describeShare(site, share, { unlocked, caller }),
    ...(extended ? { source_uri: formatFileUri(`${share.ownerId}@my`, segmentsOf(source)) } : {}),
  })
}

/** A share as this caller may see it; `unlocked` shows what the password protects. */
export function describeShare(
  site: Site,
  share: Share,
  { unlocked, caller }: { unlocked: boolean; caller: Caller },
): Record<string, unknown> {
  const owner = site.users.get(share.ownerId)
  const { entry, remainingDownloads, downloaded, expiresAtMs, password } = share
  const secrets = {
    ...(remainingDownloads === undefined ? {} : { remain_downloads: remainingDownloads }),
    ...(downloaded === 0 ? {} : { downloaded }),
    ...(expiresAtMs === undefined ? {} : { expires: isoTime(expiresAtMs) }),
    ...(password === '' ? {} : { password }),
  }
  return {
    id: share.id,
    name: entry.name,
    visited: share.visited,
    unlocked,
    ...(password === '' ? {} : { password_protected: true }),
    source_type: entry.type === 'file' ? 0 : 1,
    owner: {
      id: share.ownerId,
      nickname: owner?.nickname,
      ...(owner?.avatar === undefined ? {} : { avatar: owner.avatar }),
      created_at: isoTime(owner?.createdAtMs ?? 0),
      ...(caller === undefined ? {} : { email: owner?.email }),
    },
    created_at: isoTime(share.createdAtMs),
    expired: false,
    url: shareUrl(site, share, unlocked),
    size: unlocked ? sizeOf(entry) : 0,
    ...(unlocked ? secrets : {}),
    ...(caller?.id === share.ownerId && password !== '' ? { is_private: true } : {}),
    ...(caller?.id === share.ownerId && share.showsView ? { share_view: true } : {}),
  }
}

export function shareUrl(site: Site, share: Share, withPassword = true): string {
  const password = share.password === '' || !withPassword ? '' : `/${encodeURIComponent(share.password)}`
  return `${site.settings.primarySiteUrl ?? site.origins.site}/s/${share.id}${password}`
}

export function answerShareCreate(site: Site, exchange: Exchange): Reply {
  const body = readShareBody(exchange.body)
  const { entry, scope, segments } = resolve(site, parseFileUri(body.uri), exchange.account())
  if (scope.fs !== 'my' || segments.length === 0) throw new ApiError(codes.forbidden, 'Not supported action')
  const expire = body.expire ?? 0
  const password = body.is_private === true ? (body.password ?? 'a1b2c3d4') : ''
  const share = site.shares.add(entry, {
    password,
    showsView: body.share_view === true,
    ...(expire > 0 ? { expiresAtMs: site.clock.nowMs() + expire * 1000 } : {}),
    ...((body.downloads ?? 0) > 0 ? { downloads: body.downloads ?? 0 } : {}),
  })
  return successReply(shareUrl(site, share))
}

/** `/s/<id>[/<password>]`: to the web page that opens the share, known or not. */
export function answerShortLink(exchange: Exchange): Reply {
  const [, , id = '', password = ''] = exchange.decodedPath.split('/')
  const uri = `cloudreve://${id}${password === '' ? '' : `:${password}`}@share`
  const location = `/home?path=${encodeURIComponent(uri)}`
  const reply = bytesReply(
    302,
    'text/html; charset=utf-8',
    Buffer.from(`<a href="${location}">Found</a>.\n\n`),
  )
  return { ...reply, headers: { ...reply.headers, location } }
}
