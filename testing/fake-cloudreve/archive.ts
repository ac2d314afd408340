// GET of an archive link: one streamed zip without length, ranges or resume (cloudreve-api.md section 5.1).
import { ApiError, codes } from './codes.ts'
import { sizeOf, type FileEntry, type FolderEntry } from './entries.ts'
import type { Exchange } from './exchange.ts'
import { parseFileUri } from './file-uri.ts'
import { errorReply, type Reply } from './reply.ts'
import { resolve } from './scope.ts'
import type { Site } from './site.ts'
import type { Caller } from './users.ts'
import { zipStream, type ZipEntry } from './zip-writer.ts'

export function answerArchive(site: Site, exchange: Exchange): Reply {
  if (exchange.forced.signatureExpired) throw new ApiError(codes.signatureExpired, 'signature expired')
  site.signer.check(exchange.decodedPath, exchange.query.get('sign'), site.clock.nowMs())
  const session = site.archives.get(exchange.segments[2] ?? '')
  if (session === undefined || session.expiresAtMs < site.clock.nowMs()) {
    throw new ApiError(codes.notFound, 'Archive session not exist')
  }
  const caller = session.callerId === undefined ? undefined : site.users.get(session.callerId)
  const headers = { 'content-type': 'application/zip', 'content-disposition': 'attachment;' }
  try {
    const entries = session.uris.flatMap((uri) => zipEntriesOf(site, uri, caller))
    return { status: 200, headers, body: { kind: 'stream', chunks: zipStream(entries) }, delivery: {} }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    // The real server has already announced a zip when it finds out, so the JSON travels under that type.
    const failed = errorReply(new ApiError(error.code, 'Failed to create archive'), exchange.correlationId)
    return { ...failed, headers: { ...failed.headers, ...headers } }
  }
}

function zipEntriesOf(site: Site, uri: string, caller: Caller): ZipEntry[] {
  const target = resolve(site, parseFileUri(uri), caller)
  if (target.segments.length === 0) throw new ApiError(codes.forbidden, 'Not supported action')
  // The server trims the parent's path, which takes the slash along only for what lies in the root.
  const { entry } = target
  if (entry.type === 'file') return zipEntry(site, entry, '/')
  return [...filesBelow(site, entry, target.segments.length > 1 ? '/' : '')]
}

// Folders without files vanish, as on the real server.
function* filesBelow(site: Site, folder: FolderEntry, prefix: string): Generator<ZipEntry> {
  const below = `${prefix}${folder.name}/`
  for (const child of folder.children.values()) {
    if (child.type === 'file') yield* zipEntry(site, child, below)
    else yield* filesBelow(site, child, below)
  }
}

/** A blob that cannot be read is left out, or becomes nothing; nobody says so. */
function zipEntry(site: Site, file: FileEntry, prefix: string): ZipEntry[] {
  const trouble = site.unreadable.get(file)
  if (trouble === 'skipped') return []
  const content = trouble === 'emptied' ? undefined : file.primary?.content
  return [
    {
      name: `${prefix}${file.name}`,
      modifiedAtMs: file.updatedAtMs,
      sizeBytes: content === undefined ? 0 : sizeOf(file),
      read: (start, end) => content?.read(start, end) ?? new Uint8Array(),
    },
  ]
}
