// Time as the engine sees it. Tests hand in a clock that only moves when told to.

export interface Clock {
  /** Unix milliseconds; may jump when the user sets the clock. */
  now(): number
  /** Milliseconds that never go back; for measuring spans. */
  monotonic(): number
  /** Calls `run` once after `delayMs`; the result takes it back. */
  after(delayMs: number, run: () => void): () => void
}
