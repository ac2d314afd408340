// Walks what the user pointed at and tells, page by page, which folders and files there are and where they go on the
// disk. Only looks; the queue writes. Names are mapped here, so twins in one folder are seen together.

import { uriName } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import type { BatchRoot } from '../model/batch.ts'
import type { Entry, EntryPage, FileEntry } from '../model/entry.ts'
import { createNameRegistry } from '../model/local-name.ts'
import type { NameRules } from '../model/local-name.ts'

export interface DiscoverParts {
  list(
    uri: CloudUri,
    options: { pageToken?: string; pageSize: number; signal: AbortSignal },
  ): Promise<EntryPage>
  info(uri: CloudUri, signal: AbortSignal): Promise<Entry>
  readonly nameRules: NameRules
}

export interface FoundFile {
  readonly entry: FileEntry
  /** Local folder names below the target. */
  readonly folders: readonly string[]
  readonly name: string
  /** A version the user asked for instead of the current one. */
  readonly entityId?: string
}

/** What one answer of the site brought. */
export interface Found {
  readonly files: readonly FoundFile[]
  /** Local folders, parents before children; empty ones are made too. */
  readonly folders: readonly (readonly string[])[]
}

const pageSize = 500

export async function* discover(
  parts: DiscoverParts,
  roots: readonly BatchRoot[],
  signal: AbortSignal,
): AsyncGenerator<Found> {
  const rootNames = createNameRegistry(parts.nameRules)
  for (const root of roots) {
    signal.throwIfAborted()
    if (root.uri.segments.length === 0) {
      yield* walkSpaceRoot(parts, root, { rootNames, signal })
      continue
    }
    const entry = await parts.info(root.uri, signal)
    const name = rootNames(entry.name, entry.id)
    if (entry.kind === 'file') yield { folders: [], files: [found(entry, [], { name, root })] }
    else yield* walkFolder(parts, { uri: root.uri, folders: [name] }, signal)
  }
}

/** The root of a space has no name of its own on `my`; a share's root is named after what is shared. */
async function* walkSpaceRoot(
  parts: DiscoverParts,
  root: BatchRoot,
  { rootNames, signal }: { rootNames: (name: string, id: string) => string; signal: AbortSignal },
): AsyncGenerator<Found> {
  if (root.uri.fileSystem !== 'share') {
    yield* walkFolder(parts, { uri: root.uri, folders: [] }, signal)
    return
  }
  const first = await parts.list(root.uri, { pageSize: 1, signal })
  const single = first.singleFile ? first.entries[0] : undefined
  if (single?.kind === 'file') {
    yield { folders: [], files: [found(single, [], { name: rootNames(single.name, single.id), root })] }
    return
  }
  const share = await parts.info(root.uri, signal)
  const name = rootNames(share.name === '' ? root.uri.owner : share.name, share.id)
  yield* walkFolder(parts, { uri: root.uri, folders: [name] }, signal)
}

interface Stop {
  readonly uri: CloudUri
  readonly folders: readonly string[]
}

/** Depth first with a stack of its own: a thousand levels are no recursion, and only open siblings are kept. */
async function* walkFolder(parts: DiscoverParts, top: Stop, signal: AbortSignal): AsyncGenerator<Found> {
  const stack: Stop[] = [top]
  for (let stop = stack.pop(); stop !== undefined; stop = stack.pop()) {
    yield { folders: stop.folders.length === 0 ? [] : [stop.folders], files: [] }
    const names = createNameRegistry(parts.nameRules)
    let pageToken: string | undefined
    do {
      signal.throwIfAborted()
      const page: EntryPage = await parts.list(stop.uri, {
        pageSize,
        signal,
        ...(pageToken === undefined ? {} : { pageToken }),
      })
      const files: FoundFile[] = []
      for (const entry of page.entries) {
        const name = names(entry.name, entry.id)
        if (entry.kind === 'file') files.push(found(entry, stop.folders, { name }))
        // A shortcut leads into somebody else's tree, maybe back into this one (section 12).
        else if (!entry.shortcut) stack.push({ uri: entry.uri, folders: [...stop.folders, name] })
      }
      if (files.length > 0) yield { folders: [], files }
      pageToken = page.nextPageToken
    } while (pageToken !== undefined)
  }
}

function found(
  entry: FileEntry,
  folders: readonly string[],
  { name, root }: { name: string; root?: BatchRoot },
): FoundFile {
  const file = { entry, folders, name }
  return root?.entityId === undefined ? file : { ...file, entityId: root.entityId }
}

/** What a batch is called before anything about it is known. */
export function labelOf(roots: readonly BatchRoot[]): string {
  const first = roots[0]?.uri
  if (first === undefined) return ''
  return uriName(first) === '' ? (first.fileSystem === 'my' ? 'My files' : first.owner) : uriName(first)
}
