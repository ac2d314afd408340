// What the site has, for comparing: either the whole tree that the folder is a copy of, or just the remote folders that
// recorded files came from. Lists only; entities tell versions apart, never a time.

import { join } from 'node:path'
import { childUri, formatCloudUri, parentUri, uriName } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import type { Entry } from '../model/entry.ts'
import { TransferError, fail } from '../model/failure.ts'
import type { Failure } from '../model/failure.ts'
import type { Landing } from '../ports/landings.ts'
import type { Clock } from '../ports/clock.ts'
import type { DiscoverParts, FoundFile } from '../plan/discover.ts'
import type { RemoteFacts } from './finding.ts'
import { walkPatiently } from './patient-walk.ts'

/** The site under one account. */
export type Site = DiscoverParts & { readonly clock: Clock }

export interface RemoteLookup {
  facts(landing: Landing): Promise<RemoteFacts>
}

export const noRemote: RemoteLookup = { facts: () => Promise.resolve({ state: 'unchecked' }) }

interface RemoteFolder {
  readonly uri: CloudUri
  readonly path: string
}

/** Short on purpose: there is one for each file of the tree. */
interface RemoteFile {
  readonly folder: RemoteFolder
  readonly remoteName: string
  readonly localName: string
  readonly entityId: string
  readonly sizeBytes: number
  taken: boolean
}

export interface TreeFile {
  /** Where it would be here. */
  readonly path: string
  readonly uri: CloudUri
  readonly sizeBytes: number
}

export interface RemoteTree extends RemoteLookup {
  /** What no record was asked about. */
  rest(): Iterable<TreeFile>
  /** Part of the tree could not be listed: nothing is said to be gone then. */
  readonly failure: Failure | undefined
}

export interface TreeRequest {
  readonly site: Site
  readonly accountId: string
  readonly uri: CloudUri
  /** Absolute; the copy of what `uri` holds. */
  readonly folder: string
  readonly signal: AbortSignal
  readonly onFiles: (count: number) => void
}

/** Waits a while for what may pass. Fails where the tree's root cannot be had: a mistyped name must not make everything look gone. */
export async function readRemoteTree(request: TreeRequest): Promise<RemoteTree> {
  const { site, accountId, uri, signal, onFiles } = request
  const files = new Map<string, RemoteFile>()
  let failure: Failure | undefined
  let reached = false
  const place = createPlaces(request)
  try {
    for await (const found of walkPatiently(site, [{ uri }], signal)) {
      reached = true
      for (const file of found.files) if (!file.entry.uploading) files.set(file.entry.id, place(file))
      if (found.files.length > 0) onFiles(files.size)
    }
  } catch (error) {
    if (!reached || !(error instanceof TransferError) || error.failure.remedy !== 'give-up') throw error
    failure = error.failure
  }
  const root = formatCloudUri(uri)
  return {
    failure,
    facts: (landing) => {
      if (landing.accountId !== accountId) return Promise.resolve({ state: 'unchecked' })
      const file = files.get(landing.fileId)
      if (file !== undefined) file.taken = true
      return Promise.resolve(factsOf(landing, file, failure === undefined && isBelow(landing.uri, root)))
    },
    rest: function* () {
      for (const { taken, folder, remoteName, localName, sizeBytes } of files.values()) {
        if (taken) continue
        yield { path: join(folder.path, localName), uri: childUri(folder.uri, remoteName), sizeBytes }
      }
    },
  }
}

/** A file that came from elsewhere is not missed in this tree. */
function isBelow(uri: CloudUri | undefined, root: string): boolean {
  if (uri === undefined) return true
  const own = formatCloudUri(uri)
  return own === root || own.startsWith(root.endsWith('/') ? root : `${root}/`)
}

function factsOf(landing: Landing, file: RemoteFile | undefined, complete: boolean): RemoteFacts {
  if (file === undefined) return { state: complete ? 'gone' : 'unchecked' }
  const isSame = file.entityId === landing.entityId && file.sizeBytes === landing.sizeBytes
  return { state: isSame ? 'same' : 'changed', uri: childUri(file.folder.uri, file.remoteName) }
}

/** One folder object for all its files. */
function createPlaces({ uri, folder }: TreeRequest): (found: FoundFile) => RemoteFile {
  // Discovering puts everything into a folder named after the root; here the folder itself is that.
  const isNamed = uri.segments.length > 0 || uri.fileSystem === 'share'
  let last: RemoteFolder | undefined
  return ({ entry, folders, name }) => {
    const path = join(folder, ...(isNamed ? folders.slice(1) : folders))
    const parent = parentUri(entry.uri) ?? uri
    if (last?.path !== path) last = { uri: parent, path }
    const { entityId, sizeBytes } = entry
    return {
      folder: last,
      remoteName: uriName(entry.uri),
      localName: name,
      entityId,
      sizeBytes,
      taken: false,
    }
  }
}

/** Listings kept at the same time: files of one folder come one after the other. */
const keptFolders = 8
const pageSize = 500

type Listing = ReadonlyMap<string, Entry> | undefined

/** Asks for the folders that recorded files came from, each when its first file's turn comes. */
export function createRecordedPlaces(
  siteOf: (accountId: string) => Site | undefined,
  signal: AbortSignal,
): RemoteLookup {
  const kept = new Map<string, Promise<Listing>>()
  const listed = (site: Site, accountId: string, parent: CloudUri): Promise<Listing> => {
    const key = `${accountId} ${formatCloudUri(parent)}`
    const known = kept.get(key)
    kept.delete(key)
    const listing = known ?? listFiles(site, parent, signal)
    kept.set(key, listing)
    const oldest = kept.size > keptFolders ? kept.keys().next().value : undefined
    if (oldest !== undefined) kept.delete(oldest)
    return listing
  }
  return {
    facts: async (landing) => {
      const { accountId, uri, fileId, entityId, sizeBytes } = landing
      const site = siteOf(accountId)
      const parent = uri === undefined ? undefined : (parentUri(uri) ?? uri)
      // An archive is made anew each time and is nowhere on the site.
      if (site === undefined || parent === undefined || fileId === '') return { state: 'unchecked' }
      const listing = await listed(site, accountId, parent)
      const entry = listing?.get(fileId)
      if (entry?.kind !== 'file') return { state: 'gone' }
      const isSame = entry.entityId === entityId && entry.sizeBytes === sizeBytes
      return { state: isSame ? 'same' : 'changed', uri: entry.uri }
    },
  }
}

/** By id; undefined where the folder is not there any more. */
async function listFiles(site: Site, parent: CloudUri, signal: AbortSignal): Promise<Listing> {
  const entries = new Map<string, Entry>()
  let pageToken: string | undefined
  try {
    do {
      signal.throwIfAborted()
      const asked = pageToken === undefined ? { pageSize, signal } : { pageSize, signal, pageToken }
      const page = await site.list(parent, asked)
      const before = entries.size
      for (const entry of page.entries) entries.set(entry.id, entry)
      pageToken = page.nextPageToken
      if (pageToken !== undefined && entries.size === before) {
        throw fail('bad-response', 'a listing that goes on without anything new')
      }
    } while (pageToken !== undefined)
    return entries
  } catch (error) {
    if (error instanceof TransferError && error.failure.kind === 'not-found') return undefined
    throw error
  }
}
