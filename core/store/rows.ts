// Database rows to model values and back. Columns that hold JSON are written only here, so what is read back has the
// shape that was written; a damaged file is caught when the database is opened.

import type { Batch, BatchRoot, Walk } from '../model/batch.ts'
import { formatCloudUri, parseCloudUri } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import type { ConflictPolicy } from '../model/conflict.ts'
import type { SearchQuery } from '../model/search.ts'
import type { Transfer, TransferState } from '../model/transfer.ts'

export interface TransferRecord {
  readonly seq: number
  readonly id: string
  readonly batch_id: string
  readonly account_id: string
  readonly uri: string
  readonly file_id: string
  readonly entity_id: string
  readonly size: number
  readonly modified_at: number
  readonly pinned: number
  readonly archive_of: string | null
  readonly folders: string
  readonly name: string
  readonly conflict: string
  readonly state: string
  readonly detail: string
  readonly retry_at: number | null
  readonly bytes_done: number
  readonly added_at: number
  readonly changed_at: number
  readonly target_root: string
}

export interface BatchRecord {
  readonly seq: number
  readonly id: string
  readonly account_id: string
  readonly roots: string
  readonly target_root: string
  readonly conflict: string
  readonly archive: number
  readonly label: string
  readonly walk: string
  readonly added_at: number
}

export function readUri(text: string): CloudUri {
  const parsed = parseCloudUri(text)
  if (parsed === undefined) throw new Error('a stored URI does not parse')
  return parsed.uri
}

export function toTransfer(row: TransferRecord): Transfer {
  const archive = row.archive_of === null ? undefined : (JSON.parse(row.archive_of) as string[]).map(readUri)
  return {
    id: row.id,
    batchId: row.batch_id,
    accountId: row.account_id,
    source: {
      uri: readUri(row.uri),
      fileId: row.file_id,
      entityId: row.entity_id,
      sizeBytes: row.size,
      modifiedAtMs: row.modified_at,
      pinned: row.pinned === 1,
      ...(archive === undefined ? {} : { archiveOf: archive }),
    },
    target: { root: row.target_root, folders: JSON.parse(row.folders) as string[], name: row.name },
    conflict: row.conflict as ConflictPolicy,
    state: { kind: row.state, ...(JSON.parse(row.detail) as object) } as TransferState,
    addedAtMs: row.added_at,
    changedAtMs: row.changed_at,
    bytesDone: row.bytes_done,
  }
}

export function stateColumns(state: TransferState): {
  state: string
  detail: string
  retry_at: number | null
} {
  const { kind, ...detail } = state
  return {
    state: kind,
    detail: JSON.stringify(detail),
    retry_at: state.kind === 'waiting' ? state.retryAtMs : null,
  }
}

export function toBatch(row: BatchRecord): Batch {
  return {
    id: row.id,
    accountId: row.account_id,
    roots: parseRoots(row.roots),
    targetRoot: row.target_root,
    conflict: row.conflict as ConflictPolicy,
    archive: row.archive === 1,
    label: row.label,
    walk: JSON.parse(row.walk) as Walk,
    addedAtMs: row.added_at,
  }
}

/** `null` where there is nothing; what is missing at the end was not known when the row was written. */
type RootRecord = [
  uri: string,
  entityId: string | null,
  path?: string[] | null,
  contents?: { except: string[]; search?: SearchQuery },
]

/** Also the identity of a batch: the same roots in the same order give the same text. */
export function formatRoots(roots: readonly BatchRoot[]): string {
  return JSON.stringify(
    roots.map(({ uri, entityId, place, contents }): RootRecord => {
      const named = [formatCloudUri(uri), entityId ?? null] as const
      const path = place === undefined ? undefined : [...place.folders, place.name]
      if (contents === undefined) return path === undefined ? [...named] : [...named, path]
      const { except, ...rest } = contents
      return [...named, path ?? null, { ...rest, except: except.map(formatCloudUri) }]
    }),
  )
}

function parseRoots(text: string): BatchRoot[] {
  return (JSON.parse(text) as RootRecord[]).map(([uri, entityId, path, contents]) => ({
    uri: readUri(uri),
    ...(entityId === null ? {} : { entityId }),
    ...(path === undefined || path === null
      ? {}
      : { place: { folders: path.slice(0, -1), name: path.at(-1) ?? '' } }),
    ...(contents === undefined ? {} : { contents: { ...contents, except: contents.except.map(readUri) } }),
  }))
}
