// How many connections one file should have: begins with one and doubles, or quadruples, while that made the whole faster. Pure: fed
// with counters and a monotonic time, answers with a number. Caps from outside are the caller's.

export interface Growth {
  /**
   * `bytes` counts everything received so far, `segments` what runs now; returns how many should run. Asking often is
   * fine, only whole spans are judged.
   */
  wanted(sample: { atMs: number; bytes: number; segments: number }): number
  /** A connection was refused or broke while others go on: no more than these for a while. */
  settleAt(segments: number, atMs: number): void
}

/** Long enough to see a rate through the bumps of a round trip, short enough that sixteen are reached in a second and a half. */
export const spanMs = 250
/** A doubling that gives less than this was not worth it. */
const worthwhile = 1.2
/** One that gives this much was held up by each connection: then twice as many more are tried in one step. */
const proportional = 1.8
/** A connection that brings this much is not what holds the file up: more would only cost (performance, measured). */
const plentyBytesPerSecond = 128 * 1_048_576
/** Lines change: what did not help then may help now. */
const restMs = 15_000

interface Span {
  readonly atMs: number
  readonly bytes: number
  readonly segments: number
}

export function createGrowth(most: number): Growth {
  let target = 1
  /** Bytes per second that the last accepted number of connections gave. */
  let before: number | undefined
  /** By what the number was multiplied last. */
  let factor = 2
  let span: Span | undefined
  /** The first span after a change is the connections' own start and says nothing. */
  let warmingUp = true
  let restUntilMs = Number.NEGATIVE_INFINITY

  const begin = (sample: Span) => {
    span = sample
  }
  const change = (next: number) => {
    target = next
    warmingUp = true
  }
  const rest = (segments: number, atMs: number) => {
    change(Math.max(1, Math.min(segments, most)))
    before = undefined
    factor = 2
    restUntilMs = atMs + restMs
  }
  const judge = (rate: number, { atMs, segments }: Span) => {
    if (before !== undefined && rate < (before * worthwhile * factor) / 2) {
      // Half of a step of four may have been worth it.
      const isHalfWorthIt = factor === 4 && rate >= before * worthwhile
      rest(Math.ceil(segments / (isHalfWorthIt ? 2 : factor)), atMs)
      return
    }
    if (rate / segments >= plentyBytesPerSecond || segments >= most) return
    const isProportional = before !== undefined && rate >= (before * proportional * factor) / 2
    before = rate
    factor = isProportional && segments * 4 <= most ? 4 : 2
    change(Math.min(most, segments * factor))
  }

  return {
    wanted: (sample) => {
      if (span === undefined || span.segments !== sample.segments) begin(sample)
      else if (sample.atMs - span.atMs >= spanMs) {
        const rate = ((sample.bytes - span.bytes) * 1000) / (sample.atMs - span.atMs)
        begin(sample)
        if (warmingUp) warmingUp = false
        // Fewer than wanted: a cap or the end of the file decides, there is nothing to learn.
        else if (sample.segments === target && sample.atMs >= restUntilMs && rate > 0) judge(rate, sample)
      }
      return target
    },
    settleAt: (segments, atMs) => rest(segments, atMs),
  }
}
