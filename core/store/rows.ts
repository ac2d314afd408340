// Database rows to model values and back. Columns that hold JSON are written only here, so what is read back has the
// shape that was written; a damaged file is caught when the database is opened.

import type { Batch, BatchRoot, Walk } from '../model/batch.ts'
import { formatCloudUri, parseCloudUri } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import type { ConflictPolicy } from '../model/conflict.ts'
import type { SearchQuery } from '../model/search.ts'
import { defaultQueueId } from '../model/named-queue.ts'
import type { Pace } from '../model/pace.ts'
import { priorityOf } from '../model/priority.ts'
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
  readonly priority: number | null
  readonly urgent: number | null
  readonly queue_id: string
  readonly batch_priority: number
  readonly batch_urgent: number | null
  readonly start_at: number | null
  readonly connections: number | null
  readonly speed_limit: number | null
  readonly batch_connections: number | null
  readonly batch_speed_limit: number | null
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
  readonly queue_id: string
  readonly priority: number
  readonly urgent: number | null
  readonly start_at: number | null
  readonly connections: number | null
  readonly speed_limit: number | null
}

/** A transfer with what its batch says of its place. */
export const selectTransfer = `SELECT t.*, b.target_root, s.queue_id, s.priority AS batch_priority,
  s.urgent AS batch_urgent, s.start_at, b.connections AS batch_connections,
  b.speed_limit AS batch_speed_limit
  FROM transfers t JOIN batches b ON b.id = t.batch_id JOIN standings s ON s.batch_id = t.batch_id`

export const selectBatch = `SELECT b.*, s.queue_id, s.priority, s.urgent, s.start_at
  FROM standings s JOIN batches b ON b.seq = s.seq`

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
    ...placeOf({
      ...{ queue_id: row.queue_id, start_at: row.start_at },
      priority: row.priority ?? row.batch_priority,
      urgent: row.urgent ?? row.batch_urgent,
    }),
    ...(row.priority === null ? {} : { ownPriority: true }),
    ...paceOf(row.connections ?? row.batch_connections, row.speed_limit ?? row.batch_speed_limit),
  }
}

function paceOf(connections: number | null, speedLimit: number | null): Pace {
  return {
    ...(connections === null ? {} : { connections }),
    ...(speedLimit === null ? {} : { speedLimit }),
  }
}

type PlaceColumns = Pick<BatchRecord, 'queue_id' | 'priority' | 'urgent' | 'start_at'>

/** What is usual is left out. */
function placeOf({ queue_id, priority, urgent, start_at }: PlaceColumns) {
  return {
    ...(queue_id === defaultQueueId ? {} : { queueId: queue_id }),
    ...(priority === 0 ? {} : { priority: priorityOf(priority) }),
    ...(urgent === null ? {} : { next: true }),
    ...(start_at === null ? {} : { startAtMs: start_at }),
  }
}

/** Written with every state, so that an index of it holds all there is to know: 0 open, 1 failed, 2 completed, 3 canceled. */
export function phaseOf(kind: TransferState['kind']): number {
  return kind === 'failed' ? 1 : kind === 'completed' ? 2 : kind === 'canceled' ? 3 : 0
}

export function stateColumns(state: TransferState): {
  state: string
  phase: number
  detail: string
  retry_at: number | null
} {
  const { kind, ...detail } = state
  return {
    state: kind,
    phase: phaseOf(kind),
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
    ...placeOf(row),
    ...paceOf(row.connections, row.speed_limit),
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
