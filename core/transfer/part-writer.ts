// Bytes of one stream into the part file: gathered into large writes, noted when the system has them, synced behind the
// reader's back, and recorded only when they are on the medium.
//
//   push -> gather -> write -> note -> datasync -> record      recorded <= durable <= noted <= written <= received
//
// A note outlives the process, not the power; whoever goes on believes it only by its hash. The reader is held back while
// more than its share's window is not noted (a kill costs no more than that and what the system's socket buffers hold,
// some six megabytes in all at full speed), and while more than a few tens of megabytes are not durable.

import type { Clock } from '../ports/clock.ts'
import type { DiskFile } from '../ports/disk.ts'
import type { Piece } from '../ports/resume-points.ts'
import type { Hasher } from './hasher.ts'
import type { WriteShare } from './write-memory.ts'

export const pieceBytes = 8 * 1_048_576
/** Bytes that are worth a datasync; more often costs speed, see docs/BENCHMARKS.md. */
const syncBytes = 16 * 1_048_576
/** Not durable at most: what a power cut costs at full speed, and what the last datasync has to wait for. */
const mostUnsyncedBytes = 64 * 1_048_576
/** A slow stream is written, and what is written is recorded, at least this often: a kill loses about a second. */
const everyMs = 1_000

export interface PartWriterParts {
  readonly file: DiskFile
  readonly clock: Clock
  readonly hasher: Hasher
  readonly share: WriteShare
  /** Where in the file the first byte goes. */
  readonly start: number
  /** Written, not yet durable: to be tried by whoever goes on after a crash. */
  note(pieces: readonly Piece[]): void
  /** Durable. */
  record(pieces: readonly Piece[]): void
}

export interface PartWriter {
  /**
   * Takes the chunk over: it must not change until `recycle` is called, which happens once, after the write of its last
   * byte ended well or badly. Awaits while too much is not noted, or not durable yet.
   */
  push(chunk: Uint8Array, recycle?: () => void): Promise<void> | undefined
  /** Everything pushed is durable and recorded when this resolves. */
  finish(): Promise<void>
}

interface Extent {
  readonly piece: Piece
  written: boolean
}

export function createPartWriter(parts: PartWriterParts): PartWriter {
  const { file, clock, hasher, share } = parts
  let position = parts.start
  let pieceStart = parts.start
  let notedTo = parts.start
  let recordedTo = parts.start
  let chunks: Uint8Array[] = []
  let recyclers: (() => void)[] = []
  let gathered = 0
  let gatheredAt = clock.monotonic()
  let extents: Extent[] = []
  let syncing = false
  let syncedAt = clock.monotonic()
  let broken: { readonly error: unknown } | undefined
  let wake: (() => void)[] = []
  let syncAwaited = false
  hasher.reset()

  const stir = () => {
    const woken = wake
    wake = []
    for (const go of woken) go()
  }
  const fault = (error: unknown) => {
    broken ??= { error }
    stir()
  }

  const flush = () => {
    if (gathered === 0) return
    const extent: Extent = {
      piece: { start: pieceStart, end: position, hash: hasher.peek() },
      written: false,
    }
    const at = position - gathered
    extents.push(extent)
    const done = recyclers
    const recycle = () => {
      for (const one of done) one()
    }
    file.write(chunks, at).then(
      () => {
        extent.written = true
        recycle()
        note()
        return sync()
      },
      (error: unknown) => {
        recycle()
        fault(error)
      },
    )
    chunks = []
    recyclers = []
    gathered = 0
    gatheredAt = clock.monotonic()
  }

  /** Extents written without a gap, from the first that is not recorded on. */
  const writtenExtents = () => {
    const unwritten = extents.findIndex(({ written }) => !written)
    return unwritten === -1 ? [...extents] : extents.slice(0, unwritten)
  }
  const note = () => {
    const fresh = writtenExtents().filter(({ piece }) => piece.end > notedTo)
    const last = fresh.at(-1)
    if (last === undefined) return
    parts.note(longestOf(fresh.map(({ piece }) => piece)))
    notedTo = last.piece.end
    stir()
  }

  /** Somebody waits for it, there is enough, or a second has passed. */
  const isWorthSyncing = (bytes: number) =>
    syncAwaited || bytes >= syncBytes || clock.monotonic() - syncedAt >= everyMs
  // One sync at a time; what is written meanwhile waits for the next, so a slow disk gets fewer and larger ones.
  const sync = async () => {
    if (syncing || broken !== undefined) return
    // A copy: extents that come while the sync is under way are not covered by it.
    const ready = writtenExtents()
    const last = ready.at(-1)
    if (last === undefined || !isWorthSyncing(last.piece.end - recordedTo)) return
    syncing = true
    syncAwaited = false
    syncedAt = clock.monotonic()
    try {
      await file.datasync()
      extents = extents.slice(ready.length)
      parts.record(longestOf(ready.map(({ piece }) => piece)))
      recordedTo = last.piece.end
    } catch (error) {
      fault(error)
    }
    syncing = false
    stir()
    void sync()
  }

  const until = async (reached: () => boolean, isDurable: () => boolean) => {
    while (!reached()) {
      if (broken !== undefined) throw broken.error
      const woken = new Promise<void>((resolve) => wake.push(resolve))
      syncAwaited = !isDurable()
      void sync()
      await woken
    }
    if (broken !== undefined) throw broken.error
  }

  const gather = (bytes: Uint8Array, written: () => void) => {
    recyclers.push(written)
    hasher.update(bytes)
    chunks.push(bytes)
    gathered += bytes.length
    position += bytes.length
  }

  return {
    push: (chunk, recycle = () => undefined) => {
      // A chunk over the end of a piece goes out in two writes, which may end in any order.
      let partsLeft = 1
      const written = () => {
        if (--partsLeft === 0) recycle()
      }
      for (let rest = chunk; rest.length > 0;) {
        const room = pieceEndAfter(pieceStart) - position
        const taken = rest.length > room ? rest.subarray(0, room) : rest
        partsLeft += 1
        gather(taken, written)
        rest = rest.subarray(taken.length)
        if (position === pieceEndAfter(pieceStart)) {
          flush()
          pieceStart = position
          hasher.reset()
        } else if (gathered >= share.gatherBytes() || clock.monotonic() - gatheredAt >= everyMs) flush()
      }
      written()
      const isNear = () => position - notedTo <= share.windowBytes()
      const isDurable = () => position - recordedTo <= mostUnsyncedBytes
      const isEnough = () => isNear() && isDurable()
      return broken === undefined && isEnough() ? undefined : until(isEnough, isDurable)
    },
    finish: async () => {
      flush()
      const isRecorded = () => recordedTo === position
      await until(() => isRecorded() && !syncing, isRecorded)
    },
  }
}

/** Pieces end at whole multiples of their size, wherever the stream began. */
function pieceEndAfter(start: number): number {
  return (Math.floor(start / pieceBytes) + 1) * pieceBytes
}

/** Of several states of the same piece only the longest is worth recording. */
function longestOf(pieces: readonly Piece[]): Piece[] {
  return pieces.filter((piece, index) => pieces[index + 1]?.start !== piece.start)
}
