// Some bytes of a file as they come, for somebody who looks at it: nothing is written and nothing is resumed. The head is
// judged as for a download, so that an error page is never shown for the file.

import { TransferError, fail } from '../model/failure.ts'
import { readBlobError } from './blob-error.ts'
import type { ByteAnswer } from './byte-source.ts'
import { openInTime, readSmallBody, watched } from './receive.ts'
import type { ReceiveParts } from './receive.ts'
import { failureOfHead, judgeAnswer } from './response-guard.ts'

export interface RangeRequest {
  readonly url: string
  readonly sizeBytes: number
  /** First byte, and one past the last. */
  readonly start: number
  readonly end: number
  readonly signal: AbortSignal
}

/** Yields exactly the bytes asked for, or throws. A chunk is the reader's to keep. */
export async function* readRange(parts: ReceiveParts, request: RangeRequest): AsyncGenerator<Uint8Array> {
  const { url, sizeBytes, start, end, signal } = request
  if (start >= end) return
  const isPart = start > 0 || end < sizeBytes
  const answer = await openInTime(parts, {
    ...{ url, signal },
    ...(isPart ? { useRange: true, segment: { start, end, at: start, promisedEnd: end, solid: false } } : {}),
  })
  try {
    const verdict = judgeAnswer({ ...(isPart ? { start } : {}), end, sizeBytes }, answer, parts.clock.now())
    if (verdict.kind === 'refused') throw new TransferError(verdict.failure)
    if (verdict.kind === 'envelope') yield* readJsonFile(parts, answer, request)
    else yield* readBody(parts, answer, { ...request, from: verdict.start, until: verdict.end })
  } finally {
    answer.discard()
  }
}

async function* readBody(
  parts: ReceiveParts,
  answer: ByteAnswer,
  { start, end, from, until, signal }: RangeRequest & { from: number; until: number },
): AsyncGenerator<Uint8Array> {
  let at = from
  for await (const chunk of watched(parts, answer, { signal, enough: () => at >= until })) {
    // A server without ranges sends what comes before as well.
    const wanted = chunk.slice(Math.max(0, start - at), Math.max(0, end - at))
    at += chunk.length
    answer.recycle(chunk)
    if (wanted.length > 0) yield wanted
    if (at >= end) return
  }
  if (at < end) throw fail('truncated', `the answer ended ${end - at} bytes early`)
}

async function* readJsonFile(
  parts: ReceiveParts,
  answer: ByteAnswer,
  { start, end, sizeBytes, signal }: RangeRequest,
): AsyncGenerator<Uint8Array> {
  const body = await readSmallBody(parts, answer, signal)
  const failure = readBlobError(body)
  if (failure !== undefined) throw new TransferError(failure)
  if (body.length !== sizeBytes) throw fail('answer-unfit', 'JSON came instead of the file')
  yield body.subarray(start, end)
}

/** A body whose length nobody knows beforehand, up to `mostBytes`. */
export async function readWhole(
  parts: ReceiveParts,
  { url, mostBytes, signal }: { url: string; mostBytes: number; signal: AbortSignal },
): Promise<Uint8Array> {
  const answer = await openInTime(parts, { url, signal, lengthUnknown: true })
  try {
    const refused = failureOfHead(answer, parts.clock.now())
    if (refused !== undefined) throw new TransferError(refused)
    const chunks: Uint8Array[] = []
    let length = 0
    for await (const chunk of watched(parts, answer, { signal, enough: () => false })) {
      length += chunk.length
      if (length > mostBytes) throw fail('answer-unfit', 'more than expected')
      chunks.push(chunk.slice())
      answer.recycle(chunk)
    }
    const body = Buffer.concat(chunks)
    const failure = readBlobError(body)
    if (failure !== undefined) throw new TransferError(failure)
    return body
  } finally {
    answer.discard()
  }
}
