// The body of one answer on its way from a socket to a reader, without being copied: the socket reads into slabs, the
// reader gets views of them, as large as speed allows and never later than a blink. Knows nothing of HTTP.

import type { Clock } from '../../ports/clock.ts'
import { slabSizes } from './slab-pool.ts'
import type { Slab, SlabPool, SlabSize } from './slab-pool.ts'

export interface AnswerBody {
  readonly chunks: AsyncIterable<Uint8Array>
  /** Where the next bytes go: never empty, and never more room than the body has bytes left. */
  room(): Uint8Array
  /** So many bytes have come into `room`. False: hold the socket until `resume` is called; what comes still is taken. */
  filled(count: number): boolean
  /** Bytes that came together with the head; before any `room`. */
  seed(bytes: Uint8Array): void
  /** Bytes that have not come yet. */
  left(): number
  /** Nothing more comes: what is here is handed out, then the error, or an early end. */
  end(error?: Error): void
  /**
   * Nobody reads any more. What comes still goes to memory that is its own until `end` or the last byte: the socket may
   * have been told of it already.
   */
  drop(): void
}

export interface AnswerBodyParts {
  readonly slabs: SlabPool
  readonly clock: Clock
  readonly lengthBytes: number
  /** The socket may read on. */
  resume(): void
  /** The reader left early. */
  abandon(): void
}

/** A waiting reader gets what has come after so long, however little it is. */
const liveMs = 50
/** Read ahead of a reader who is busy; what is more stays with the server, and is not lost with this process. */
const aheadBytes = 131_072
/** A slab filled faster is followed by a larger one, a slower one by a smaller one. */
const quickMs = 25
const slowMs = 100
/** Whoever has the memory may be waiting for more of this very body: then it comes, slowly, over the cap. */
const shortMs = 100

interface Reader {
  resolve(result: IteratorResult<Uint8Array, undefined>): void
  reject(error: Error): void
}

/** Never written to: see `room`. */
const nowhere = new Uint8Array(1)
const done: IteratorResult<Uint8Array, undefined> = { done: true, value: undefined }

export function createAnswerBody({
  slabs,
  clock,
  lengthBytes,
  resume,
  abandon,
}: AnswerBodyParts): AnswerBody {
  let left = lengthBytes
  let slab: Slab | undefined
  let size: SlabSize = slabSizes[0]
  let takenAt = 0
  let awaited = false
  // Of the slab: [from, to) has come and is not handed out yet.
  let from = 0
  let to = 0
  let ready: Uint8Array[] = []
  const readers: Reader[] = []
  /** What a reader is told behind the last chunk. */
  let over: { readonly error?: Error } | undefined
  let ended = false
  let dropped = false
  let held = false
  let cancelLive: (() => void) | undefined
  let cancelShort: (() => void) | undefined
  const leave = slabs.join()

  /** Nothing as long as a reader waits: what has come is on its way then. */
  const ahead = () =>
    readers.length > 0 ? 0 : to - from + ready.reduce((sum, { length }) => sum + length, 0)
  const serve = () => {
    while (readers.length > 0) {
      const chunk = ready.shift()
      if (chunk !== undefined) readers.shift()?.resolve({ done: false, value: chunk })
      else if (over === undefined) break
      else if (over.error === undefined) readers.shift()?.resolve(done)
      else readers.shift()?.reject(over.error)
    }
    if (held && cancelShort === undefined && ahead() < aheadBytes) {
      held = false
      resume()
    }
  }
  const handOut = () => {
    cancelLive?.()
    cancelLive = undefined
    if (slab !== undefined && to > from && !dropped) ready.push(slab.lend(from, to))
    from = to
    serve()
  }
  const promiseLive = () => {
    if (readers.length === 0 || cancelLive !== undefined || to === from) return
    cancelLive = clock.after(liveMs, handOut)
  }
  const closeSlab = () => {
    slab?.close()
    slab = undefined
    from = to = 0
  }
  const letGo = () => {
    cancelShort?.()
    cancelShort = undefined
    held = false
  }
  const finish = (how: { readonly error?: Error }) => {
    if (ended) return
    ended = true
    over ??= how
    letGo()
    handOut()
    closeSlab()
    leave()
  }
  const takeSlab = () => {
    const now = clock.monotonic()
    if (slab !== undefined) size = nextSize(size, { tookMs: now - takenAt, awaited })
    closeSlab()
    const fitting = slabSizes.find((one) => one >= Math.min(left, size, slabs.largest())) ?? size
    slab = slabs.take(fitting)
    takenAt = now
    return slab
  }
  const waitForMemory = () => {
    const goOn = () => {
      stopWaiting()
      cancelTimer()
      cancelShort = undefined
      serve()
    }
    const stopWaiting = slabs.onRoom(goOn)
    const cancelTimer = clock.after(shortMs, goOn)
    cancelShort = () => {
      stopWaiting()
      cancelTimer()
    }
  }

  return {
    chunks: {
      [Symbol.asyncIterator]: () => ({
        next: () =>
          new Promise((resolve, reject) => {
            readers.push({ resolve, reject })
            serve()
            promiseLive()
          }),
        return: () => {
          abandon()
          return Promise.resolve(done)
        },
      }),
    },
    left: () => left,
    room: () => {
      // Behind its end nothing is read any more, but a socket that is being closed still asks.
      if (ended) return nowhere
      const current = slab ?? takeSlab()
      return current.bytes.subarray(to, Math.min(current.bytes.length, to + left))
    },
    filled: (count) => {
      if (ended) return true
      to += count
      left -= count
      if (left === 0) {
        finish({})
        return true
      }
      const isFull = slab !== undefined && to === slab.bytes.length
      if (dropped) {
        if (isFull) to = 0
        from = to
      } else if (isFull) {
        awaited = readers.length > 0
        handOut()
        takeSlab()
        if (slabs.isShort()) {
          held = true
          if (cancelShort === undefined) waitForMemory()
        }
      } else promiseLive()
      if (!dropped && ahead() >= aheadBytes) held = true
      return !held
    },
    seed: (bytes) => {
      left -= bytes.length
      if (left > 0) {
        if (bytes.length > 0) takeSlab().bytes.set(bytes)
        to = bytes.length
        return
      }
      // The whole body came with its head: a copy is cheaper than a slab.
      if (bytes.length > 0) ready.push(bytes.slice())
      finish({})
    },
    end: (error) => finish(error === undefined ? {} : { error }),
    drop: () => {
      for (const chunk of ready) slabs.recycle(chunk)
      ready = []
      dropped = true
      from = to
      over ??= {}
      letGo()
      handOut()
    },
  }
}

/** Large slabs are for a reader who is faster than the network; of a slow one less is at stake in small ones. */
function nextSize(size: SlabSize, { tookMs, awaited }: { tookMs: number; awaited: boolean }): SlabSize {
  const index = slabSizes.indexOf(size)
  const next = tookMs > slowMs || !awaited ? index - 1 : tookMs < quickMs ? index + 1 : index
  return slabSizes[Math.min(Math.max(next, 0), slabSizes.length - 1)] ?? size
}
