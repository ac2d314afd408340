// The life of one download between a slot and a final name, in one place to read. Retrying after a wait, holding and
// telling the user are the queue's business; here every failure is thrown with its name.
//
//   folder -> (already there? skip?) -> part file -> link -> bytes ... -> datasync -> mtime -> rename
//                                                     ^        |
//                                                     +--------+ link expired: same entity, same byte

import { TransferError, fail } from '../model/failure.ts'
import type { Failure } from '../model/failure.ts'
import { countBytes } from '../model/ranges.ts'
import type { Transfer } from '../model/transfer.ts'
import type { FileStat } from '../ports/disk.ts'
import type { Way } from '../ports/ways.ts'
import { archiveToPart } from './archive.ts'
import { findLeftOut } from './left-out.ts'
import type { ZipContents } from './left-out.ts'
import { classify, isAbort } from './classify.ts'
import { commitPart, findCommitted } from './commit.ts'
import type { CommitParts, Landed } from './commit.ts'
import type { ConnectionBudget } from './connection-budget.ts'
import { checkConflict } from './conflict-check.ts'
import {
  checkPartFile,
  closePartFile,
  dropPartFile,
  openPartFile,
  toRanges,
  provenPieces,
} from './part-file.ts'
import type { PartFile } from './part-file.ts'
import type { FolderCache } from './folder-cache.ts'
import type { Limiter } from './limiter.ts'
import type { ReceiveParts } from './receive.ts'
import type { Space } from './space.ts'
import { fetchSegments } from './segments.ts'
import { downloadSmall } from './small-file.ts'
import type { WriteMemory } from './write-memory.ts'

export interface DownloadParts extends ReceiveParts, CommitParts {
  readonly budget: ConnectionBudget
  readonly memory: WriteMemory
  /** Connections of one file at most, where the transfer has no number of its own. */
  readonly connectionsPerFile: () => number
  /** That number, which may change while it runs. */
  readonly connectionsOf: (transferId: string) => number | undefined
  readonly folders: FolderCache
  /** From a request to its answer's head, milliseconds; told for small files. */
  readonly onLatency: (ms: number) => void
  readonly space: Space
  /** A link for the transfer's entity: a kept one, or a fresh one where the kept one is used up. */
  link(transfer: Transfer, wish: LinkWish): Promise<LinkChoice>
  /** Absent: a zip made by the site is taken as it comes. */
  readonly zipContents?: ZipContents
}

export interface LinkWish {
  readonly fresh: boolean
  /** Only a link that leads to the transfer's entity for sure; else one may come whose `shown` is false. */
  readonly pinned: boolean
  readonly signal: AbortSignal
}

export interface LinkChoice {
  readonly url: string
  /** Other addresses of the same bytes, tried where the first does not lead to them. */
  readonly others: readonly string[]
  /** The site limits the speed of each connection: several would only get around that (cloudreve-api.md section 6.4). */
  readonly oneConnection: boolean
  /**
   * The link was asked for with the entity, or shows it. False: it leads to the file's current version, whichever that was
   * when it was made; whoever uses it has to make sure.
   */
  readonly shown: boolean
  /** How the account's connections are made, to storage as well. */
  readonly way?: Way | undefined
}

export interface DownloadHooks {
  linked(): void
  /** The link is used up, or has to be used otherwise; another try follows at once. */
  linkLost(failure: Failure): void
  /** From here on the transfer can be neither paused nor canceled; false where it has been just now. */
  bytesDurable(): boolean
  /** Bytes of the file that are here, received or recorded; goes down only where recorded bytes were lost. */
  progress(bytesDone: number): void
  note(message: string, facts: Readonly<Record<string, number>>): void
}

export interface DownloadRequest {
  readonly transfer: Transfer
  readonly hooks: DownloadHooks
  /** What every byte of this transfer pays. */
  readonly limiter: Limiter
  readonly signal: AbortSignal
}

