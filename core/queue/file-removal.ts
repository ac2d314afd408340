// Takes finished downloads off the list together with their files: only a file that the transfer made itself and that is
// still exactly what landed, by its record (length, time, hashes). Whatever is in doubt stays where it is, row and file,
// and is named with the reason. Folders go only where nothing is left in them.

import { dirname, join, sep } from 'node:path'
import type { TransferSelection } from '../engine-api.ts'
import { fail } from '../model/failure.ts'
import { mostKeptTold } from '../model/file-removal.ts'
import type { FileRemoval, KeptFile, KeptReason, RemovalWay } from '../model/file-removal.ts'
import { isEnded, stateKinds } from '../model/transfer.ts'
import type { Transfer } from '../model/transfer.ts'
import { codeOf } from '../transfer/error-code.ts'
import type { QueueParts } from './queue-parts.ts'

export interface FileRemovalParts extends QueueParts {
  /** Takes ended rows, and their parts, off the list. */
  readonly removeRows: (selection: TransferSelection) => void
  /** Resolves when the parts of removed rows are gone. */
  readonly settled: () => Promise<void>
}

export type RemoveFiles = (selection: TransferSelection, way: RemovalWay) => Promise<FileRemoval>

/** `gone`: the row is of no use any more, but there was no file. */
type Verdict =
  | { readonly kind: 'removed' | 'gone' }
  | { readonly kind: 'kept'; readonly reason: KeptReason; readonly code?: string }

interface Tally {
  removed: number
  files: number
  keptTotal: number
  readonly kept: KeptFile[]
  /** Folders that files were taken out of, with the root that stays. */
  readonly folders: Map<string, string>
}

const atOnce = 8
const pageSize = 256

export function createFileRemoval(parts: FileRemovalParts): RemoveFiles {
  const { store, ports, publisher } = parts

  const keep = (tally: Tally, file: KeptFile) => {
    tally.keptTotal++
    if (tally.kept.length < mostKeptTold) tally.kept.push(file)
  }
  const removeOne = async (transfer: Transfer, { way, tally }: { way: RemovalWay; tally: Tally }) => {
    const verdict = await removeFile(parts, transfer, way)
    if (verdict.kind === 'kept') {
      const { kind: _, ...why } = verdict
      keep(tally, { transferId: transfer.id, name: transfer.target.name, ...why })
      return
    }
    tally.removed++
    if (verdict.kind === 'removed') tally.files++
    const { root, folders } = transfer.target
    if (folders.length > 0) tally.folders.set(join(root, ...folders), root)
    store.transfers.remove(transfer.id)
    publisher.touch()
  }
  const removeAll = async (transfers: readonly Transfer[], job: { way: RemovalWay; tally: Tally }) => {
    for (let at = 0; at < transfers.length; at += atOnce) {
      await Promise.all(transfers.slice(at, at + atOnce).map((one) => removeOne(one, job)))
    }
  }
  /** Rows that are removed leave the window, so those that stay say where the next page begins. */
  const removeBatch = async (batchId: string, job: { way: RemovalWay; tally: Tally }) => {
    const batch = store.batches.read(batchId)
    if (batch === undefined) return
    const { byState } = store.batches.counts(batchId)
    const open = stateKinds.filter((kind) => !isEnded(kind)).reduce((sum, kind) => sum + byState[kind], 0)
    if (open > 0 || batch.walk.kind === 'walking')
      return keep(job.tally, { transferId: batchId, name: batch.label, reason: 'unfinished' })
    const before = job.tally.keptTotal
    for (;;) {
      const offset = job.tally.keptTotal - before
      const { transfers } = store.transfers.window(batchId, 'completed', { offset, limit: pageSize })
      if (transfers.length === 0) break
      await removeAll(transfers, job)
    }
    if (job.tally.keptTotal > before) return
    job.tally.removed += byState.failed + byState.canceled
    parts.removeRows({ transferIds: [], batchIds: [batchId] })
  }

  return async ({ transferIds, batchIds }, way) => {
    if (way === 'trash' && ports.trash === undefined) throw fail('invalid-request', 'this host has no trash')
    const tally: Tally = { removed: 0, files: 0, keptTotal: 0, kept: [], folders: new Map() }
    const found = transferIds.flatMap((id) => store.transfers.read(id) ?? [])
    await removeAll(
      found.filter(({ state }) => state.kind === 'completed'),
      { way, tally },
    )
    const over = found.filter(({ state }) => state.kind === 'failed' || state.kind === 'canceled')
    tally.removed += over.length
    parts.removeRows({ transferIds: over.map(({ id }) => id), batchIds: [] })
    for (const { id, state, target } of found) {
      if (!isEnded(state.kind)) keep(tally, { transferId: id, name: target.name, reason: 'unfinished' })
    }
    for (const batchId of batchIds) await removeBatch(batchId, { way, tally })
    await parts.settled()
    await removeEmptyFolders(parts, tally.folders)
    store.touched()
    publisher.touch()
    const { folders: _, ...result } = tally
    return result
  }
}

async function removeFile(parts: FileRemovalParts, transfer: Transfer, way: RemovalWay): Promise<Verdict> {
  const { disk, trash } = parts.ports
  const { state, source, accountId } = transfer
  if (state.kind !== 'completed') return { kind: 'kept', reason: 'unfinished' }
  if (state.outcome === 'skipped') return { kind: 'kept', reason: 'found' }
  const landing = parts.store.landings.read(state.path)
  if (landing === undefined) return { kind: 'kept', reason: 'unrecorded' }
  const isOwn =
    landing.accountId === accountId &&
    landing.fileId === source.fileId &&
    landing.entityId === source.entityId
  if (!isOwn) return { kind: 'kept', reason: 'replaced' }
  try {
    const before = await disk.stat(state.path)
    // What goes for good has every byte read again; what can be brought back may rest on its length and time.
    const { kind, ...why } = await parts.stillSame(landing, { thorough: way === 'delete' })
    if (kind === 'gone') return { kind }
    if (kind !== 'same') return { kind: 'kept', reason: kind, ...why }
    const now = await disk.stat(state.path)
    if (now?.stamp !== before?.stamp || now?.identity !== before?.identity)
      return { kind: 'kept', reason: 'changed' }
    await (way === 'trash' ? trash?.(state.path) : disk.remove(state.path))
    parts.store.landings.remove(state.path)
    return { kind: 'removed' }
  } catch (error) {
    const code = codeOf(error)
    parts.ports.logger.log('warn', 'a file could not be removed', { transfer: transfer.id, code })
    return { kind: 'kept', reason: 'disk', ...(code === '' ? {} : { code }) }
  }
}

/** From the deepest up, and never the folder that the user chose. */
async function removeEmptyFolders(
  { ports }: FileRemovalParts,
  folders: ReadonlyMap<string, string>,
): Promise<void> {
  const all = new Set<string>()
  for (const [folder, root] of folders) {
    for (let path = folder; path.startsWith(root + sep); path = dirname(path)) all.add(path)
  }
  for (const path of [...all].sort((one, other) => other.length - one.length)) {
    await ports.disk.removeEmptyFolder(path)
  }
}
