// GET /file/info and GET /file/thumb (cloudreve-api.md sections 4.3 and 4.4). The fake never has a thumbnail.
import { ApiError, codes } from './codes.ts'
import { segmentsOf } from './entries.ts'
import type { Exchange } from './exchange.ts'
import { describeEntry, describeExtended, summarizeFolder } from './file-object.ts'
import { parseFileUri } from './file-uri.ts'
import { decodeId } from './ids.ts'
import { successReply, type Reply } from './reply.ts'
import { openScope, resolve, type Target } from './scope.ts'
import type { Site } from './site.ts'

export function answerInfo(site: Site, exchange: Exchange): Reply {
  const { query } = exchange
  const target = targetOf(site, exchange)
  if (target.segments.length === 0) throw new ApiError(codes.forbidden, 'Not supported action')
  const wantsSummary = query.get('folder_summary') === 'true' && target.entry.type === 'folder'
  return successReply({
    ...describeEntry(site, { ...target, metadata: 'map' }),
    ...(query.get('extended') === 'true' ? { extended_info: describeExtended(site, target.entry) } : {}),
    ...(wantsSummary ? { folder_summary: summarizeFolder(site, target.entry) } : {}),
  })
}

export function answerThumb(site: Site, exchange: Exchange): Reply {
  const target = resolve(site, parseFileUri(exchange.query.get('uri') ?? ''), exchange.caller())
  if (target.entry.type === 'folder') throw new ApiError(codes.entityGone, 'Entity not exist')
  throw new ApiError(codes.internal, '')
}

function targetOf(site: Site, exchange: Exchange): Target {
  const uri = exchange.query.get('uri') ?? ''
  const id = exchange.query.get('id') ?? ''
  if (uri !== '') return resolve(site, parseFileUri(uri), exchange.caller())
  if (id === '') throw new ApiError(codes.badParameter, 'uri is required')
  return targetById(site, exchange, id)
}

function targetById(site: Site, exchange: Exchange, id: string): Target {
  const account = exchange.account()
  if (decodeId('file', id) === undefined) throw new ApiError(codes.badParameter, 'unknown file id')
  const entry = site.tree.byId(id)
  if (entry === undefined) throw new ApiError(codes.pathNotFound, 'Path not exist')
  if (entry.ownerId !== account.id) throw new ApiError(codes.ownerOnly, 'Owner operation only')
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
