// The nouns of the fake's tree: files, folders and the entities (blobs) behind a file.
// Plain data; tree.ts is the only place that changes it.
import type { Content } from './content.ts'

export interface Entity {
  readonly number: number
  readonly id: string
  readonly content: Content
  readonly createdAtMs: number
}

interface EntryBase {
  readonly number: number
  readonly id: string
  readonly ownerId: string
  name: string
  parent: FolderEntry | undefined
  createdAtMs: number
  updatedAtMs: number
  metadata: Record<string, string>
}

export interface FileEntry extends EntryBase {
  readonly type: 'file'
  /** Oldest first. */
  entities: Entity[]
  /** Undefined for an empty file and an unfinished upload: both show the constant zero entity. */
  primary: Entity | undefined
}

export interface FolderEntry extends EntryBase {
  readonly type: 'folder'
  readonly children: Map<string, Entry>
  /** Raised by every change among the children; a cached sort order is good for one revision. */
  revision: number
}

export type Entry = FileEntry | FolderEntry

export function sizeOf(entry: Entry): number {
  return entry.type === 'file' ? (entry.primary?.content.sizeBytes ?? 0) : 0
}

/** Names from the account's root down to the entry; the root itself has none. */
export function segmentsOf(entry: Entry): string[] {
  const segments: string[] = []
  for (let at: Entry = entry; at.parent !== undefined; at = at.parent) segments.unshift(at.name)
  return segments
}
