// Measures a fetch while it goes: what came in each few seconds. Stretches in which nothing could come (a hold, a sleeping
// machine) are left out.

import type { Clock } from '../ports/clock.ts'
import { addStretch } from '../model/throughput.ts'
import type { Throughput } from '../model/throughput.ts'

export interface ThroughputMeter {
  placed(files: number, bytes: number): void
  /** With what was measured before. */
  throughput(): Throughput
}

const stretchMs = 3_000
const longestMs = 60_000
/** A shorter one says more of the start than of the rest. */
const leastMs = 1_000

export function createThroughputMeter(clock: Pick<Clock, 'monotonic'>, before: Throughput): ThroughputMeter {
  let throughput = before
  let since = clock.monotonic()
  let [files, bytes] = [0, 0]
  const close = (leastLongMs: number) => {
    const ms = clock.monotonic() - since
    if (ms < leastLongMs) return
    if (files > 0 && ms <= longestMs)
      throughput = addStretch(throughput, { files, bytes, seconds: ms / 1_000 })
    since = clock.monotonic()
    files = bytes = 0
  }
  return {
    placed: (moreFiles, moreBytes) => {
      files += moreFiles
      bytes += moreBytes
      close(stretchMs)
    },
    throughput: () => {
      close(leastMs)
      return throughput
    },
  }
}
