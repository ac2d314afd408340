// A token bucket for bytes: holds a stream to its rate over any second, and lets the rate change while streams wait.
// Zero means no limit. Buckets can stand behind one another (account behind global); a byte pays in each.

import type { Clock } from '../ports/clock.ts'

export interface Limiter {
  /** Resolves when `bytes` may pass; undefined when they may pass at once. */
  take(bytes: number, signal: AbortSignal): Promise<void> | undefined
  /** Bytes per second, 0 for no limit; applies to those that wait already. */
  setRate(bytesPerSecond: number): void
}

/** A burst of a tenth of a second keeps one-second windows within 10 % of the rate. */
const burstSeconds = 0.1

export function createLimiter(clock: Clock, bytesPerSecond = 0): Limiter {
  let rate = bytesPerSecond
  let tokens = 0
  let at = clock.monotonic()
  const waiting: { bytes: number; go: () => void }[] = []
  let timer: (() => void) | undefined

  const refill = () => {
    const now = clock.monotonic()
    tokens = Math.min(rate * burstSeconds, tokens + ((now - at) * rate) / 1000)
    at = now
  }
  // A take is let through as soon as the bucket is not in debt, and may put it into debt: so chunks larger than the
  // burst pass too, and the debt is waited off by whoever comes next.
  const serve = () => {
    timer?.()
    timer = undefined
    refill()
    while (waiting.length > 0 && (rate === 0 || tokens >= 0)) {
      const next = waiting.shift()
      if (next === undefined) break
      tokens -= next.bytes
      next.go()
    }
    if (waiting.length > 0) timer = clock.after(Math.max(1, Math.ceil((-tokens * 1000) / rate)), serve)
  }

  return {
    take: (bytes, signal) => {
      if (rate === 0) return undefined
      refill()
      if (waiting.length === 0 && tokens >= 0) {
        tokens -= bytes
        return undefined
      }
      return new Promise((resolve, reject) => {
        const entry = { bytes, go: () => done(resolve) }
        const abort = () => {
          const place = waiting.indexOf(entry)
          if (place !== -1) waiting.splice(place, 1)
          done(() => reject(new DOMException('aborted', 'AbortError')))
        }
        const done = (settle: () => void) => {
          signal.removeEventListener('abort', abort)
          settle()
        }
        signal.addEventListener('abort', abort, { once: true })
        waiting.push(entry)
        timer ??= clock.after(Math.max(1, Math.ceil((-tokens * 1000) / rate)), serve)
      })
    },
    setRate: (next) => {
      refill()
      rate = next
      if (rate === 0) tokens = 0
      serve()
    },
  }
}
