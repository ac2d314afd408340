// Walks what the user pointed at and tells, page by page, which folders and files there are and where they go on the
// disk. Only looks; the queue writes. A walk that broke off goes on where it was: on a site that fails once in a hundred
// answers, one that began again would never see the end of a large tree.

import { formatCloudUri, uriName } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import type { BatchRoot, RootContents } from '../model/batch.ts'
import type { Entry, EntryPage, FileEntry, FileVersion } from '../model/entry.ts'
import { doubtPausesMs, isDoubtful } from '../model/backoff.ts'
import { TransferError, fail } from '../model/failure.ts'
import { createNameRegistry } from '../model/local-name.ts'
import type { NameRules } from '../model/local-name.ts'
import type { SearchQuery } from '../model/search.ts'
import { readFolder, type Stop } from './read-folder.ts'

export interface DiscoverParts {
  list(
    uri: CloudUri,
    options: { pageToken?: string; pageSize: number; search?: SearchQuery; signal: AbortSignal },
  ): Promise<EntryPage>
  info(uri: CloudUri, signal: AbortSignal): Promise<Entry>
  versions(uri: CloudUri, signal: AbortSignal): Promise<readonly FileVersion[]>
  readonly nameRules: NameRules
  /** Those of the volume, where they may be stricter; asked for each folder before its names are read. */
  volumeRules?(): Promise<NameRules>
  /** Unix milliseconds; absent: a folder whose listing broke off is read again from its first page. */
  now?(): number
  /** Rejects as the signal says. */
  pause?(ms: number, signal: AbortSignal): Promise<void>
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

const mostNamed = 20

export interface Discovery {
  /**
   * Goes on where the last call broke off. One root or folder that cannot be had (gone, forbidden) does not keep the others
   * from being found: it is thrown when all else has been walked. Trouble that may pass ends the call at once, and what
   * it befell is tried last in the next one.
   */
  walk(signal: AbortSignal): AsyncGenerator<Found>
  /** Roots and folders that need no further look. */
  finished(): number
}

interface Walk {
  readonly parts: DiscoverParts
  readonly names: (remoteName: string, id: string) => string
  /** Local names of the roots: one that is looked up twice keeps its own. */
  readonly named: Map<BatchRoot, string>
  readonly missed: TransferError[]
  roots: BatchRoot[]
  /** Depth first without recursion: a thousand levels cost nothing, and only open siblings are kept. */
  stops: Stop[]
  /** Befallen by trouble that may pass. */
  later: { roots: BatchRoot[]; stops: Stop[] }
  /** How often the site said of it what it says of things that are there too. */
  readonly doubts: Map<Stop | BatchRoot, number>
  /** What there is in `later` waits so long, where nobody else has waited. */
  pauseMs: number
  finished: number
}

/** All of it in one go; trouble that may pass ends it for good. */
export function discover(
  parts: DiscoverParts,
  roots: readonly BatchRoot[],
  signal: AbortSignal,
): AsyncGenerator<Found> {
  return createDiscovery(parts, roots).walk(signal)
}

export function createDiscovery(parts: DiscoverParts, roots: readonly BatchRoot[]): Discovery {
  const walk: Walk = {
    ...{ parts, names: createNameRegistry(parts.nameRules), named: new Map(), missed: [] },
    ...{ roots: [...roots], stops: [], later: { roots: [], stops: [] }, finished: 0 },
    ...{ doubts: new Map(), pauseMs: 0 },
  }
  return { walk: (signal) => goOn(walk, signal), finished: () => walk.finished }
}

async function* goOn(walk: Walk, signal: AbortSignal): AsyncGenerator<Found> {
  while (await hasMore(walk, signal)) {
    signal.throwIfAborted()
    yield* walk.stops.length > 0 ? walkStop(walk, signal) : walkRoot(walk, signal)
  }
  const [first] = walk.missed
  if (first !== undefined) throw new TransferError({ ...first.failure, detail: describe(walk.missed) })
}

/** What failed before comes after everything that has not been tried. */
async function hasMore(walk: Walk, signal: AbortSignal): Promise<boolean> {
  if (walk.stops.length > 0 || walk.roots.length > 0) return true
  const { pauseMs } = walk
  walk.pauseMs = 0
  if (pauseMs > 0) await walk.parts.pause?.(pauseMs, signal)
  const { stops, roots } = walk.later
  walk.later = { roots: [], stops: [] }
  walk.stops = stops
  walk.roots = roots
  return stops.length > 0 || roots.length > 0
}

async function* walkStop(walk: Walk, signal: AbortSignal): AsyncGenerator<Found> {
  const stop = walk.stops.at(-1)
  if (stop === undefined) return
  yield { folders: stop.folders.length === 0 ? [] : [stop.folders], files: [] }
  try {
    for await (const files of readFolder(walk.parts, stop, signal)) yield { folders: [], files }
  } catch (error) {
    if (isDoubted(walk, stop, error)) return walk.later.stops.push(...walk.stops.splice(-1))
    if (!passOver(walk, error, uriName(stop.uri))) {
      if (error instanceof TransferError) walk.later.stops.push(...walk.stops.splice(-1))
      throw error
    }
  }
  walk.stops.pop()
  for (const below of stop.below ?? []) walk.stops.push(below)
  walk.finished += 1
}

async function* walkRoot(walk: Walk, signal: AbortSignal): AsyncGenerator<Found> {
  const [root] = walk.roots
  if (root === undefined) return
  try {
    yield* lookUp(walk, root, signal)
  } catch (error) {
    if (isDoubted(walk, root, error)) return walk.later.roots.push(...walk.roots.splice(0, 1))
    if (!passOver(walk, error, uriName(root.uri))) {
      if (error instanceof TransferError) walk.later.roots.push(...walk.roots.splice(0, 1))
      throw error
    }
  }
  walk.roots.shift()
  walk.finished += 1
}

/** Said of what is there as well: it is asked again when everything else has been. */
function isDoubted(walk: Walk, one: Stop | BatchRoot, error: unknown): boolean {
  if (!(error instanceof TransferError) || !isDoubtful(error.failure)) return false
  const doubts = walk.doubts.get(one) ?? 0
  const pauseMs = doubtPausesMs[doubts]
  if (pauseMs === undefined) return false
  walk.doubts.set(one, doubts + 1)
  walk.pauseMs = Math.max(walk.pauseMs, pauseMs)
  return true
}

/** Each by its name, but no novel. */
function describe(missed: readonly TransferError[]): string {
  const named = missed.slice(0, mostNamed).map(({ failure }) => failure.detail)
  const rest = missed.length - named.length
  return [...named, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ')
}

/** Whether the walk goes on without it. */
function passOver({ missed }: Walk, error: unknown, name: string): boolean {
  if (!(error instanceof TransferError) || error.failure.remedy !== 'give-up') return false
  const { failure } = error
  const detail = [name, failure.detail].filter((part) => part !== '').join(': ')
  missed.push(new TransferError({ ...failure, detail }, { cause: error }))
  return true
}

async function* lookUp(walk: Walk, root: BatchRoot, signal: AbortSignal): AsyncGenerator<Found> {
  const { uri, contents } = root
  if (contents !== undefined) walk.stops.push(stopForContents(uri, contents))
  else if (uri.segments.length > 0) yield* lookUpEntry(walk, root, signal)
  else if (uri.fileSystem === 'share') yield* lookUpShare(walk, root, signal)
  else walk.stops.push({ uri, folders: [] })
}

async function* lookUpEntry(walk: Walk, root: BatchRoot, signal: AbortSignal): AsyncGenerator<Found> {
  const entry = await walk.parts.info(root.uri, signal)
  const name = nameRoot(walk, root, entry)
  if (entry.kind === 'folder' && root.entityId !== undefined) {
    throw fail('invalid-request', 'a folder has no versions to choose from')
  }
  const { place } = root
  if (entry.kind === 'folder') {
    if (place !== undefined) throw fail('not-found', 'a folder is there now')
    walk.stops.push({ uri: root.uri, folders: [name] })
  } else if (place === undefined)
    yield { folders: [], files: [await pick(walk, entry, { name, root, signal })] }
  else
    yield {
      folders: [place.folders],
      files: [{ ...(await pick(walk, entry, { name, root, signal })), ...place }],
    }
}

/** The root of a share has the name of what is shared. */
async function* lookUpShare(walk: Walk, root: BatchRoot, signal: AbortSignal): AsyncGenerator<Found> {
  const { parts } = walk
  const first = await parts.list(root.uri, { pageSize: 1, signal })
  const single = first.singleFile ? first.entries[0] : undefined
  if (single?.kind === 'file') {
    const name = nameRoot(walk, root, single)
    yield { folders: [], files: [await pick(walk, single, { name, root, signal })] }
    return
  }
  const share = await parts.info(root.uri, signal)
  const name = nameRoot(walk, root, { id: share.id, name: share.name === '' ? root.uri.owner : share.name })
  walk.stops.push({ uri: root.uri, folders: [name] })
}

function nameRoot(walk: Walk, root: BatchRoot, { id, name }: Pick<Entry, 'id' | 'name'>): string {
  const own = walk.named.get(root) ?? walk.names(name, id)
  walk.named.set(root, own)
  return own
}

/** What a page has selected without having listed it: the folder's entries go where the folder itself would. */
function stopForContents(uri: CloudUri, { except, search }: RootContents): Stop {
  const left = new Set(except.map(formatCloudUri))
  const isWanted = (entry: Entry) => !left.has(formatCloudUri(entry.uri))
  return { uri, folders: [], isWanted, ...(search === undefined ? {} : { search }) }
}

/** The version that the root asks for, or the current one. */
async function pick(
  { parts }: Walk,
  entry: FileEntry,
  { name, root, signal }: { name: string; root: BatchRoot; signal: AbortSignal },
): Promise<FoundFile> {
  const { entityId } = root
  if (entityId === undefined) return { entry, folders: [], name, pinned: false }
  if (entityId === entry.entityId) return { entry, folders: [], name, pinned: true }
  const version = (await parts.versions(entry.uri, signal)).find((one) => one.entityId === entityId)
  if (version === undefined) throw fail('not-found', 'the site keeps no such version')
  const { sizeBytes, createdAtMs: modifiedAtMs } = version
  return { entry: { ...entry, entityId, sizeBytes, modifiedAtMs }, folders: [], name, pinned: true }
}

/** What a batch is called before anything about it is known. */
export function labelOf(roots: readonly BatchRoot[]): string {
  const first = roots[0]?.uri
  if (first === undefined) return ''
  return uriName(first) === '' ? (first.fileSystem === 'my' ? 'My files' : first.owner) : uriName(first)
}
