// What a finished file hashes to, taken from the record of its pieces; the file is read back only where that record does
// not cover it (an archive), or where a sha256 of the whole is wanted too: that needs the bytes in order, and they came
// in any. Reading proves the pieces on the way.

import { createHash } from 'node:crypto'
import { fail } from '../model/failure.ts'
import type { ByteRange } from '../model/ranges.ts'
import type { Disk, DiskFile } from '../ports/disk.ts'
import type { Landing } from '../ports/landings.ts'
import type { Piece, ResumePoints } from '../ports/resume-points.ts'
import type { Hasher, HasherPool } from './hasher.ts'
import { pieceBytes } from './part-writer.ts'

export type Digest = Pick<Landing, 'pieces' | 'sha256'>

export interface DigestParts {
  readonly disk: Disk
  readonly resumePoints: ResumePoints
  readonly hashers: HasherPool
  /** Whether a sha256 is wanted. */
  readonly sha256: () => boolean
}

export interface DigestRequest {
  readonly transferId: string
  /** The complete part file, or the finished file. */
  readonly path: string
  readonly sizeBytes: number
  readonly signal: AbortSignal
}

const readBytes = 1_048_576

/**
 * Fails `disk-busy` where a recorded piece is not in the file any more (it is forgotten then, and fetched again), and
 * with an AbortError.
 */
export async function digestOf(parts: DigestParts, request: DigestRequest): Promise<Digest> {
  const { transferId, path, sizeBytes, signal } = request
  const recorded = parts.resumePoints.read(transferId)?.pieces ?? []
  const pieces = isWhole(recorded, sizeBytes) ? recorded : undefined
  if (pieces !== undefined && !parts.sha256()) return { pieces }
  const file = await parts.disk.open(path, 'existing')
  try {
    const sha256 = parts.sha256()
    const read = await readDigest(parts, file, { pieces: pieces ?? cut(sizeBytes), sha256, signal })
    if (pieces !== undefined) refuseOthers(parts, transferId, { recorded: pieces, found: read.pieces })
    return read
  } finally {
    await file.close()
  }
}

/** In order, without gaps and overlaps, from the first byte to the last. */
export function isWhole(pieces: readonly Piece[], sizeBytes: number): boolean {
  let end = 0
  for (const piece of pieces) {
    if (piece.start !== end || piece.end <= piece.start) return false
    end = piece.end
  }
  return end === sizeBytes
}

function cut(sizeBytes: number): ByteRange[] {
  return Array.from({ length: Math.ceil(sizeBytes / pieceBytes) }, (_, index) => ({
    start: index * pieceBytes,
    end: Math.min((index + 1) * pieceBytes, sizeBytes),
  }))
}

export interface ReadRequest {
  /** What to read, in order. */
  readonly pieces: readonly ByteRange[]
  readonly sha256: boolean
  readonly signal: AbortSignal
  readonly onPiece?: (piece: Piece) => void
}

/** Reads the pieces; fails `disk-busy` where the file ends before they do. */
export async function readDigest(
  { hashers }: Pick<DigestParts, 'hashers'>,
  file: DiskFile,
  { pieces, sha256, signal, onPiece }: ReadRequest,
): Promise<Digest> {
  const whole = sha256 ? createHash('sha256') : undefined
  const hasher = await hashers.borrow()
  // A small file gets a small one: many of them would keep the collector busy.
  const longest = pieces.reduce((most, { start, end }) => Math.max(most, end - start), 0)
  const buffer = Buffer.allocUnsafe(Math.min(readBytes, longest))
  const found: Piece[] = []
  try {
    for (const { start, end } of pieces) {
      hasher.reset()
      await readRange({ file, buffer, start, end, signal }, [hasher, ...(whole === undefined ? [] : [whole])])
      const piece = { start, end, hash: hasher.peek() }
      found.push(piece)
      onPiece?.(piece)
    }
  } finally {
    hashers.giveBack(hasher)
  }
  return whole === undefined ? { pieces: found } : { pieces: found, sha256: whole.digest('hex') }
}

interface Reading {
  readonly file: DiskFile
  readonly buffer: Uint8Array
  readonly start: number
  readonly end: number
  readonly signal: AbortSignal
}

async function readRange(
  { file, buffer, start, end, signal }: Reading,
  takers: readonly Pick<Hasher, 'update'>[],
): Promise<void> {
  for (let at = start; at < end;) {
    signal.throwIfAborted()
    const read = await file.read(buffer.subarray(0, Math.min(buffer.length, end - at)), at)
    if (read === 0) throw fail('disk-busy', 'another program cut the file')
    for (const taker of takers) taker.update(buffer.subarray(0, read))
    at += read
  }
}

function refuseOthers(
  { resumePoints }: DigestParts,
  transferId: string,
  { recorded, found }: { recorded: readonly Piece[]; found: readonly Piece[] },
): void {
  const proven = recorded.filter((piece, index) => found[index]?.hash === piece.hash)
  if (proven.length === recorded.length) return
  resumePoints.keepOnly(transferId, proven)
  throw fail('disk-busy', 'another program changed the part file')
}
