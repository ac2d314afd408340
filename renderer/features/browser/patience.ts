// Tries a listing again that failed for a reason that passes: soon at first, then once a minute, for as long as the folder
// is open. The page says that it does.

import type { Failure } from '../../../core/model/failure.ts'
import type { PageClock } from '../../app/clock.ts'

export interface Patience {
  /** Calls `again` later, where waiting can help. */
  failed(failure: Failure, again: () => void): void
  /** It went well, or nobody asks any more. */
  end(): void
}

const firstWaitMs = 3_000
const longestWaitMs = 60_000

export function createPatience(clock: PageClock): Patience {
  let waitMs = firstWaitMs
  let stop = () => {}
  return {
    failed({ remedy, kind }, again) {
      stop()
      const passes = remedy === 'retry' || kind === 'offline' || kind === 'site-maintenance'
      if (!passes) return
      stop = clock.after(waitMs, again)
      waitMs = Math.min(longestWaitMs, waitMs * 2)
    },
    end() {
      stop()
      waitMs = firstWaitMs
    },
  }
}
