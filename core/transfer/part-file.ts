// The hidden file beside the target in which a download grows. Opening one that is there already means proving first
// that its recorded pieces are what was written: a part that was cut, edited or half lost only loses those pieces.

import { join } from 'node:path'
import { fail } from '../model/failure.ts'
import { hashName } from '../model/local-name.ts'
import { addRange } from '../model/ranges.ts'
import type { RangeSet } from '../model/ranges.ts'
import type { Disk, DiskFile } from '../ports/disk.ts'
import type { Piece, ResumePoint, ResumePoints } from '../ports/resume-points.ts'
import { codeOf } from './error-code.ts'
import type { Hasher, HasherPool } from './hasher.ts'

export interface PartFile {
  readonly path: string
  readonly file: DiskFile
  /** What is there and proven. */
  readonly have: RangeSet
  readonly pieces: readonly Piece[]
  /** Recorded bytes that turned out not to be there: they are fetched again. */
  readonly lostBytes: number
}

export interface PartFileParts {
  readonly disk: Disk
  readonly resumePoints: ResumePoints
  readonly hashers: HasherPool
}

export interface PartFileRequest {
  readonly transferId: string
  readonly folder: string
  readonly finalName: string
  readonly signal: AbortSignal
}

/**
 * `.` + ten characters from the transfer's id: hidden, and never longer than the final name but where that has fewer
 * than eleven characters (a path limit is met by the folder then, not by the name).
 */
export function partName(transferId: string, attempt: number): string {
  return `.rv${hashName(`${transferId}/${attempt}`)}`
}

export async function openPartFile(parts: PartFileParts, request: PartFileRequest): Promise<PartFile> {
  const point = parts.resumePoints.read(request.transferId)
  const opened = point === undefined ? undefined : await openExisting(parts, request, point)
  return opened ?? createNew(parts, request)
}

