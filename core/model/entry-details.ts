// Everything a site says about one entry beyond its row in a list (cloudreve-api.md sections 4.2 and 4.3).

import type { Entry, FileVersion, Tag } from './entry.ts'
import type { Permission } from './permission.ts'

export interface StoragePolicy {
  readonly id: string
  readonly name: string
  /** `local`, `remote`, `s3`, `onedrive` … */
  readonly type: string
}

/** A user of a site, as others see them. */
export interface Person {
  readonly id: string
  /** Nickname: anybody's word. */
  readonly name: string
}

export interface OwnShare {
  readonly id: string
  readonly name: string
  readonly kind: 'file' | 'folder'
  /** The address without its password; opens the share for those who have it. */
  readonly link: string
  readonly protected: boolean
  readonly createdAtMs: number
  /** Absent: never. */
  readonly expiresAtMs?: number
  /** Absent: no limit. */
  readonly downloadsLeft?: number
  readonly downloads: number
  readonly visits: number
  /** Past its time, used up, or its file is gone. */
  readonly expired: boolean
  /** Guests see the list as the owner has arranged it. */
  readonly showsView: boolean
}

export interface DetailedVersion extends FileVersion {
  readonly current: boolean
  /** Nickname of who wrote it. */
  readonly createdBy?: string
  readonly policy?: string
}

export interface EntryDetails {
  readonly entry: Entry
  readonly may: readonly Permission[]
  /** Newest first as the site has them; the current one need not be first (section 4.2). */
  readonly versions: readonly DetailedVersion[]
  readonly shares: readonly OwnShare[]
  /** How many permanent direct links there are; present for the owner. */
  readonly directLinks?: number
  /** Of a shortcut: whose folder it leads to. Absent where the site does not say. */
  readonly owner?: 'me' | Person
  readonly policy?: StoragePolicy
  /** With all versions and thumbnails. */
  readonly storageUsedBytes?: number
  readonly tags: readonly Tag[]
  /** `props:` and whatever else is no business of the site's own (`sys:` and `tag:` are left out). */
  readonly metadata: Readonly<Record<string, string>>
}

/** What a folder holds, all levels; the site remembers the figures for some minutes (section 4.1). */
export interface FolderSummary {
  readonly sizeBytes: number
  readonly files: number
  readonly folders: number
  /** False where the site gave up counting. */
  readonly complete: boolean
  readonly calculatedAtMs: number
}
