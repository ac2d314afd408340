// The speed of a whole `get`: bytes of all its files together over the last seconds. Small files end before they have a
// speed of their own.

import { addSample, speedOf, type SampleWindow } from '../../core/model/progress.ts'

export interface TotalSpeed {
  /** `bytes` is what all files together have, `atMs` the reading of a monotonic clock. */
  look(bytes: number, atMs: number): void
  bytesPerSecond(): number
}

export function createTotalSpeed(): TotalSpeed {
  let window: SampleWindow = []
  return {
    look: (bytes, atMs) => {
      window = addSample(window, { bytes, atMs })
    },
    bytesPerSecond: () => speedOf(window),
  }
}