async function openExisting(
  parts: PartFileParts,
  { transferId, folder, signal }: PartFileRequest,
  point: ResumePoint,
): Promise<PartFile | undefined> {
  const path = join(folder, point.partName)
  const file = await openIfThere(parts.disk, path)
  if (file === undefined) {
    parts.resumePoints.drop(transferId)
    return undefined
  }
  try {
    const { stamp } = await file.stat()
    const untouched = point.stamp !== undefined && point.stamp === stamp
    const kept = untouched ? point.pieces : await provenPieces(parts, file, { pieces: point.pieces, signal })
    if (kept.length !== point.pieces.length) parts.resumePoints.keepOnly(transferId, kept)
    parts.resumePoints.saveStamp(transferId, undefined)
    return { path, file, have: toRanges(kept), pieces: kept, lostBytes: sizeOf(point.pieces) - sizeOf(kept) }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function openIfThere(disk: Disk, path: string): Promise<DiskFile | undefined> {
  // A link or a folder in its place is not the part: it is neither followed nor touched.
  if ((await disk.stat(path))?.kind !== 'file') return undefined
  try {
    return keepSyncFault(await disk.open(path, 'existing'))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

async function createNew(
  { disk, resumePoints }: PartFileParts,
  { transferId, folder }: PartFileRequest,
): Promise<PartFile> {
  for (let attempt = 0; ; attempt++) {
    const name = partName(transferId, attempt)
    const path = join(folder, name)
    try {
      const file = await openFresh(disk, path)
      resumePoints.drop(transferId)
      resumePoints.begin(transferId, name)
      return { path, file, have: [], pieces: [], lostBytes: 0 }
    } catch (error) {
      // Somebody else's file of that name is never touched.
      if (codeOf(error) !== 'EEXIST' || attempt >= 20) throw error
    }
  }
}

/** An empty file of that name is what a crash between making and recording it left: there is nothing in it to lose. */
async function openFresh(disk: Disk, path: string): Promise<DiskFile> {
  const there = await disk.stat(path)
  const isLeftover = there?.kind === 'file' && there.sizeBytes === 0
  return keepSyncFault(await disk.open(path, isLeftover ? 'existing' : 'create'))
}

/**
 * A system tells once that written bytes were lost (fsync(2): the error is cleared by being told), and the next datasync
 * ends well without them: what has failed stays failed, so that nothing counts as durable and no stamp is kept.
 */
export function keepSyncFault(file: DiskFile): DiskFile {
  let fault: { readonly error: unknown } | undefined
  const datasync = async () => {
    if (fault !== undefined) throw fault.error
    try {
      await file.datasync()
    } catch (error) {
      fault = { error }
    }
    // Also where another one failed meanwhile.
    if (fault !== undefined) throw fault.error
  }
  return { ...file, datasync }
}

/** Reads every piece back and compares its hash. */
export async function provenPieces(
  { hashers }: Pick<PartFileParts, 'hashers'>,
  file: DiskFile,
  { pieces, signal }: { pieces: readonly Piece[]; signal: AbortSignal },
): Promise<readonly Piece[]> {
  const hasher = await hashers.borrow()
  const proven: Piece[] = []
  for (const piece of pieces) {
    signal.throwIfAborted()
    if ((await hashPiece(file, hasher, piece)) === piece.hash) proven.push(piece)
  }
  hashers.giveBack(hasher)
  return proven
}

async function hashPiece(file: DiskFile, hasher: Hasher, { start, end }: Piece): Promise<string | undefined> {
  hasher.reset()
  const buffer = new Uint8Array(Math.min(end - start, 1_048_576))
  for (let at = start; at < end;) {
    const read = await file.read(buffer.subarray(0, Math.min(buffer.length, end - at)), at)
    if (read === 0) return undefined
    hasher.update(buffer.subarray(0, read))
    at += read
  }
  return hasher.peek()
}

export interface WrittenPart {
  readonly transferId: string
  readonly path: string
  readonly identity: string
  readonly sizeBytes: number
}

/**
 * Right before the rename: what lies under the part's name has to be the file that was written, in its full length. Fails
 * `disk-busy` otherwise, and the next opening proves every piece.
 */
export async function checkPartFile(
  { disk, resumePoints }: Pick<PartFileParts, 'disk' | 'resumePoints'>,
  { transferId, path, identity, sizeBytes }: WrittenPart,
): Promise<void> {
  const there = await disk.stat(path)
  if (there?.identity === identity && there.sizeBytes === sizeBytes) return
  resumePoints.saveStamp(transferId, undefined)
  throw fail('disk-busy', 'the part file was changed by another program')
}

/** Takes a part file away that will not be gone on with. */
export async function dropPartFile(
  { disk, resumePoints }: Pick<PartFileParts, 'disk' | 'resumePoints'>,
  transferId: string,
  folder: string,
): Promise<void> {
  const point = resumePoints.read(transferId)
  if (point === undefined) return
  await disk.remove(join(folder, point.partName))
  resumePoints.drop(transferId)
}

/** Closes in order: the next opening may trust the stamp instead of reading everything back. */
export async function closePartFile(
  { resumePoints }: Pick<PartFileParts, 'resumePoints'>,
  transferId: string,
  file: DiskFile,
): Promise<void> {
  try {
    // Pieces may be noted that are not on the medium yet; a stamp would outlive a power cut that they do not.
    const isDurable = await file.datasync().then(
      () => true,
      // Whoever goes on proves every piece; what was wrong with the disk has been told by the write itself.
      () => false,
    )
    resumePoints.saveStamp(transferId, isDurable ? (await file.stat()).stamp : undefined)
  } finally {
    await file.close()
  }
}

export function toRanges(pieces: readonly Piece[]): RangeSet {
  return pieces.reduce<RangeSet>((set, { start, end }) => addRange(set, { start, end }), [])
}

function sizeOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { start, end }) => sum + end - start, 0)
}
