// Switching between versions of a file, and dropping one (cloudreve-api.md section 9).
import { readVersionBody } from './bodies.ts'
import { ApiError, codes } from './codes.ts'
import type { Entity, FileEntry } from './entries.ts'
import type { Exchange } from './exchange.ts'
import { parseFileUri } from './file-uri.ts'
import { decodeId } from './ids.ts'
import { jsonReply, type Reply } from './reply.ts'
import { resolve } from './scope.ts'
import type { Site } from './site.ts'

export function answerUseVersion(site: Site, exchange: Exchange): Reply {
  const { file, entity } = versionOf(site, exchange)
  site.tree.useVersion(file, entity)
  return jsonReply({ code: codes.ok, msg: '' })
}

export function answerDeleteVersion(site: Site, exchange: Exchange): Reply {
  const { file, entity } = versionOf(site, exchange)
  // The current one stays.
  if (file.primary === entity) throw new ApiError(codes.forbidden, 'Not supported action')
  site.tree.dropEntity(entity.id)
  return jsonReply({ code: codes.ok, msg: '' })
}

function versionOf(site: Site, exchange: Exchange): { file: FileEntry; entity: Entity } {
  const account = exchange.account()
  const body = readVersionBody(exchange.body)
  const version = body.version ?? ''
  if (decodeId('entity', version) === undefined) throw new ApiError(codes.badParameter, 'unknown version id')
  const { entry } = resolve(site, parseFileUri(body.uri ?? ''), account)
  const entity = entry.type === 'file' ? entry.entities.find((one) => one.id === version) : undefined
  if (entry.type !== 'file' || entity === undefined) throw new ApiError(codes.entityGone, 'Entity not exist')
  return { file: entry, entity }
}
