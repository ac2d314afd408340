// One file or folder of the remote drive, as the engine and the user interface see it: already checked, decoded and
// free of secrets. The wire's own shape lives in core/cloudreve.

import type { CloudUri } from './cloud-uri.ts'
import type { Permission } from './permission.ts'

interface EntryCommon {
  readonly id: string
  /** Display name, decoded; hostile until mapped by local-name. */
  readonly name: string
  readonly uri: CloudUri
  readonly createdAtMs: number
  readonly modifiedAtMs: number
  readonly shared: boolean
  /** The user's own; absent where it is somebody else's. */
  readonly owned?: true
  /** The site makes no thumbnail of it (`thumb:disabled`). */
  readonly noThumbnail?: true
  readonly tags?: readonly Tag[]
  /** In the recycle bin: where it was, and when the site deletes it for good; Unix milliseconds. */
  readonly trashed?: { readonly from?: CloudUri; readonly purgeAtMs?: number }
}

export interface Tag {
  readonly name: string
  /** `#rrggbb`, where the site has one for it. */
  readonly color?: string
}

export interface FileEntry extends EntryCommon {
  readonly kind: 'file'
  readonly sizeBytes: number
  /** The current blob: identity of the bytes (cloudreve-api.md section 6.3). */
  readonly entityId: string
  /** An upload of a first version is still running: must not be downloaded (section 6.3, item 6). */
  readonly uploading: boolean
}

export interface FolderEntry extends EntryCommon {
  readonly kind: 'folder'
  /** A shortcut to somebody else's folder (`sys:shared_redirect`): not walked blindly (section 12). */
  readonly shortcut: boolean
}

/** One of the versions that the site keeps of a file. */
export interface FileVersion {
  readonly entityId: string
  readonly sizeBytes: number
  readonly createdAtMs: number
}

export type Entry = FileEntry | FolderEntry

export const entryOrders = ['name', 'size', 'created_at', 'updated_at'] as const
export type EntryOrder = (typeof entryOrders)[number]
export type OrderDirection = 'asc' | 'desc'

export interface EntryPage {
  readonly entries: readonly Entry[]
  /** Absent on the last page. */
  readonly nextPageToken?: string
  /** True for a share of one single file: its root lists that file. */
  readonly singleFile: boolean
  /** What may be done with the entries, where the site says so for all of them. */
  readonly may?: readonly Permission[]
  /** The orders that the site offers here; none of a search. */
  readonly orders?: readonly EntryOrder[]
  /** The site stopped searching before it had seen everything (`recursion_limit_reached`). */
  readonly incomplete?: true
}
