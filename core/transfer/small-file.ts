// The short way for a file that fits into memory: no byte touches the disk before all have come, then it is written,
// synced, recorded and named in one go. Whatever is not plain (a part from before, a taken name, no space, a server
// without ranges) is left to the general way in download.ts, which asks everything anew.
//
//   folder, name, space -> link, bytes -> record what is about to be made: part name, hash, final name
//     -> create, write, mtime, datasync, close, look -> no-clobber rename -> folder sync (shared) -> landing

import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { fail } from '../model/failure.ts'
import type { Transfer } from '../model/transfer.ts'
import type { MadeFile } from '../ports/disk.ts'
import type { Piece } from '../ports/resume-points.ts'
import { classify, isAbort } from './classify.ts'
import { commitPart } from './commit.ts'
import type { Landed } from './commit.ts'
import { isSaneTime } from './download.ts'
import type { DownloadParts, DownloadRequest, LinkChoice } from './download.ts'
import { codeOf, syscallOf } from './error-code.ts'
import { partName } from './part-file.ts'
import { receive } from './receive.ts'
import type { ReceiveRequest } from './receive.ts'
import { wasStoredBefore } from './stored-before.ts'
import type { Segment } from './segment-plan.ts'
import { moreHopeful, speaksOfAddress } from './segment.ts'
import { fruitlessRenewals } from './segments.ts'

/** Up to this size memory is cheaper than resuming. */
export const smallFileBytes = 262_144
/** Coarsest file times among the systems that people copy to (FAT: 2 s). */
const timeToleranceMs = 2_000

/** The link says nothing of versions, and the answer does not rule out a later one than was listed. */
const mayBeNewer = new Error('the bytes may be of a later version')

export function isSmallFile({ source }: Pick<Transfer, 'source'>): boolean {
  return source.archiveOf === undefined && source.sizeBytes <= smallFileBytes
}

/** Undefined: the general way has to do it. Rejects as `download` does. */
export async function downloadSmall(
  parts: DownloadParts,
  request: DownloadRequest,
): Promise<Landed | undefined> {
  const { transfer, hooks, signal } = request
  const { source, target } = transfer
  if (!isSmallFile(transfer) || parts.resumePoints.read(transfer.id) !== undefined) return undefined
  const folder = await parts.folders.enter(target.root, target.folders)
  if (!(await isPlain(parts, transfer, folder))) return undefined
  const bytes = await fetchAll(parts, request)
  if (bytes === undefined) return undefined
  const end = source.sizeBytes
  const piece = end === 0 ? undefined : { start: 0, end, hash: await parts.hashers.hash(bytes) }
  const name = partName(transfer.id, 0)
  parts.resumePoints.foresee(transfer.id, {
    ...{ partName: name, finalName: target.name },
    ...(piece === undefined ? {} : { piece }),
  })
  // Whoever cleans up or goes on after a crash finds the part and the file by it, and believes neither without the hash.
  await parts.resumePoints.recorded('soon')
  signal.throwIfAborted()
  const path = join(folder, name)
  const made = await makePart(parts, { transfer, folder, path, bytes })
  if (made === undefined) {
    // What has that name is not ours to go on with.
    parts.resumePoints.drop(transfer.id)
    return undefined
  }
  if (!hooks.bytesDurable()) throw new DOMException('stopped at the last byte', 'AbortError')
  return nameIt(parts, request, { folder, path, bytes, piece, made })
}

async function isPlain(parts: DownloadParts, { source, target }: Transfer, folder: string): Promise<boolean> {
  try {
    if (!(await parts.folders.isFree(folder, target.name))) return false
    const floor = await parts.space.floorBytes(target.root)
    return (await parts.folders.freeBytes(target.root)) >= source.sizeBytes + floor
  } catch {
    // The general way meets the same trouble and names it.
    parts.folders.forget(folder)
    return false
  }
}

/** Undefined where the file has to be asked for in another way. */
async function fetchAll(parts: DownloadParts, request: DownloadRequest): Promise<Uint8Array | undefined> {
  const { transfer, hooks, signal } = request
  const bytes = Buffer.allocUnsafe(transfer.source.sizeBytes)
  const buffer = { bytes, length: 0 }
  if (bytes.length === 0) hooks.linked()
  let pinned = false
  for (let renewals = 0; buffer.length < bytes.length;) {
    try {
      buffer.length = 0
      const link = await parts.link(transfer, { fresh: renewals > 0, pinned, signal })
      hooks.linked()
      await fetchFromAny(parts, request, { link, buffer })
    } catch (error) {
      // Where some bytes came the next try keeps what comes: it has a part file, by the general way.
      if (buffer.length > 0) parts.resumePoints.begin(transfer.id, partName(transfer.id, 0))
      if (isAbort(error)) throw error
      if (error === mayBeNewer) {
        pinned = true
        continue
      }
      const failure = classify(error, 'network')
      const isRenewal = failure.remedy === 'renew-link' && ++renewals <= fruitlessRenewals
      if (!isRenewal && failure.kind !== 'range-refused') throw error
      hooks.linkLost(failure)
      if (!isRenewal) return undefined
    }
  }
  return bytes
}

