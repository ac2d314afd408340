// Speed and time left from samples of a byte counter. Pure: the clock's readings come in, figures come out.

export interface Sample {
  readonly atMs: number
  readonly bytes: number
}

/** Samples of the last few seconds, oldest first. */
export type SampleWindow = readonly Sample[]

const windowMs = 6_000

export function addSample(window: SampleWindow, sample: Sample): SampleWindow {
  const last = window.at(-1)
  // A counter that goes back (a restart from zero) or a clock that jumps starts the window afresh.
  if (last !== undefined && (sample.bytes < last.bytes || sample.atMs < last.atMs)) return [sample]
  return [...window.filter(({ atMs }) => sample.atMs - atMs <= windowMs), sample]
}

/** Bytes per second over the window; 0 before there are two samples. */
export function speedOf(window: SampleWindow): number {
  const first = window[0]
  const last = window.at(-1)
  if (first === undefined || last === undefined || last.atMs <= first.atMs) return 0
  return ((last.bytes - first.bytes) * 1000) / (last.atMs - first.atMs)
}

/** Seconds to go, or undefined where a figure would be a guess: no speed yet, or less than 3 s of samples. */
export function secondsLeft(window: SampleWindow, bytesTotal: number): number | undefined {
  const first = window[0]
  const last = window.at(-1)
  if (first === undefined || last === undefined || last.atMs - first.atMs < 3_000) return undefined
  const speed = speedOf(window)
  return speed > 0 ? Math.max(0, (bytesTotal - last.bytes) / speed) : undefined
}

export interface TransferProgress {
  readonly id: string
  readonly batchId: string
  readonly bytesDone: number
  readonly bytesPerSecond: number
  readonly secondsLeft?: number
}
