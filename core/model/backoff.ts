// How long to wait before the next try: exponential with full jitter, starting over whenever bytes came in between, and
// never earlier than the server asked for.

import type { Failure } from './failure.ts'

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

/**
 * Whether waiting may help. An answer of the site that fits nothing is a bug if it stays; but it may also be the login
 * page of a network that somebody is just signing in to.
 */
export function isWorthWaiting(failure: Failure): boolean {
  return failure.remedy === 'retry' || failure.remedy === 'renew-link' || failure.kind === 'bad-response'
}

/**
 * What sites say of things that are there: 40016, 404 (of a share) and -1 while their database is locked or cannot be read, HTTP 404 where a
 * router has lost them for a moment (docs/CLOUDREVE.md). Asked once more it is the truth, or it is not said again.
 */
export function isDoubtful({ kind, code, status }: Failure): boolean {
  if (kind === 'not-found') return code === 40016 || status === 404
  if (kind === 'share-gone') return code === 404
  return kind === 'api-rejected' && code === -1
}

/** Before what is doubtful is asked again, milliseconds; said again after the last of them it is believed. */
export const doubtPausesMs: readonly number[] = [300, 1_500]

/** Some kinds are tried again for ever; others end after some fruitless tries. */
export function triesAllowed(failure: Failure): number {
  switch (failure.kind) {
    case 'network':
    case 'timeout':
    case 'stalled':
    case 'server-busy':
    case 'disk-busy':
    case 'proxy-unusable':
      return Number.POSITIVE_INFINITY
    // A sign-in page of a network, or the maintenance page of a site: about six minutes.
    case 'answer-unfit':
    case 'bad-response':
      return 9
    case 'not-found':
      return failure.status === 404 ? 8 : 3
    case 'share-gone':
      return 3
    default:
      return 6
  }
}