/** Rejects with a TransferError, or with an AbortError where the signal said so. */
export async function download(parts: DownloadParts, request: DownloadRequest): Promise<Landed> {
  try {
    const { transfer } = request
    const small = await downloadSmall(parts, request)
    if (small !== undefined) return small
    const folder = await parts.disk.ensureFolder(transfer.target.root, transfer.target.folders)
    const committed = await findCommitted(parts, transfer, { folder, signal: request.signal })
    if (committed !== undefined) {
      request.hooks.linked()
      request.hooks.bytesDurable()
      return committed
    }
    const decision = await checkConflict(parts, transfer, folder)
    if (decision.kind === 'skip') {
      await dropPartFile(parts, transfer.id, folder)
      return { path: decision.path, outcome: 'skipped', sizeBytes: transfer.source.sizeBytes }
    }
    return await fetchAndCommit(parts, request, folder)
  } catch (error) {
    if (isAbort(error)) throw error
    throw error instanceof TransferError
      ? error
      : new TransferError(classify(error, 'network'), { cause: error })
  }
}

async function fetchAndCommit(
  parts: DownloadParts,
  request: DownloadRequest,
  folder: string,
): Promise<Landed> {
  const { transfer, hooks, signal } = request
  const { id: transferId, source, target } = transfer
  const part = await openPartFile(parts, { transferId, folder, finalName: target.name, signal })
  let closed = false
  try {
    if (part.lostBytes > 0) hooks.note('recorded bytes were not in the part file', { bytes: part.lostBytes })
    const sizeBytes =
      source.archiveOf === undefined
        ? await fillPart(parts, request, part)
        : await archiveToPart(parts, request, part)
    const leftOut =
      source.archiveOf === undefined || parts.zipContents === undefined
        ? undefined
        : await findLeftOut(parts.zipContents, part, { transfer, sizeBytes, signal })
    if (!hooks.bytesDurable()) throw new DOMException('stopped at the last byte', 'AbortError')
    const { identity, allocatedBytes } = await cutTo(part, sizeBytes)
    if (allocatedBytes < sizeBytes && source.archiveOf === undefined) await proveHoles(parts, request, part)
    if (isSaneTime(source.modifiedAtMs)) await part.file.setModified(source.modifiedAtMs)
    await part.file.datasync()
    await closePartFile(parts, transferId, part.file)
    closed = true
    await checkPartFile(parts, { transferId, path: part.path, identity, sizeBytes })
    const landed = await commitPart(parts, transfer, { path: part.path, sizeBytes, signal })
    return leftOut === undefined ? landed : { ...landed, leftOut }
  } finally {
    if (!closed) await closePartFile(parts, transferId, part.file)
  }
}

/**
 * A file with holes was cut by somebody while it grew, and later bytes made it long again; or its file system packs
 * zeros or small files. Only reading tells.
 */
async function proveHoles(
  parts: DownloadParts,
  { transfer, signal }: DownloadRequest,
  part: PartFile,
): Promise<void> {
  const pieces = parts.resumePoints.read(transfer.id)?.pieces ?? []
  const proven = await provenPieces(parts, part.file, { pieces, signal })
  if (proven.length === pieces.length) return
  parts.resumePoints.keepOnly(transfer.id, proven)
  throw fail('disk-busy', 'another program changed the part file')
}

/** Whatever others wrote behind the last byte is not part of the file. */
async function cutTo({ file }: PartFile, sizeBytes: number): Promise<FileStat> {
  const found = await file.stat()
  if (found.sizeBytes > sizeBytes) await file.truncate(sizeBytes)
  return found
}

/** Times before 1980 or after 2100 come from broken clocks and formats; the file keeps today's then. */
export function isSaneTime(atMs: number): boolean {
  return atMs >= Date.UTC(1980) && atMs < Date.UTC(2100)
}

/** Resolves with the length of the file. */
async function fillPart(parts: DownloadParts, request: DownloadRequest, part: PartFile): Promise<number> {
  const { transfer, hooks } = request
  const { sizeBytes } = transfer.source
  const missing = sizeBytes - countBytes(part.have)
  hooks.progress(countBytes(part.have))
  if (missing > 0) await parts.space.claim({ id: transfer.id, root: transfer.target.root, bytes: missing })
  // All of it may be here: it was complete when the process ended, or when the rename did not work.
  if (missing === 0) hooks.linked()
  else await fetchSegments(parts, request, part)
  const pieces = parts.resumePoints.read(transfer.id)?.pieces ?? []
  if (countBytes(toRanges(pieces)) !== sizeBytes)
    throw fail('illegal-state', 'the part has another length than the file')
  return sizeBytes
}
