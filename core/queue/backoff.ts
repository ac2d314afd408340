// How long to wait before the next try: exponential with full jitter, starting over whenever bytes came in between, and
// never earlier than the server asked for.

import type { Failure } from '../model/failure.ts'

const firstMs = 1_000
const longestMs = 300_000

export interface BackoffFacts {
  /** Tries in a row without a new byte, this one included; 1 is the first. */
  readonly tries: number
  readonly failure: Failure
  readonly nowMs: number
  /** In [0, 1). */
  readonly random: number
}

/** Unix milliseconds of the next try. */
export function nextTryAt({ tries, failure, nowMs, random }: BackoffFacts): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** Math.min(tries - 1, 20))
  // Half fixed, half random: never at once, never all together.
  const delayMs = ceiling / 2 + (ceiling / 2) * random
  return Math.round(Math.max(nowMs + delayMs, failure.retryAtMs ?? 0))
}

/** Failures of this kind are tried again for ever; others end after some fruitless tries. */
export function triesAllowed(failure: Failure): number {
  switch (failure.kind) {
    case 'network':
    case 'timeout':
    case 'stalled':
    case 'server-busy':
    case 'disk-busy':
      return Number.POSITIVE_INFINITY
    default:
      return 6
  }
}
