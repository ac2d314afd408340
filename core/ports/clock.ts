// Time as the engine sees it. Tests hand in a clock that only moves when told to.

import type { LocalTime } from '../model/weekly-schedule.ts'

export interface Clock {
  /** Unix milliseconds; may jump when the user sets the clock. */
  now(): number
  /** Milliseconds that never go back; for measuring spans. */
  monotonic(): number
  /** What a clock on the wall shows where the computer stands; summer time comes and goes. */
  localTime(): LocalTime
  /** Calls `run` once after `delayMs`; the result takes it back. */
  after(delayMs: number, run: () => void): () => void
}
