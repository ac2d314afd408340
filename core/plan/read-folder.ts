// Reads one folder page by page, and keeps its place: a page that failed is asked for again, not the hundred before it.

import type { CloudUri } from '../model/cloud-uri.ts'
import type { Entry, EntryPage } from '../model/entry.ts'
import { isDoubtful } from '../model/backoff.ts'
import { TransferError, fail } from '../model/failure.ts'
import { createNameRegistry } from '../model/local-name.ts'
import type { SearchQuery } from '../model/search.ts'
import type { DiscoverParts, FoundFile } from './discover.ts'

/** A folder that is to be read. */
export interface Stop {
  readonly uri: CloudUri
  /** Local folder names below the target. */
  readonly folders: readonly string[]
  readonly isWanted?: (entry: Entry) => boolean
  readonly search?: SearchQuery
  /** Where a reading that broke off goes on. */
  place?: Place
  /** Its folders, once it has been read to its end. */
  below?: readonly Stop[]
}

interface Place {
  readonly names: (remoteName: string, id: string) => string
  readonly seen: Set<string>
  readonly below: Stop[]
  pageToken: string | undefined
  /** Unix milliseconds of the last page. */
  atMs: number
  /** Fruitless answers to the token in a row. */
  stumbles: number
}

const pageSize = 500
/** A folder that has waited longer may look quite different: it is read from its first page again. */
const keptMs = 10 * 60_000
/** A token that makes no sense to the site this often is let go. */
const mostStumbles = 3

/** The wanted files, page by page. Twins in one folder get names of their own. */
export async function* readFolder(
  parts: DiscoverParts,
  stop: Stop,
  signal: AbortSignal,
): AsyncGenerator<readonly FoundFile[]> {
  const place = await placeIn(parts, stop)
  delete stop.place
  do {
    signal.throwIfAborted()
    let page: EntryPage
    try {
      page = await parts.list(stop.uri, {
        ...{ pageSize, signal },
        ...(stop.search === undefined ? {} : { search: stop.search }),
        ...(place.pageToken === undefined ? {} : { pageToken: place.pageToken }),
      })
    } catch (error) {
      if (keepsPlace(place, error)) stop.place = place
      throw error
    }
    const files = takePage(stop, place, page)
    if (files.length > 0) yield files
    place.pageToken = page.nextPageToken
    place.atMs = parts.now?.() ?? 0
    place.stumbles = 0
  } while (place.pageToken !== undefined)
  stop.below = place.below
}

async function placeIn(parts: DiscoverParts, { place }: Stop): Promise<Place> {
  if (place !== undefined && parts.now !== undefined && parts.now() - place.atMs < keptMs) return place
  const names = createNameRegistry((await parts.volumeRules?.()) ?? parts.nameRules)
  return { names, seen: new Set(), below: [], pageToken: undefined, atMs: 0, stumbles: 0 }
}

function keepsPlace(place: Place, error: unknown): boolean {
  if (!(error instanceof TransferError)) return false
  if (error.failure.remedy === 'retry' || isDoubtful(error.failure)) return true
  return error.failure.kind === 'bad-response' && ++place.stumbles < mostStumbles
}

function takePage(stop: Stop, { names, seen, below }: Place, page: EntryPage): readonly FoundFile[] {
  // What a search finds comes from many folders: there names repeat.
  const keyOf = (entry: Entry) => (stop.search === undefined ? entry.name : entry.id)
  const isFresh = (entry: Entry) => !seen.has(keyOf(entry)) && seen.add(keyOf(entry)).has(keyOf(entry))
  const fresh = page.entries.filter(isFresh)
  if (fresh.length === 0 && page.nextPageToken !== undefined) {
    throw fail('bad-response', 'a listing that goes on without anything new')
  }
  const files: FoundFile[] = []
  for (const entry of fresh) {
    if (stop.isWanted?.(entry) === false) continue
    const name = names(entry.name, entry.id)
    if (entry.kind === 'file') files.push({ entry, folders: stop.folders, name, pinned: false })
    // A shortcut leads into somebody else's tree, maybe back into this one (section 12).
    else if (!entry.shortcut) below.push({ uri: entry.uri, folders: [...stop.folders, name] })
  }
  return files
}
