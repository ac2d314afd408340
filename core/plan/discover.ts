// Walks what the user pointed at and tells, page by page, which folders and files there are and where they go on the
// disk. Only looks; the queue writes. Names are mapped here, so twins in one folder are seen together.

import { formatCloudUri, uriName } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import type { BatchRoot, RootContents } from '../model/batch.ts'
import type { Entry, EntryPage, FileEntry, FileVersion } from '../model/entry.ts'
import { TransferError, fail } from '../model/failure.ts'
import { createNameRegistry } from '../model/local-name.ts'
import type { NameRules } from '../model/local-name.ts'
import type { SearchQuery } from '../model/search.ts'

export interface DiscoverParts {
  list(
    uri: CloudUri,
    options: { pageToken?: string; pageSize: number; search?: SearchQuery; signal: AbortSignal },
  ): Promise<EntryPage>
  info(uri: CloudUri): Promise<Entry>
  versions(uri: CloudUri): Promise<readonly FileVersion[]>
  readonly nameRules: NameRules
  /** Those of the volume, where they may be stricter; asked for each folder before its names are read. */
  volumeRules?(): Promise<NameRules>
}

export interface FoundFile {
  /** With the size and entity of the version that is wanted. */
  readonly entry: FileEntry
  /** Local folder names below the target. */
  readonly folders: readonly string[]
  readonly name: string
  /** The user asked for just this version. */
  readonly pinned: boolean
}

/** What one answer of the site brought. */
export interface Found {
  readonly files: readonly FoundFile[]
  /** Local folders, parents before children; empty ones are made too. */
  readonly folders: readonly (readonly string[])[]
}

const pageSize = 500
const mostNamed = 20

/**
 * One root or folder that cannot be had (gone, forbidden) does not keep the others from being found: it is thrown when
 * all else has been walked. Trouble that may pass ends the walk at once; it is done again later.
 */
export async function* discover(
  parts: DiscoverParts,
  roots: readonly BatchRoot[],
  signal: AbortSignal,
): AsyncGenerator<Found> {
  const walk: Walk = { parts, signal, names: createNameRegistry(parts.nameRules), missed: [] }
  for (const root of roots) {
    try {
      if (root.contents !== undefined) yield* walkContents(walk, root.uri, root.contents)
      else yield* root.uri.segments.length === 0 ? walkSpaceRoot(walk, root) : walkRoot(walk, root)
    } catch (error) {
      passOver(walk, error, uriName(root.uri))
    }
  }
  const [first] = walk.missed
  if (first !== undefined) throw new TransferError({ ...first.failure, detail: describe(walk.missed) })
}

