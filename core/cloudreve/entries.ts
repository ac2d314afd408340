// Turns a file object of the wire into an Entry (cloudreve-api.md section 4.2). Pure. The share password that the
// server repeats in every path is dropped here.

import { parseCloudUri } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import type { Entry, FolderEntry, Tag } from '../model/entry.ts'
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
    ...extrasOf(file, uri),
  }
  if (file.type === 1) return { ...common, kind: 'folder', shortcut: Object.hasOwn(metadata, sharedRedirect) }
  const entityId = file.primary_entity ?? undefined
  if (entityId === undefined) return undefined
  // With a size it is a new version being uploaded: the old one is still whole (section 6.3, item 6).
  const uploading = file.size === 0 && Object.hasOwn(metadata, uploadSession)
  return { ...common, kind: 'file', sizeBytes: file.size, entityId, uploading }
}

const tagPrefix = 'tag:'

/** What not every entry has. */
function extrasOf(
  { owned, metadata }: WireFile,
  { fileSystem }: CloudUri,
): Pick<Entry, 'owned' | 'noThumbnail' | 'tags' | 'trashed'> {
  const known = metadata ?? {}
  const tags = tagsOf(known)
  return {
    ...(owned === true ? { owned: true as const } : {}),
    ...(Object.hasOwn(known, 'thumb:disabled') ? { noThumbnail: true as const } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    ...(fileSystem === 'trash' ? { trashed: trashedOf(known) } : {}),
  }
}

export function tagsOf(metadata: Readonly<Record<string, unknown>>): readonly Tag[] {
  return Object.entries(metadata)
    .filter(([key]) => key.startsWith(tagPrefix) && key.length > tagPrefix.length)
    .map(([key, value]) => {
      const name = key.slice(tagPrefix.length)
      // A colour goes into a style: nothing but one may pass.
      return typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value) ? { name, color: value } : { name }
    })
}

function trashedOf(metadata: Readonly<Record<string, unknown>>): NonNullable<Entry['trashed']> {
  const from = metadata['sys:restore_uri']
  const due = Number(metadata['sys:expected_collect_time'])
  const uri = typeof from === 'string' ? parseCloudUri(from)?.uri : undefined
  return {
    ...(uri === undefined ? {} : { from: uri }),
    ...(Number.isSafeInteger(due) && due > 0 ? { purgeAtMs: due * 1_000 } : {}),
  }
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
