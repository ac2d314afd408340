// How much one stream may gather before it writes, and how much may be written and not yet recorded: less for each the
// more there are. The first bounds our memory, the second what a crash costs.

export interface WriteShare {
  /** Bytes to gather for one write. */
  gatherBytes(): number
  /** Bytes received and not recorded at which the stream is held back. */
  windowBytes(): number
  leave(): void
}

export interface WriteMemory {
  /** One more stream; `ofFile` counts those of the same file, this one included. */
  enter(ofFile: () => number): WriteShare
}

const gatheredInAllBytes = 8 * 1_048_576
const unrecordedOfFileBytes = 6 * 1_048_576
const mostGatherBytes = 1_048_576
const leastGatherBytes = 65_536
const mostWindowBytes = 2 * 1_048_576

export function createWriteMemory(): WriteMemory {
  let streams = 0
  return {
    enter: (ofFile) => {
      streams++
      let left = false
      const windowBytes = () => Math.min(mostWindowBytes, unrecordedOfFileBytes / ofFile())
      return {
        windowBytes,
        gatherBytes: () =>
          Math.max(
            leastGatherBytes,
            Math.min(mostGatherBytes, windowBytes() / 2, gatheredInAllBytes / streams),
          ),
        leave: () => {
          if (!left) streams--
          left = true
        },
      }
    },
  }
}