interface Filling {
  readonly link: LinkChoice
  readonly buffer: { readonly bytes: Uint8Array; length: number }
}

/** The best address first; another one only where the first does not lead to the file. */
async function fetchFromAny(
  parts: DownloadParts,
  request: DownloadRequest,
  { link, buffer }: Filling,
): Promise<void> {
  const { signal, transfer } = request
  const addresses = [link.url, ...link.others]
  const { origin } = new URL(link.url)
  const seat = await parts.budget.take({ origin, accountId: transfer.accountId, signal })
  try {
    let first: unknown
    for (const [index, url] of addresses.entries()) {
      try {
        await fetchFrom(parts, request, { url, shown: link.shown, way: link.way, buffer })
        return
      } catch (error) {
        const { kind } = classify(error, 'network')
        if (kind === 'server-busy' && parts.budget.inUse(origin) > 1) parts.budget.learnLimit(origin)
        if (buffer.length > 0 || signal.aborted || !speaksOfAddress.has(kind)) throw error
        first ??= error
        if (index === addresses.length - 1) throw moreHopeful(first, error)
      }
    }
  } finally {
    seat.release()
  }
}

async function fetchFrom(
  parts: DownloadParts,
  { transfer, limiter, hooks, signal }: DownloadRequest,
  { url, shown, way, buffer }: Pick<LinkChoice, 'url' | 'shown' | 'way'> & Pick<Filling, 'buffer'>,
): Promise<void> {
  const { sizeBytes } = transfer.source
  const askedAt = parts.clock.monotonic()
  const judged: ReceiveRequest['judged'] = (_verdict, { headers }) => {
    parts.onLatency(parts.clock.monotonic() - askedAt)
    if (!shown && !wasStoredBefore(headers, parts.now() - transfer.addedAtMs)) throw mayBeNewer
  }
  const segment: Segment = { start: 0, at: 0, end: sizeBytes, promisedEnd: sizeBytes, solid: false }
  const wish = { url, way, segment, sizeBytes, useRange: true, judged, limiter, signal }
  await receive(parts, wish, (chunk, recycle) => {
    buffer.bytes.set(chunk, buffer.length)
    buffer.length += chunk.length
    recycle()
    hooks.progress(buffer.length)
    return undefined
  })
  if (buffer.length !== sizeBytes) throw fail('truncated', 'the answer ended early')
}

interface NewPart {
  readonly transfer: Transfer
  readonly folder: string
  readonly path: string
  readonly bytes: Uint8Array
}

/** Undefined where something is in the way that the general way knows how to meet. */
async function makePart(
  parts: DownloadParts,
  { transfer, folder, path, bytes }: NewPart,
): Promise<MadeFile | undefined> {
  const { modifiedAtMs } = transfer.source
  const whole = isSaneTime(modifiedAtMs) ? { bytes, modifiedAtMs } : { bytes }
  try {
    return await parts.disk.makeFile(path, whole)
  } catch (error) {
    if (syscallOf(error) !== 'open') throw error
    parts.folders.forget(folder)
    if (codeOf(error) !== 'EEXIST' && codeOf(error) !== 'ENOENT') throw error
    return undefined
  }
}

interface WholePart {
  readonly folder: string
  readonly path: string
  readonly bytes: Uint8Array
  /** Undefined where it is empty. */
  readonly piece: Piece | undefined
  /** What lay there once it was closed. */
  readonly made: MadeFile
}

async function nameIt(
  parts: DownloadParts,
  { transfer, signal }: DownloadRequest,
  { folder, path, bytes, piece, made }: WholePart,
): Promise<Landed> {
  const { source, target, accountId } = transfer
  const { sizeBytes } = source
  const isTouched =
    isSaneTime(source.modifiedAtMs) && Math.abs(made.modifiedAtMs - source.modifiedAtMs) > timeToleranceMs
  if (made.kind !== 'file' || made.sizeBytes !== sizeBytes || isTouched)
    throw fail('disk-busy', 'the part file was changed by another program')
  const final = join(folder, target.name)
  try {
    await parts.disk.renameNoClobber(path, final)
  } catch (error) {
    parts.folders.forget(folder)
    if (codeOf(error) !== 'EEXIST') throw error
    return commitPart(parts, transfer, { path, sizeBytes, signal })
  }
  parts.folders.took(folder, target.name)
  await parts.syncFolder(folder)
  const sha256 = parts.sha256() ? { sha256: createHash('sha256').update(bytes).digest('hex') } : {}
  const { uri, fileId, entityId } = source
  const { modifiedAtMs } = made
  const pieces = piece === undefined ? [] : [piece]
  parts.landings.save(
    { path: final, accountId, uri, fileId, entityId, sizeBytes, modifiedAtMs, pieces, ...sha256 },
    parts.now(),
  )
  return { path: final, outcome: 'downloaded', sizeBytes }
}
