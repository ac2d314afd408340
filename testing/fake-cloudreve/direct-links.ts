// Permanent direct links (`PUT /file/source` and `/f/<id>/<name>`): one for each file, for as long as the file is there.
import { readSourceBody } from './bodies.ts'
import { ApiError, codes, type AggregatedItem } from './codes.ts'
import type { Entry } from './entries.ts'
import type { Exchange } from './exchange.ts'
import { escapePathSegment, parseFileUri } from './file-uri.ts'
import { encodeId } from './ids.ts'
import { successReply, type Reply } from './reply.ts'
import { resolve } from './scope.ts'
import type { Site } from './site.ts'

/** What the default group may have at once. */
const batchSize = 10

export function answerDirectLinks(site: Site, exchange: Exchange): Reply {
  const caller = exchange.caller()
  const { uris } = readSourceBody(exchange.body)
  if (caller === undefined) throw new ApiError(codes.groupNotAllowed, '')
  if (uris.length > batchSize) throw new ApiError(codes.sourceBatchTooLarge, '')
  const links: { link: string; file_url: string }[] = []
  const failed: Record<string, AggregatedItem> = {}
  for (const uri of uris.map(parseFileUri)) {
    try {
      const { entry, scope, segments } = resolve(site, uri, caller)
      if (entry.type === 'folder') throw new ApiError(codes.entityGone, 'Entity not exist')
      links.push({ link: directLink(site, entry), file_url: scope.pathOf(segments) })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      failed[uri.printed] = { code: error.code, msg: error.message }
    }
  }
  if (Object.keys(failed).length === 0) return successReply(links)
  throw new ApiError(codes.notFullySuccess, 'One or more operation failed', {
    aggregated: failed,
    ...(links.length > 0 ? { data: links } : {}),
  })
}

function directLink(site: Site, entry: Entry): string {
  const root = site.settings.primarySiteUrl ?? site.origins.site
  return `${root}/f/${encodeId('link', entry.number)}/${escapePathSegment(entry.name)}`
}
