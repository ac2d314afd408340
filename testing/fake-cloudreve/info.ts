// GET /file/info and GET /file/thumb (cloudreve-api.md sections 4.3 and 4.4). A thumbnail of the fake is a plain
// square in a colour of the file's own.
import { isoTime } from './clock.ts'
import { ApiError, bindingError, codes } from './codes.ts'
import { segmentsOf, type FileEntry } from './entries.ts'
import type { Exchange } from './exchange.ts'
import { describeEntry, describeExtended, summarizeFolder } from './file-object.ts'
import { parseFileUri } from './file-uri.ts'
import { decodeId } from './ids.ts'
import { contentPath } from './links.ts'
import { encodePng } from './png.ts'
import { successReply, type Reply } from './reply.ts'
import { openScope, resolve, type Target } from './scope.ts'
import type { Site } from './site.ts'

export function answerInfo(site: Site, exchange: Exchange): Reply {
  const { query } = exchange
  const asked = query.get('uri') ?? ''
  if (asked !== '') refuseRoot(site, exchange, asked)
  const target = targetOf(site, exchange)
  const wantsSummary = query.get('folder_summary') === 'true' && target.entry.type === 'folder'
  return successReply({
    ...describeEntry(site, { ...target, metadata: 'map', capable: target.scope.fs !== 'trash' }),
    ...(query.get('extended') === 'true'
      ? { extended_info: describeExtended(site, target.entry, exchange.caller()) }
      : {}),
    ...(wantsSummary ? { folder_summary: summarizeFolder(site, target.entry) } : {}),
  })
}

export function answerThumb(site: Site, exchange: Exchange): Reply {
  const uri = exchange.query.get('uri') ?? ''
  if (uri === '') throw bindingError('Uri cannot be empty')
  const target = resolve(site, parseFileUri(uri), exchange.caller())
  const { entry } = target
  if (entry.type === 'folder') throw new ApiError(codes.entityGone, 'Entity not exist')
  const extension = entry.name.slice(entry.name.lastIndexOf('.') + 1).toLowerCase()
  const possible = site.settings.thumbnailExtensions.includes(extension) && entry.primary !== undefined
  if (!possible || entry.metadata['thumb:disabled'] !== undefined) throw new ApiError(codes.internal, '')
  const picture = site.tree.thumbnailOf(entry, () => drawThumbnail(entry))
  const expiresAtMs = site.clock.nowMs() + site.settings.urlTtlSeconds * 1000
  const link = { id: picture.id, speed: 0, name: `${entry.name}._thumb`, download: false, expiresAtMs }
  return successReply({
    url: `${site.settings.primarySiteUrl ?? site.origins.site}${contentPath(site, link)}`,
    expires: isoTime(expiresAtMs),
  })
}

const thumbnailSide = 64

function drawThumbnail({ number }: FileEntry): Buffer {
  const colour = [(number * 53) % 256, (number * 97) % 256, (number * 193) % 256] as const
  return encodePng(thumbnailSide, thumbnailSide, () => colour)
}

// The file system is opened before its root is refused: a bad share is 404, not 403.
function refuseRoot(site: Site, exchange: Exchange, asked: string): void {
  const uri = parseFileUri(asked)
  openScope(site, uri, exchange.caller())
  if (uri.segments.length === 0) throw new ApiError(codes.forbidden, 'Not supported action')
}

function targetOf(site: Site, exchange: Exchange): Target {
  const uri = exchange.query.get('uri') ?? ''
  const id = exchange.query.get('id') ?? ''
  if (uri !== '') return resolve(site, parseFileUri(uri), exchange.caller())
  if (id === '') throw new ApiError(codes.badParameter, 'uri is required')
  return targetById(site, exchange, id)
}

function targetById(site: Site, exchange: Exchange, id: string): Target {
  const account = exchange.caller()
  if (decodeId('file', id) === undefined) throw new ApiError(codes.badParameter, 'unknown file id')
  const entry = site.tree.byId(id)
  if (entry === undefined) throw new ApiError(codes.pathNotFound, 'Path not exist')
  if (entry.ownerId !== account?.id) throw new ApiError(codes.ownerOnly, 'Owner operation only')
  for (const [key, trashed] of site.tree.trashOf(account.id)) {
    if (trashed === entry)
      return { scope: openScope(site, parseFileUri('cloudreve://trash'), account), entry, segments: [key] }
  }
  return {
    scope: openScope(site, parseFileUri('cloudreve://my'), account),
    entry,
    segments: segmentsOf(entry),
  }
}
