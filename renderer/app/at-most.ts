// Something that is asked for again and again, done at once and then no oftener than so: what was asked for last is
// always done in the end.

import type { PageClock } from './clock.ts'

export interface AtMost {
  ask(): void
  dispose(): void
}

/** `everyMs`: the shortest time between two runs. */
export function createAtMost(clock: PageClock, everyMs: number, run: () => void): AtMost {
  let ranAtMs = Number.NEGATIVE_INFINITY
  let cancel: (() => void) | undefined
  const go = () => {
    cancel = undefined
    ranAtMs = clock.now()
    run()
  }
  return {
    ask() {
      if (cancel !== undefined) return
      const sinceMs = clock.now() - ranAtMs
      // A wall clock that was set back must not make anybody wait.
      if (sinceMs < 0 || sinceMs >= everyMs) go()
      else cancel = clock.after(everyMs - sinceMs, go)
    },
    dispose() {
      cancel?.()
      cancel = undefined
    },
  }
}
