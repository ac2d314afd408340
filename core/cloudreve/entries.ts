// Turns a file object of the wire into an Entry (cloudreve-api.md section 4.2). Pure. The share password that the
// server repeats in every path is dropped here.

import { parseCloudUri } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import type { Entry, FolderEntry } from '../model/entry.ts'
import type { WireFile } from './schemas.ts'

const uploadSession = 'sys:upload_session_id'
const sharedRedirect = 'sys:shared_redirect'

/** Undefined where the object is no usable entry: no readable path, or a file without an entity. */
export function toEntry(file: WireFile): Entry | undefined {
  const uri = parseCloudUri(file.path)?.uri
  if (uri === undefined) return undefined
  const metadata = file.metadata ?? {}
  const common = {
    id: file.id,
    name: file.name,
    uri,
    createdAtMs: file.created_at,
    modifiedAtMs: file.updated_at,
    shared: file.shared === true,
  }
  if (file.type === 1) return { ...common, kind: 'folder', shortcut: Object.hasOwn(metadata, sharedRedirect) }
  const entityId = file.primary_entity ?? undefined
  if (entityId === undefined) return undefined
  // With a size it is a new version being uploaded: the old one is still whole (section 6.3, item 6).
  const uploading = file.size === 0 && Object.hasOwn(metadata, uploadSession)
  return { ...common, kind: 'file', sizeBytes: file.size, entityId, uploading }
}

export interface WireParent {
  readonly id: string
  readonly name: string
  readonly created_at: number
  readonly updated_at: number
  readonly shared?: boolean | null | undefined
}

/** A root has no file object of its own: made from what its listing says about the folder listed. */
export function toRootEntry(uri: CloudUri, parent: WireParent | undefined): FolderEntry {
  return {
    kind: 'folder',
    id: parent?.id ?? uri.fileSystem,
    name: uri.fileSystem === 'share' ? (parent?.name ?? '') : '',
    uri,
    createdAtMs: parent?.created_at ?? 0,
    modifiedAtMs: parent?.updated_at ?? 0,
    shared: parent?.shared === true,
    shortcut: false,
  }
}
