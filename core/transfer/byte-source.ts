// Where bytes come from, as the rest of the room sees it: an answer's head first, so that it can be judged before a
// byte is written, then its body. Implemented by open-stream.

import type { Way } from '../ports/ways.ts'

export interface ByteRequest {
  readonly url: string
  /** How the account's connections are made; absent: as the source does by itself. */
  readonly way?: Way | undefined
  /** First byte wanted; undefined sends no Range header at all. */
  readonly start?: number
  /** One past the last byte wanted; undefined asks to the end. */
  readonly end?: number
  /** The answer is made while it is sent (an archive): no length is to be expected of it. */
  readonly lengthUnknown?: boolean
  readonly signal: AbortSignal
}

export interface ByteAnswer {
  readonly status: number
  /** Names in lower case; repeated headers are joined by Node's rules. */
  readonly headers: Readonly<Record<string, string>>
  /** Ends early without an error where the server closed early: whoever reads counts. */
  readonly body: AsyncIterable<Uint8Array>
  /**
   * Gives the memory of a chunk back once nobody reads it any more: its bytes may change from then on. Only whole chunks,
   * each at most once; sources that have no use for them ignore it.
   */
  recycle(chunk: Uint8Array): void
  /** Drops the connection; safe to call at any time and more than once. */
  discard(): void
}

export interface ByteSource {
  /** Rejects with an error that has Node's or got's name and code and no link; core/transfer/classify reads it. */
  open(request: ByteRequest): Promise<ByteAnswer>
  dispose(): void
}

/** The same source for somebody who asks in one account's name only. */
export function byWay(source: ByteSource, way: Way): ByteSource {
  return { ...source, open: (request) => source.open({ ...request, way }) }
}
