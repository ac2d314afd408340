// The machine's own time.

import { performance } from 'node:perf_hooks'
import type { Clock } from './clock.ts'

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  localTime: () => {
    const now = new Date()
    return { day: now.getDay(), minute: now.getHours() * 60 + now.getMinutes(), second: now.getSeconds() }
  },
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}
