// Notices that the machine slept, or the process was stopped, where nobody says so: a timer comes late, or the clock on
// the wall has run ahead of the one that measures spans. Which of the two happens depends on the system.

import type { Clock } from '../ports/clock.ts'

const everyMs = 10_000
export const usualLateMs = 30_000

/** Returns the way to stop. A clock that was put forward looks like a sleep; to be woken up for nothing does no harm. */
export function watchSleep(
  clock: Clock,
  onWake: () => void,
  { lateMs = usualLateMs }: { lateMs?: number } = {},
): () => void {
  let monotonic = clock.monotonic()
  let wall = clock.now()
  let stopTimer = () => {}
  const tick = () => {
    const passed = clock.monotonic() - monotonic
    const ahead = clock.now() - wall - passed
    monotonic += passed
    wall = clock.now()
    stopTimer = clock.after(everyMs, tick)
    if (passed > everyMs + lateMs || ahead > usualLateMs) onWake()
  }
  stopTimer = clock.after(everyMs, tick)
  return () => stopTimer()
}
