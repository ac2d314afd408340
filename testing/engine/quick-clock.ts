// The system's clock with waits cut short: a backoff of minutes passes in milliseconds, in the right order. For tests that
// run real sockets and real disks, where a frozen clock would stop them too.

import type { Clock } from '../../core/ports/clock.ts'
import { systemClock } from '../../core/ports/system-clock.ts'
import { utcTime } from './utc-time.ts'

export interface QuickClock extends Clock {
  /** Moves the wall clock, as a user or a time server would. */
  jump(ms: number): void
}

/** Waits last `1 / speed` of what they should, and at least a millisecond. */
export function createQuickClock(speed: number): QuickClock {
  let offset = 0
  const begun = systemClock.monotonic()
  const startedAt = systemClock.now()
  const elapsed = () => (systemClock.monotonic() - begun) * speed
  const now = () => startedAt + elapsed() + offset
  return {
    now,
    localTime: () => utcTime(now()),
    monotonic: elapsed,
    after: (delayMs, run) => systemClock.after(delayMs / speed, run),
    jump: (ms) => void (offset += ms),
  }
}
