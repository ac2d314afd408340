// Where the page was, for a page that is loaded anew: after a crash, a reload, or because its memory was given back while
// nobody looked. The tab's own storage knows best; a window that was made anew has only what the last one left.

import { parseCloudUri } from '../../../core/model/cloud-uri.ts'
import { startTrail, type Place, type Trail } from './places.ts'
import type { KeyStorage } from './view-memory.ts'

export interface TrailMemory {
  /** Among accounts that are there; undefined: nothing is remembered of any. */
  read(accountIds: readonly string[]): Trail | undefined
  /** Of a search only the folder that it looks in. */
  keep(trail: Trail): void
  /** Forgets everything of accounts that are not among these. */
  keepOnly(accountIds: readonly string[]): void
}

const storageKey = 'reverie.trail'
const mostPlaces = 30

/** `storages`: the one that knows best first. */
export function createTrailMemory(storages: readonly (KeyStorage | undefined)[]): TrailMemory {
  return {
    read(accountIds) {
      for (const storage of storages) {
        const trail = readTrail(storage, accountIds)
        if (trail !== undefined) return trail
      }
      return undefined
    },
    keep(trail) {
      const from = Math.max(0, trail.at + 1 - mostPlaces)
      const places = trail.places.slice(from, from + mostPlaces).map(withoutSearch)
      for (const storage of storages) write(storage, { places, at: trail.at - from })
    },
    keepOnly(accountIds) {
      for (const storage of storages) write(storage, readTrail(storage, accountIds) ?? startTrail)
    },
  }
}

function withoutSearch(place: Place): Place {
  if (place.kind !== 'folder') return place
  const { search: _search, ...folder } = place
  return folder
}

function write(storage: KeyStorage | undefined, trail: Trail): void {
  try {
    storage?.setItem(storageKey, JSON.stringify(trail))
  } catch {
    // Full, or forbidden in a private window: a page that is loaded anew then begins at the root.
  }
}

function readTrail(storage: KeyStorage | undefined, accountIds: readonly string[]): Trail | undefined {
  try {
    const stored = JSON.parse(storage?.getItem(storageKey) ?? 'null') as Partial<Trail> | null
    if (stored === null || !Array.isArray(stored.places)) return undefined
    const places = (stored.places as readonly unknown[]).map(readPlace)
    const current = places[Number(stored.at)]
    const known = places.filter((place) => place !== undefined && isOfOne(place, accountIds))
    // What was current is gone with its account: the others are no answer to where one was.
    return current === undefined || !known.includes(current)
      ? undefined
      : { places: known as readonly Place[], at: known.indexOf(current) }
  } catch {
    // Not ours, or damaged.
    return undefined
  }
}

const isOfOne = (place: Place, accountIds: readonly string[]): boolean =>
  place.kind !== 'home' && accountIds.includes(place.accountId)

function readPlace(value: unknown): Place | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { kind, accountId, uri, rootName, pairId } = value as Record<string, unknown>
  if (typeof accountId !== 'string') return undefined
  if (kind === 'shares') return { kind, accountId }
  if (kind === 'pairs') return { kind, accountId, ...(typeof pairId === 'string' ? { pairId } : {}) }
  if (kind !== 'folder' || typeof uri !== 'string' || parseCloudUri(uri) === undefined) return undefined
  return { kind, accountId, uri, ...(typeof rootName === 'string' ? { rootName } : {}) }
}
