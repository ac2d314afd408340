// How many small files are worth having under way: as many as keep the line busy while each waits for its answer. The
// shortest wait of the last seconds stands for the way there and back; longer ones are the server's own work, which more
// requests would only lengthen.

import type { Clock } from '../ports/clock.ts'

export interface Tempo {
  /** From a request to its answer's head, milliseconds. */
  note(latencyMs: number): void
  /** Small files in flight, at most `cap`, at least one. */
  inFlight(cap: number): number
}

const windowMs = 4_000
/** Beside the network each file has its time on the disk, and waits for its record with others (core/store/write-group.ts). */
const floor = 32
const ceiling = 64
const wantedPerMs = 2.4

export function createTempo(clock: Pick<Clock, 'monotonic'>): Tempo {
  let current = Number.POSITIVE_INFINITY
  let before = Number.POSITIVE_INFINITY
  let since = clock.monotonic()
  const turn = () => {
    const now = clock.monotonic()
    if (now - since < windowMs) return
    before = now - since < 2 * windowMs ? current : Number.POSITIVE_INFINITY
    current = Number.POSITIVE_INFINITY
    since = now
  }
  return {
    note: (latencyMs) => {
      turn()
      current = Math.min(current, latencyMs)
    },
    inFlight: (cap) => {
      turn()
      const shortest = Math.min(current, before)
      const wanted = Number.isFinite(shortest) ? floor + Math.floor(shortest * wantedPerMs) : floor
      return Math.max(1, Math.min(wanted, ceiling, cap))
    },
  }
}
