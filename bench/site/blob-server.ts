// What serves the bytes, as the bench sees it: the same files under several origins, each with a temper of its own.
// Implemented by nginx.ts and, where that is not installed, by node-blobs.ts.

/** `capped` and `slow` hold each connection to a rate; `logged` writes down what it sent. */
export const tempers = ['plain', 'tls', 'capped', 'slow', 'logged'] as const
export type Temper = (typeof tempers)[number]

export const cappedBytesPerSecond = 20 * 1_048_576
export const slowBytesPerSecond = 2 * 1_048_576

/** A body, or as much of it as was handed to the socket. */
export interface SentRange {
  readonly start: number
  readonly bytes: number
}

export interface BlobServer {
  /** For the report: what it is and its version. */
  readonly name: string
  readonly origins: Readonly<Record<Temper, string>>
  /** Requests since the start, over all origins. */
  requests(): Promise<number>
  /** What `logged` sent so far, in the order in which the answers ended. */
  sent(): Promise<readonly SentRange[]>
  close(): Promise<void>
}

export interface BlobServerOptions {
  /** Holds `blobs/` (flat, what links lead to) and `tree/` (for tools that list a folder). */
  readonly root: string
  readonly certificate: string
  readonly key: string
}

/** One line of the log, `<Range header> <bytes>`. */
export function parseSent(log: string): SentRange[] {
  return log
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [range = '', bytes = '0'] = line.split(' ')
      return { start: Number(/^bytes=(\d+)-/.exec(range)?.[1] ?? 0), bytes: Number(bytes) }
    })
}
