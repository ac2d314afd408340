// The life of one download between a slot and a final name, in one place to read. Retrying after a wait, holding and
// telling the user are the queue's business; here every failure is thrown with its name.
//
//   folder -> (already there? skip?) -> part file -> link -> bytes ... -> datasync -> mtime -> rename
//                                                     ^        |
//                                                     +--------+ link expired: same entity, same byte

import { TransferError, createFailure, fail } from '../model/failure.ts'
import type { Failure, FailureKind } from '../model/failure.ts'
import { countBytes, missingRanges } from '../model/ranges.ts'
import type { ByteRange, RangeSet } from '../model/ranges.ts'
import type { Transfer } from '../model/transfer.ts'
import type { FileStat } from '../ports/disk.ts'
import type { Piece } from '../ports/resume-points.ts'
import { archiveToPart } from './archive.ts'
import { classify, isAbort } from './classify.ts'
import { commitPart, findCommitted } from './commit.ts'
import type { CommitParts, Landed } from './commit.ts'
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
import type { Limiter } from './limiter.ts'
import { createPartWriter } from './part-writer.ts'
import { receive } from './receive.ts'
import type { ReceiveParts, ReceiveRequest, Sink } from './receive.ts'

export interface DownloadParts extends ReceiveParts, CommitParts {
  /** A link for the transfer's entity: a kept one, or a fresh one where the kept one is used up. */
  link(transfer: Transfer, options: { fresh: boolean; signal: AbortSignal }): Promise<LinkChoice>
}

