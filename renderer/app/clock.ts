// Time as the stores need it: injected, so that tests decide when a quarter of a second has passed.

export interface PageClock {
  /** Unix milliseconds. */
  now(): number
  /** Calls back once; the result cancels. */
  after(milliseconds: number, callback: () => void): () => void
}

export function createPageClock(): PageClock {
  return {
    now: () => Date.now(),
    after(milliseconds, callback) {
      const timer = setTimeout(callback, milliseconds)
      return () => clearTimeout(timer)
    },
  }
}
