// The server's own clock: links, tokens and shares expire by it, and a test may move it forward.
// It is real time plus an offset; nothing waits on it.

export interface Clock {
  nowMs(): number
  advance(milliseconds: number): void
}

export function createClock(): Clock {
  let offsetMs = 0
  return {
    nowMs: () => Date.now() + offsetMs,
    advance: (milliseconds) => {
      offsetMs += milliseconds
    },
  }
}

/** RFC 3339 in UTC, the form the server uses for every time value. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
