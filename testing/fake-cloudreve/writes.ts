// Writes of single entries: PUT content, create, rename, metadata (cloudreve-api.md sections 8 and 9). Those of many are in
// moves.ts. No upload sessions, no quota.
import { readCreateBody, readMetadataBody, readRenameBody } from './bodies.ts'
import { ApiError, codes, type AggregatedItem } from './codes.ts'
import type { FolderEntry } from './entries.ts'
import type { Exchange } from './exchange.ts'
import { describeEntry } from './file-object.ts'
import { isLegalName, parseFileUri, type FileUri } from './file-uri.ts'
import { refuseLocked } from './locks.ts'
import { jsonReply, successReply, type Reply } from './reply.ts'
import { openScope, resolve, type Scope } from './scope.ts'
import type { Site } from './site.ts'

export function answerPutContent(site: Site, exchange: Exchange): Reply {
  const account = exchange.account()
  const uri = parseFileUri(exchange.query.get('uri') ?? '')
  if (exchange.body.length > site.settings.maxEditBytes)
    throw new ApiError(codes.fileTooLarge, 'File is too large')
  const scope = writableScope(site, exchange, uri)
  const existing = site.tree.find(site.tree.rootOf(account.id), uri.segments)
  if (existing?.type === 'folder') throw new ApiError(codes.objectExists, 'Object existed')
  if (existing === undefined) {
    const { parent, name } = makeParent(site, site.tree.rootOf(account.id), uri)
    const made = site.tree.addFile(parent, name, { bytes: exchange.body })
    return successReply(describeEntry(site, { entry: made, scope, segments: uri.segments, metadata: 'null' }))
  }
  const previous = exchange.query.get('previous') ?? ''
  if (previous !== '' && previous !== existing.primary?.id)
    throw new ApiError(codes.staleVersion, 'File is updated during your edit')
  site.tree.writeVersion(existing, { bytes: exchange.body })
  return successReply(
    describeEntry(site, { entry: existing, scope, segments: uri.segments, metadata: 'null' }),
  )
}

export function answerCreate(site: Site, exchange: Exchange): Reply {
  const account = exchange.account()
  const body = readCreateBody(exchange.body)
  const uri = parseFileUri(body.uri ?? '')
  const scope = writableScope(site, exchange, uri)
  const root = site.tree.rootOf(account.id)
  let entry = site.tree.find(root, uri.segments)
  if (entry !== undefined && body.err_on_conflict === true)
    throw new ApiError(codes.objectExists, 'Object existed')
  if (entry !== undefined && (entry.type === 'folder') !== (body.type === 'folder')) {
    throw new ApiError(codes.objectExists, 'Object existed')
  }
  if (entry === undefined) {
    const { parent, name } = makeParent(site, root, uri)
    entry =
      body.type === 'folder'
        ? site.tree.makeFolders(parent, [name])
        : site.tree.addFile(parent, name, { sizeBytes: 0 })
    for (const [key, value] of Object.entries(body.metadata ?? {}))
      site.tree.changeMetadata(entry, key, value)
  }
  return successReply(describeEntry(site, { entry, scope, segments: uri.segments, metadata: 'null' }))
}

export function answerRename(site: Site, exchange: Exchange): Reply {
  const body = readRenameBody(exchange.body)
  const name = body.new_name ?? ''
  const { entry, scope, segments } = resolve(site, parseFileUri(body.uri ?? ''), exchange.account())
  const { parent } = entry
  if (scope.fs !== 'my' || parent === undefined) throw new ApiError(codes.forbidden, 'Not supported action')
  if (!isLegalName(name)) throw new ApiError(codes.illegalName, 'Invalid object name')
  refuseLocked(site, [entry])
  const other = parent.children.get(name)
  if (other !== undefined && other !== entry) throw new ApiError(codes.objectExists, 'Object existed')
  site.tree.move(entry, parent, name)
  return successReply(
    describeEntry(site, { entry, scope, segments: [...segments.slice(0, -1), name], metadata: 'null' }),
  )
}

export function answerMetadata(site: Site, exchange: Exchange): Reply {
  const account = exchange.account()
  const body = readMetadataBody(exchange.body)
  const failed: Record<string, AggregatedItem> = {}
  for (const uri of body.uris.map(parseFileUri)) {
    try {
      const { entry } = resolve(site, uri, account)
      for (const { key, value, remove } of body.patches)
        site.tree.changeMetadata(entry, key, remove === true ? undefined : (value ?? ''))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      failed[uri.printed] = { code: error.code, msg: error.message }
    }
  }
  if (Object.keys(failed).length === 0) return jsonReply({ code: codes.ok, msg: '' })
  throw new ApiError(codes.notFullySuccess, 'One or more operation failed', { aggregated: failed })
}

function writableScope(site: Site, exchange: Exchange, uri: FileUri): Scope {
  const scope = openScope(site, uri, exchange.account())
  if (scope.fs !== 'my' || uri.segments.length === 0)
    throw new ApiError(codes.forbidden, 'Not supported action')
  if (!uri.segments.every(isLegalName)) throw new ApiError(codes.illegalName, 'Invalid object name')
  return scope
}

function makeParent(site: Site, root: FolderEntry, uri: FileUri): { parent: FolderEntry; name: string } {
  const folders = uri.segments.slice(0, -1)
  for (let depth = 1; depth <= folders.length; depth += 1) {
    const above = site.tree.find(root, folders.slice(0, depth))
    if (above?.type === 'file') throw new ApiError(codes.forbidden, 'Not supported action')
  }
  const parent = site.tree.makeFolders(root, folders)
  return { parent, name: uri.segments.at(-1) ?? '' }
}
