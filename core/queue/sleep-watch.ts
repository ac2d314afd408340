// Notices that the machine slept, or the process was stopped, where nobody says so: a timer comes late, or the clock on
// the wall has run ahead of the one that measures spans. Which of the two happens depends on the system.

import type { Clock } from '../ports/clock.ts'

/** A look is a timer that wakes the machine; with nothing under way a sleep may be noticed later. */
const everyMs = { busy: 10_000, resting: 60_000 } as const
export const usualLateMs = 30_000

export interface SleepParts {
  readonly clock: Clock
  readonly onWake: () => void
  /** Whether something is under way that a sleep would have broken. */
  readonly isBusy: () => boolean
  readonly lateMs?: number | undefined
}

/** Returns the way to stop. A clock that was put forward looks like a sleep; to be woken up for nothing does no harm. */
export function watchSleep({ clock, onWake, isBusy, lateMs = usualLateMs }: SleepParts): () => void {
  let monotonic = clock.monotonic()
  let wall = clock.now()
  let stopTimer = () => {}
  const wait = () => {
    const spanMs = isBusy() ? everyMs.busy : everyMs.resting
    stopTimer = clock.after(spanMs, () => {
      const passed = clock.monotonic() - monotonic
      const ahead = clock.now() - wall - passed
      monotonic += passed
      wall = clock.now()
      wait()
      if (passed > spanMs + lateMs || ahead > usualLateMs) onWake()
    })
  }
  wait()
  return () => stopTimer()
}
