// Engine snapshots to the rows a user interface shows. Nothing secret can pass: the engine's values carry none.

import type { EntryView, QueueRow, SettingsView } from '../contract/views.ts'
import type { BatchSnapshot } from '../core/engine-api.ts'
import { batchActionsFor, batchStateKind, countTransfers } from '../core/model/batch.ts'
import { formatCloudUri } from '../core/model/cloud-uri.ts'
import type { Entry } from '../core/model/entry.ts'
import { defaultQueueId } from '../core/model/named-queue.ts'
import type { Pace } from '../core/model/pace.ts'
import type { Settings } from '../core/model/settings.ts'
import { actionsFor } from '../core/model/transfer.ts'
import type { Transfer } from '../core/model/transfer.ts'
import { join } from 'node:path'

export function toEntryView({ trashed, ...entry }: Entry): EntryView {
  const uri = formatCloudUri(entry.uri)
  if (trashed === undefined) return { ...entry, uri }
  const { from, ...rest } = trashed
  return { ...entry, uri, trashed: from === undefined ? rest : { ...rest, from: formatCloudUri(from) } }
}

export function toTransferRow(transfer: Transfer, queuePaused = false): QueueRow {
  const { state, source, target } = transfer
  return {
    type: 'transfer',
    id: transfer.id,
    batchId: transfer.batchId,
    accountId: transfer.accountId,
    name: target.name,
    folder: join(target.root, ...target.folders),
    bytesTotal: source.sizeBytes,
    bytesDone: state.kind === 'completed' ? source.sizeBytes : transfer.bytesDone,
    state: state.kind,
    conflict: transfer.conflict,
    actions: actionsFor(state.kind),
    addedAtMs: transfer.addedAtMs,
    queueId: transfer.queueId ?? defaultQueueId,
    priority: transfer.priority ?? 'normal',
    ...(transfer.ownPriority === true ? { ownPriority: true } : {}),
    ...toPace(transfer),
    ...(transfer.next === true ? { next: true } : {}),
    ...(queuePaused ? { queuePaused } : {}),
    ...(transfer.startAtMs === undefined ? {} : { startAtMs: transfer.startAtMs }),
    ...('failure' in state ? { failure: state.failure } : {}),
    ...(state.kind === 'waiting' ? { retryAtMs: state.retryAtMs } : {}),
    ...(state.kind === 'held' ? { cause: state.cause } : {}),
    ...(state.kind === 'completed' ? { outcome: state.outcome } : {}),
    ...(state.kind === 'completed' && state.leftOut !== undefined ? { leftOut: state.leftOut } : {}),
  }
}

export function toRow({ batch, counts, single, queuePaused = false }: BatchSnapshot): QueueRow {
  if (single !== undefined) return toTransferRow(single, queuePaused)
  const { walk } = batch
  const state = batchStateKind(walk, counts, batch.startAtMs)
  return {
    type: 'batch',
    id: batch.id,
    batchId: batch.id,
    accountId: batch.accountId,
    name: batch.label,
    folder: batch.targetRoot,
    bytesTotal: counts.bytesTotal,
    bytesDone: counts.bytesDone,
    state,
    // A sync's batch has none: its files are appended.
    others: Math.max(0, batch.roots.length - 1),
    filesTotal: countTransfers(counts) - counts.byState.canceled,
    filesDone: counts.byState.completed,
    filesFailed: counts.byState.failed,
    walked: walk.kind === 'done',
    actions: batchActionsFor(state),
    addedAtMs: batch.addedAtMs,
    queueId: batch.queueId ?? defaultQueueId,
    priority: batch.priority ?? 'normal',
    ...toPace(batch),
    ...(batch.next === true ? { next: true } : {}),
    ...(queuePaused ? { queuePaused } : {}),
    ...(batch.startAtMs === undefined ? {} : { startAtMs: batch.startAtMs }),
    ...('failure' in walk ? { failure: walk.failure } : {}),
    ...(walk.kind === 'waiting' ? { retryAtMs: walk.retryAtMs } : {}),
  }
}

function toPace({ connections, speedLimit }: Pace): Pace {
  return {
    ...(connections === undefined ? {} : { connections }),
    ...(speedLimit === undefined ? {} : { speedLimit }),
  }
}

export function toSettingsView({ after: _, ...settings }: Settings): SettingsView {
  return settings
}
