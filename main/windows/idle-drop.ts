// Gives back the memory of a page that nobody has seen for a while. Its window is made anew when it is wanted again, and
// the page goes on where it was.

/** Long enough that somebody who comes back soon does not wait for it. */
export const dropAfterMs = 5 * 60_000

export interface IdleDrop {
  hidden(): void
  shown(): void
  dispose(): void
}

export function createIdleDrop(
  after: (delayMs: number, run: () => void) => () => void,
  drop: () => void,
  delayMs = dropAfterMs,
): IdleDrop {
  let stop: (() => void) | undefined
  const shown = () => {
    stop?.()
    stop = undefined
  }
  return {
    hidden: () => {
      shown()
      stop = after(delayMs, drop)
    },
    shown,
    dispose: shown,
  }
}