export interface LinkChoice {
  readonly url: string
  /** Other addresses of the same bytes, tried where the first does not lead to them. */
  readonly others: readonly string[]
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

/** Renewals without a single new byte between them: the site hands out links that do not work. */
const fruitlessRenewals = 3
const spareBytes = 1_048_576

/** Rejects with a TransferError, or with an AbortError where the signal said so. */
export async function download(parts: DownloadParts, request: DownloadRequest): Promise<Landed> {
  try {
    const { transfer } = request
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
    if (!hooks.bytesDurable()) throw new DOMException('stopped at the last byte', 'AbortError')
    const { identity, allocatedBytes } = await cutTo(part, sizeBytes)
    if (allocatedBytes < sizeBytes && source.archiveOf === undefined) await proveHoles(parts, request, part)
    if (isSaneTime(source.modifiedAtMs)) await part.file.setModified(source.modifiedAtMs)
    await part.file.datasync()
    await closePartFile(parts, transferId, part.file)
    closed = true
    await checkPartFile(parts, { transferId, path: part.path, identity, sizeBytes })
    return await commitPart(parts, transfer, { path: part.path, sizeBytes, signal })
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
function isSaneTime(atMs: number): boolean {
  return atMs >= Date.UTC(1980) && atMs < Date.UTC(2100)
}

/** Resolves with the length of the file. */
async function fillPart(parts: DownloadParts, request: DownloadRequest, part: PartFile): Promise<number> {
  const { transfer, hooks, signal } = request
  const { sizeBytes } = transfer.source
  const have = () => toRanges(parts.resumePoints.read(transfer.id)?.pieces ?? [])
  hooks.progress(countBytes(part.have))
  await checkSpace(parts, request, sizeBytes - countBytes(part.have))
  let mode: FetchMode = { useRange: true, fresh: false, renewals: 0 }
  // All of it is here: it was complete when the process ended, or when the rename did not work.
  if (firstGap(part.have, sizeBytes) === undefined) hooks.linked()
  for (
    let missing = firstGap(part.have, sizeBytes);
    missing !== undefined;
    missing = firstGap(have(), sizeBytes)
  ) {
    const before = countBytes(have())
    try {
      const link = await parts.link(transfer, { fresh: mode.fresh, signal })
      hooks.linked()
      await fetchGap(parts, request, { part, gap: missing, link, useRange: mode.useRange })
      mode = { ...mode, fresh: false, renewals: 0 }
    } catch (error) {
      mode = nextMode(mode, error, { progressed: countBytes(have()) > before })
      hooks.linkLost(classify(error, 'network'))
    }
  }
  if (countBytes(have()) !== sizeBytes)
    throw fail('illegal-state', 'the part has another length than the file')
  return sizeBytes
}

interface FetchMode {
  readonly useRange: boolean
  readonly fresh: boolean
  readonly renewals: number
}

/** How to go on at once after a failure, or the failure itself where only waiting or a person helps. */
function nextMode(mode: FetchMode, error: unknown, { progressed }: { progressed: boolean }): FetchMode {
  if (isAbort(error)) throw error
  const failure = classify(error, 'network')
  const renewals = progressed ? 1 : mode.renewals + 1
  if (failure.remedy === 'renew-link' && renewals <= fruitlessRenewals)
    return { ...mode, fresh: true, renewals }
  // Without a Range header even a server with broken ranges sends the file; what is here already is passed over.
  if (failure.kind === 'range-refused' && mode.useRange) return { ...mode, useRange: false }
  throw error
}

function firstGap(have: RangeSet, sizeBytes: number): ByteRange | undefined {
  return missingRanges(have, sizeBytes)[0]
}

async function checkSpace(
  parts: DownloadParts,
  { transfer }: DownloadRequest,
  neededBytes: number,
): Promise<void> {
  const free = await parts.disk.freeBytes(transfer.target.root)
  if (neededBytes > 0 && free < neededBytes + spareBytes) {
    throw new TransferError(createFailure('disk-full', `${neededBytes} bytes are needed, ${free} are free`))
  }
}

interface GapJob {
  readonly part: PartFile
  readonly gap: ByteRange
  readonly link: LinkChoice
  readonly useRange: boolean
}

async function fetchGap(parts: DownloadParts, request: DownloadRequest, job: GapJob): Promise<void> {
  const { transfer, hooks, signal } = request
  const hasher = await parts.hashers.borrow()
  const recorded = countBytes(toRanges(parts.resumePoints.read(transfer.id)?.pieces ?? []))
  let received = recorded
  let safe = recorded
  let heldBack: Piece[] | undefined
  const record = (pieces: readonly Piece[]) => {
    const last = pieces.at(-1)
    if (last !== undefined) safe = recorded + last.end - job.gap.start
    parts.resumePoints.record(transfer.id, pieces, safe)
  }
  const writer = createPartWriter({
    file: job.part.file,
    clock: parts.clock,
    hasher,
    start: job.gap.start,
    record: (pieces) => {
      if (heldBack === undefined) record(pieces)
      else heldBack.push(...pieces)
    },
  })
  try {
    await receiveFromAny(parts, {
      request,
      job,
      // What may turn out not to be the file at all is recorded only once all of it has come.
      onProvisional: () => void (heldBack ??= []),
      sink: (chunk, recycle) => {
        received += chunk.length
        hooks.progress(received)
        return writer.push(chunk, recycle)
      },
    })
    await writer.finish()
    if (heldBack !== undefined) record(heldBack)
  } finally {
    // Whatever ended the stream, what came of it is kept.
    await writer.finish().finally(() => parts.hashers.giveBack(hasher))
    hooks.progress(safe)
  }
  signal.throwIfAborted()
}

interface Receiving {
  readonly request: DownloadRequest
  readonly job: GapJob
  readonly onProvisional: () => void
  readonly sink: Sink
}

/** The best address first; another one only where the first does not lead to the file. */
async function receiveFromAny(
  parts: DownloadParts,
  { request, job, onProvisional, sink }: Receiving,
): Promise<void> {
  const { transfer, limiter, signal } = request
  const addresses = [job.link.url, ...job.link.others]
  for (const [index, url] of addresses.entries()) {
    let began = false
    try {
      const etag = knownEtag(parts, transfer.id, url)
      const judged: ReceiveRequest['judged'] = (verdict) => {
        if (verdict.provisional === true) onProvisional()
        // Before the first byte: whatever comes later is compared with what the first bytes came from.
        if (verdict.etag !== undefined && verdict.etag !== etag) {
          parts.resumePoints.saveValidator(transfer.id, `${new URL(url).origin} ${verdict.etag}`)
        }
      }
      const { gap, useRange } = job
      const base = { url, gap, sizeBytes: transfer.source.sizeBytes, useRange, limiter, signal, judged }
      await receive(parts, etag === undefined ? base : { ...base, etag }, (chunk, recycle) => {
        began = true
        return sink(chunk, recycle)
      })
      return
    } catch (error) {
      const isLast = index === addresses.length - 1
      if (began || isLast || signal.aborted || !speaksOfAddress.has(classify(error, 'network').kind))
        throw error
    }
  }
}

/** Failures that may be the address's and not the link's: before a byte has come, another address is tried. */
const speaksOfAddress: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'network',
  'timeout',
  'offline',
  'certificate-rejected',
  'link-rejected',
  'answer-unfit',
])

/** Only answers of the same origin are compared: another storage may make other ETags for the same bytes. */
function knownEtag(parts: DownloadParts, transferId: string, url: string): string | undefined {
  const validator = parts.resumePoints.read(transferId)?.validator
  const origin = `${new URL(url).origin} `
  return validator?.startsWith(origin) === true ? validator.slice(origin.length) : undefined
}
