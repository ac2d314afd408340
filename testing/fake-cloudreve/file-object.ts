// The file object of every reply (cloudreve-api.md section 4.2), and its extended form.
import { isoTime } from './clock.ts'
import { sizeOf, type Entity, type Entry, type FileEntry } from './entries.ts'
import { encodeId } from './ids.ts'
import type { Scope } from './scope.ts'
import type { Site } from './site.ts'
import { describeShare } from './share-pages.ts'
import { describeUser, type Caller } from './users.ts'
import { withDescendants } from './tree.ts'

/** What folders, empty files and unfinished uploads show as their entity: the hash-id of 0. */
export const zeroEntityId = encodeId('entity', 0)

export interface Described {
  entry: Entry
  scope: Scope
  /** Names below the scope's root. */
  segments: readonly string[]
  /** Listings and info carry a map, write replies and `parent` carry null. */
  metadata: 'map' | 'null'
  /** False for a single trashed entry, whose info names no capability. */
  capable?: boolean
}

export function describeEntry(
  site: Site,
  { entry, scope, segments, metadata, capable = true }: Described,
): Record<string, unknown> {
  return {
    type: entry.type === 'file' ? 0 : 1,
    id: entry.id,
    name: entry.name,
    created_at: isoTime(entry.createdAtMs),
    updated_at: isoTime(entry.updatedAtMs),
    size: sizeOf(entry),
    metadata: metadata === 'map' ? entry.metadata : null,
    path: scope.pathOf(segments),
    ...(scope.owned && scope.fs !== 'trash' && metadata === 'map' && site.shares.ofEntry(entry).length > 0
      ? { shared: true }
      : {}),
    ...(capable ? { capability: scope.capability } : {}),
    ...(scope.owned ? { owned: true } : {}),
    primary_entity: (entry.type === 'file' ? entry.primary?.id : undefined) ?? zeroEntityId,
  }
}

export function storagePolicy(): Record<string, unknown> {
  return { id: encodeId('policy', 1), name: 'Default storage policy', type: 'local', max_size: 0 }
}

/** `extended_info`: every version, newest first. */
export function describeExtended(site: Site, entry: Entry, caller: Caller): Record<string, unknown> {
  const shares = caller?.id === entry.ownerId ? site.shares.ofEntry(entry) : []
  const described = shares.map((share) => describeShare(site, share, { unlocked: true, caller }))
  const shared = described.length > 0 ? { shares: described } : {}
  if (entry.type === 'folder') return { storage_used: 0, ...shared }
  const entities = entry.entities.toReversed()
  return {
    storage_policy: storagePolicy(),
    ...shared,
    storage_used: entities.reduce((sum, entity) => sum + entity.content.sizeBytes, 0),
    ...(entities.length > 0
      ? { entities: entities.map((entity) => describeEntity(site, entry, entity)) }
      : {}),
  }
}

export function summarizeFolder(site: Site, entry: Entry): Record<string, unknown> {
  const summary = {
    size: 0,
    files: 0,
    folders: -1,
    completed: true,
    calculated_at: isoTime(site.clock.nowMs()),
  }
  for (const below of withDescendants(entry)) {
    summary.size += sizeOf(below)
    if (below.type === 'file') summary.files += 1
    else summary.folders += 1
  }
  return summary
}

function describeEntity(site: Site, file: FileEntry, entity: Entity): Record<string, unknown> {
  const owner = site.users.get(file.ownerId)
  const {
    id,
    nickname,
    created_at: createdAt,
  } = owner === undefined ? {} : describeUser(owner, site.settings)
  return {
    id: entity.id,
    size: entity.content.sizeBytes,
    type: 0,
    created_at: isoTime(entity.createdAtMs),
    storage_policy: storagePolicy(),
    created_by: { id, nickname, created_at: createdAt },
  }
}
