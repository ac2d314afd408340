// Builders of what a host would show, with defaults that are fine where a test does not care. For tests and for the
// development page; no part of the product.

import type { BatchRow, EntryView, HostView, QueueSummary, TransferRow } from '../../../contract/views.ts'
import type { AccountView } from '../../../core/model/account.ts'
import { batchActionsFor } from '../../../core/model/batch.ts'
import { defaultSettings, type Settings } from '../../../core/model/settings.ts'
import { actionsFor, stateKinds, type StateKind } from '../../../core/model/transfer.ts'

export const someTimeMs = Date.UTC(2026, 8, 2, 10, 30)

export function anAccount(parts: Partial<AccountView> = {}): AccountView {
  return {
    id: 'home:1',
    site: 'https://cloud.example.org',
    siteTitle: 'Home cloud',
    instanceId: 'home',
    kind: 'user',
    userId: '1',
    email: 'ada@example.org',
    nickname: 'Ada',
    health: 'ready',
    ...parts,
  }
}

export function aHost(parts: Partial<HostView> = {}): HostView {
  return {
    face: 'desktop',
    version: '0.1.0',
    platform: 'linux',
    plainVault: false,
    canOpenFiles: true,
    desktop: { tellsMetered: true, shortcut: 'none' },
    ...parts,
  }
}

export function someSettings(parts: Partial<Settings> = {}): Settings {
  return { ...defaultSettings, downloadFolder: '/home/ada/Downloads', ...parts }
}

export function aFile(name: string, parts: Partial<EntryView> = {}): EntryView {
  return {
    id: `id ${name}`,
    kind: 'file',
    name,
    uri: `cloudreve://my/${encodeURIComponent(name)}`,
    createdAtMs: someTimeMs,
    modifiedAtMs: someTimeMs,
    shared: false,
    sizeBytes: 4_100_000,
    ...parts,
  }
}

export function aFolder(name: string, parts: Partial<EntryView> = {}): EntryView {
  const { sizeBytes: _none, ...folder } = aFile(name)
  return { ...folder, kind: 'folder', ...parts }
}

export function aTransfer(name: string, state: StateKind, parts: Partial<TransferRow> = {}): TransferRow {
  return {
    type: 'transfer',
    id: `transfer ${name}`,
    batchId: `batch ${name}`,
    accountId: 'home:1',
    name,
    folder: '/home/ada/Downloads',
    bytesTotal: 1_200_000_000,
    bytesDone: 0,
    actions: actionsFor(state),
    addedAtMs: someTimeMs,
    queueId: 'default',
    priority: 'normal',
    state,
    conflict: 'skip-if-same',
    ...parts,
  }
}

export function aBatch(name: string, state: BatchRow['state'], parts: Partial<BatchRow> = {}): BatchRow {
  return {
    type: 'batch',
    id: `batch ${name}`,
    batchId: `batch ${name}`,
    accountId: 'home:1',
    name,
    folder: '/home/ada/Downloads',
    bytesTotal: 3_400_000_000,
    bytesDone: 1_060_000_000,
    actions: batchActionsFor(state),
    addedAtMs: someTimeMs,
    queueId: 'default',
    priority: 'normal',
    state,
    others: 0,
    filesTotal: 214,
    filesDone: 97,
    filesFailed: 0,
    walked: true,
    ...parts,
  }
}

export function aSummary(
  byState: Partial<Record<StateKind, number>> = {},
  parts: Partial<QueueSummary> = {},
): QueueSummary {
  const zero = Object.fromEntries(stateKinds.map((kind) => [kind, 0])) as Record<StateKind, number>
  return {
    revision: 1,
    byState: { ...zero, ...byState },
    bytesLeft: 0,
    bytesPerSecond: 0,
    holds: [],
    ...parts,
  }
}
