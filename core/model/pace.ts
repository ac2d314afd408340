// What a person may set for one download: how many connections its files use, how fast each of them may come. What a file
// has of its own counts more than what its batch has.

export interface Pace {
  /** Connections of each file, 1 to 16; absent: as many as help, see Settings.connectionsPerFile. */
  readonly connections?: number
  /** Bytes per second of each file, beside every other limit; absent: no limit of its own. */
  readonly speedLimit?: number
}

/** Null takes a value away; an absent one stays as it is. */
export interface PaceEdit {
  readonly connections?: number | null
  readonly speedLimit?: number | null
}
