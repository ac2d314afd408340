// What a stream pays for its bytes with, and how a chunk is paid. How rates are kept is the limiter tree's business; a
// stream sees only its own leaf of it.

export interface Limiter {
  /** Resolves when `bytes` may pass; undefined when they may pass at once. Rejects with an AbortError. */
  take(bytes: number, signal: AbortSignal): Promise<void> | undefined
  /** How many of `bytes` to take in one go, so that no second sees more than its rate; all of them without a limit. */
  portion(bytes: number): number
  /** Bytes per second, 0 for no limit of its own; applies to those that wait already. */
  setRate(bytesPerSecond: number): void
}

export interface PaidChunk {
  readonly chunk: Uint8Array
  readonly signal: AbortSignal
  /** Asked before each portion: what nobody wants any more is not paid for. */
  readonly isWanted?: () => boolean
  readonly recycle: () => void
}

/**
 * Hands a chunk on as it is paid: whole where no limit holds, else in views of it. `recycle` is called once nobody reads
 * any of them any more, whatever became of them; `sink` says so for each that it was given.
 */
export async function passPaid(
  limiter: Limiter,
  { chunk, signal, isWanted, recycle }: PaidChunk,
  sink: (portion: Uint8Array, recycle: () => void) => Promise<void> | undefined,
): Promise<void> {
  // One reader is this function itself.
  let readers = 1
  const release = () => {
    if (--readers === 0) recycle()
  }
  try {
    for (let at = 0; at < chunk.length && isWanted?.() !== false;) {
      const size = limiter.portion(chunk.length - at)
      const paid = limiter.take(size, signal)
      if (paid !== undefined) await paid
      readers += 1
      const handed = sink(size === chunk.length ? chunk : chunk.subarray(at, at + size), release)
      if (handed !== undefined) await handed
      at += size
    }
  } finally {
    release()
  }
}