/** Each by its name, but no novel. */
function describe(missed: readonly TransferError[]): string {
  const named = missed.slice(0, mostNamed).map(({ failure }) => failure.detail)
  const rest = missed.length - named.length
  return [...named, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ')
}

interface Walk {
  readonly parts: DiscoverParts
  readonly signal: AbortSignal
  /** Local names of the roots. */
  readonly names: (remoteName: string, id: string) => string
  readonly missed: TransferError[]
}

function passOver({ missed }: Walk, error: unknown, name: string): void {
  if (!(error instanceof TransferError) || error.failure.remedy !== 'give-up') throw error
  const { failure } = error
  const detail = [name, failure.detail].filter((part) => part !== '').join(': ')
  missed.push(new TransferError({ ...failure, detail }, { cause: error }))
}

async function* walkRoot(walk: Walk, root: BatchRoot): AsyncGenerator<Found> {
  walk.signal.throwIfAborted()
  const entry = await walk.parts.info(root.uri)
  const name = walk.names(entry.name, entry.id)
  if (entry.kind === 'folder' && root.entityId !== undefined) {
    throw fail('invalid-request', 'a folder has no versions to choose from')
  }
  const { place } = root
  if (entry.kind === 'folder') {
    if (place !== undefined) throw fail('not-found', 'a folder is there now')
    yield* walkFolder(walk, { uri: root.uri, folders: [name] })
  } else if (place === undefined) yield { folders: [], files: [await pick(walk, entry, { name, root })] }
  else yield { folders: [place.folders], files: [{ ...(await pick(walk, entry, { name, root })), ...place }] }
}

/** The root of a space has no name of its own on `my`; a share's root is named after what is shared. */
async function* walkSpaceRoot(walk: Walk, root: BatchRoot): AsyncGenerator<Found> {
  const { parts, signal } = walk
  signal.throwIfAborted()
  if (root.uri.fileSystem !== 'share') {
    yield* walkFolder(walk, { uri: root.uri, folders: [] })
    return
  }
  const first = await parts.list(root.uri, { pageSize: 1, signal })
  const single = first.singleFile ? first.entries[0] : undefined
  if (single?.kind === 'file') {
    const name = walk.names(single.name, single.id)
    yield { folders: [], files: [await pick(walk, single, { name, root })] }
    return
  }
  const share = await parts.info(root.uri)
  const name = walk.names(share.name === '' ? root.uri.owner : share.name, share.id)
  yield* walkFolder(walk, { uri: root.uri, folders: [name] })
}

/** What a page has selected without having listed it: the folder's entries go where the folder itself would. */
async function* walkContents(
  walk: Walk,
  uri: CloudUri,
  { except, search }: RootContents,
): AsyncGenerator<Found> {
  const left = new Set(except.map(formatCloudUri))
  const isWanted = (entry: Entry) => !left.has(formatCloudUri(entry.uri))
  yield* walkFolder(walk, { uri, folders: [], isWanted, ...(search === undefined ? {} : { search }) })
}

/** The version that the root asks for, or the current one. */
async function pick(
  { parts }: Walk,
  entry: FileEntry,
  { name, root }: { name: string; root: BatchRoot },
): Promise<FoundFile> {
  const { entityId } = root
  if (entityId === undefined) return { entry, folders: [], name, pinned: false }
  if (entityId === entry.entityId) return { entry, folders: [], name, pinned: true }
  const version = (await parts.versions(entry.uri)).find((one) => one.entityId === entityId)
  if (version === undefined) throw fail('not-found', 'the site keeps no such version')
  const { sizeBytes, createdAtMs: modifiedAtMs } = version
  return { entry: { ...entry, entityId, sizeBytes, modifiedAtMs }, folders: [], name, pinned: true }
}

interface Stop {
  readonly uri: CloudUri
  readonly folders: readonly string[]
  readonly isWanted?: (entry: Entry) => boolean
  readonly search?: SearchQuery
}

/** Depth first with a stack of its own: a thousand levels are no recursion, and only open siblings are kept. */
async function* walkFolder(walk: Walk, top: Stop): AsyncGenerator<Found> {
  const stack: Stop[] = [top]
  for (let stop = stack.pop(); stop !== undefined; stop = stack.pop()) {
    yield { folders: stop.folders.length === 0 ? [] : [stop.folders], files: [] }
    try {
      for await (const { files, below } of readFolder(walk, stop)) {
        stack.push(...below)
        if (files.length > 0) yield { folders: [], files }
      }
    } catch (error) {
      passOver(walk, error, uriName(stop.uri))
    }
  }
}

/** One folder, page by page. */
async function* readFolder(
  { parts, signal }: Walk,
  stop: Stop,
): AsyncGenerator<{ files: readonly FoundFile[]; below: readonly Stop[] }> {
  const names = createNameRegistry((await parts.volumeRules?.()) ?? parts.nameRules)
  const seen = new Set<string>()
  let pageToken: string | undefined
  do {
    signal.throwIfAborted()
    const page: EntryPage = await parts.list(stop.uri, {
      ...{ pageSize, signal },
      ...(stop.search === undefined ? {} : { search: stop.search }),
      ...(pageToken === undefined ? {} : { pageToken }),
    })
    const files: FoundFile[] = []
    const below: Stop[] = []
    // What a search finds comes from many folders: there names repeat.
    const keyOf = (entry: Entry) => (stop.search === undefined ? entry.name : entry.id)
    const fresh = page.entries.filter((entry) => !seen.has(keyOf(entry)))
    if (fresh.length === 0 && page.nextPageToken !== undefined) {
      throw fail('bad-response', 'a listing that goes on without anything new')
    }
    for (const entry of fresh) {
      seen.add(keyOf(entry))
      if (stop.isWanted?.(entry) === false) continue
      const name = names(entry.name, entry.id)
      if (entry.kind === 'file') files.push({ entry, folders: stop.folders, name, pinned: false })
      // A shortcut leads into somebody else's tree, maybe back into this one (section 12).
      else if (!entry.shortcut) below.push({ uri: entry.uri, folders: [...stop.folders, name] })
    }
    yield { files, below }
    pageToken = page.nextPageToken
  } while (pageToken !== undefined)
}

/** What a batch is called before anything about it is known. */
export function labelOf(roots: readonly BatchRoot[]): string {
  const first = roots[0]?.uri
  if (first === undefined) return ''
  return uriName(first) === '' ? (first.fileSystem === 'my' ? 'My files' : first.owner) : uriName(first)
}
