// How much of a run is done: from when the queue began to have work until it has none. The queue itself only knows what
// is left; what was left at most, and what went away since, makes the part that is done.

export interface RunMeter {
  /** 0 to 1; undefined while there is nothing to do. */
  take(bytesLeft: number): number | undefined
}

export function createRunMeter(): RunMeter {
  let done = 0
  let before = 0
  return {
    take: (bytesLeft) => {
      if (bytesLeft <= 0) {
        done = 0
        before = 0
        return undefined
      }
      done += Math.max(0, before - bytesLeft)
      before = bytesLeft
      return done / (done + bytesLeft)
    },
  }
}
