// A walk over a tree of the site for whoever wants all of it at once: what may pass is waited for, and the walk goes on
// where it was. A folder of a hundred thousand files is not looked through again because one answer was lost.

import type { BatchRoot } from '../model/batch.ts'
import { TransferError } from '../model/failure.ts'
import type { Clock } from '../ports/clock.ts'
import { waitFor } from '../ports/wait-for.ts'
import { createDiscovery } from '../plan/discover.ts'
import type { DiscoverParts, Found } from '../plan/discover.ts'
import { isWorthWaiting, nextTryAt } from '../model/backoff.ts'

/** In a row, without a folder in between: about half a minute. */
const mostTries = 6

export async function* walkPatiently(
  parts: DiscoverParts & { readonly clock: Clock },
  roots: readonly BatchRoot[],
  signal: AbortSignal,
): AsyncGenerator<Found> {
  const { clock } = parts
  const discovery = createDiscovery(
    { ...parts, now: () => clock.now(), pause: (ms, signal) => waitFor(clock, ms, signal) },
    roots,
  )
  let tries = 0
  let finished = 0
  for (;;) {
    try {
      yield* discovery.walk(signal)
      return
    } catch (error) {
      tries = discovery.finished() > finished ? 1 : tries + 1
      finished = discovery.finished()
      if (!(error instanceof TransferError) || !isWorthWaiting(error.failure) || tries > mostTries)
        throw error
      const nowMs = clock.now()
      const atMs = nextTryAt({ tries, failure: error.failure, nowMs, random: 0.5 })
      await waitFor(clock, Math.max(0, atMs - nowMs), signal)
    }
  }
}
