// A clock that only moves when it is told to. For tests.

import type { PageClock } from '../app/clock.ts'

export interface ManualClock extends PageClock {
  advance(milliseconds: number): void
}

export function createManualClock(): ManualClock {
  let nowMs = 0
  let alarms: { readonly atMs: number; readonly callback: () => void }[] = []
  const step = (untilMs: number): boolean => {
    const next = alarms.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0]
    if (next === undefined) return false
    alarms = alarms.filter((alarm) => alarm !== next)
    nowMs = next.atMs
    next.callback()
    return true
  }
  return {
    now: () => nowMs,
    after(milliseconds, callback) {
      const alarm = { atMs: nowMs + milliseconds, callback }
      alarms.push(alarm)
      return () => {
        alarms = alarms.filter((other) => other !== alarm)
      }
    },
    advance(milliseconds) {
      const untilMs = nowMs + milliseconds
      while (step(untilMs));
      nowMs = untilMs
    },
  }
}
