// A clock that stands still until a test moves it; timers that come due on the way run in their order, each at its own
// moment. For code without sockets or disks: those would never hear of it.

import type { Clock } from '../../core/ports/clock.ts'
import { utcTime } from './utc-time.ts'

export interface ManualClock extends Clock {
  /** Runs every timer that is due within the span, those that they set too. */
  advance(ms: number): void
  /** Moves the wall clock alone, as a user or a time server would. */
  jump(ms: number): void
  /** Timers that wait. */
  pending(): number
}

export function createManualClock(startAtMs = Date.UTC(2026, 0, 1)): ManualClock {
  const timers = new Set<{ atMs: number; run: () => void }>()
  let elapsedMs = 0
  let offsetMs = 0
  const earliest = () => {
    const [first, ...others] = timers
    return others.reduce(
      (best, timer) => (best !== undefined && timer.atMs < best.atMs ? timer : best),
      first,
    )
  }
  const now = () => startAtMs + elapsedMs + offsetMs
  return {
    now,
    localTime: () => utcTime(now()),
    monotonic: () => elapsedMs,
    after: (delayMs, run) => {
      const timer = { atMs: elapsedMs + Math.max(0, delayMs), run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    advance: (ms) => {
      const endMs = elapsedMs + ms
      for (let next = earliest(); next !== undefined && next.atMs <= endMs; next = earliest()) {
        timers.delete(next)
        elapsedMs = Math.max(elapsedMs, next.atMs)
        next.run()
      }
      elapsedMs = endMs
    },
    jump: (ms) => void (offsetMs += ms),
    pending: () => timers.size,
  }
}
