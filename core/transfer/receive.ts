// One request for one segment: opens it within a time, judges its head, and hands the body's bytes on for as long as they
// come. Never writes a byte that the guard has not allowed, and knows nothing of files.

import { createFailure, fail, TransferError } from '../model/failure.ts'
import type { Clock } from '../ports/clock.ts'
import { envelopeLimitBytes, readBlobError } from './blob-error.ts'
import type { ByteAnswer, ByteRequest, ByteSource } from './byte-source.ts'
import { passPaid } from './limiter.ts'
import type { Limiter } from './limiter.ts'
import { judgeAnswer } from './response-guard.ts'
import type { AnswerHead, Verdict } from './response-guard.ts'
import type { Segment } from './segment-plan.ts'

export interface Timeouts {
  /** From the request to the answer's head, milliseconds. */
  readonly firstByteMs: number
  /** Longest silence within a body, milliseconds. */
  readonly idleMs: number
}

export interface ReceiveParts {
  readonly source: ByteSource
  readonly clock: Clock
  readonly timeouts: Timeouts
}

export interface ReceiveRequest extends Pick<ByteRequest, 'way'> {
  readonly url: string
  /** Its `at` grows with every chunk handed on; its `end` may be lowered meanwhile. */
  readonly segment: Segment
  readonly sizeBytes: number
  /** False for a server that cannot do ranges: the whole body is read and what is there already is passed over. */
  readonly useRange: boolean
  readonly etag?: string
  /** Told what the head promises, before the first byte; may raise the segment's end to what comes, or throw. */
  readonly judged: (verdict: Verdict & { kind: 'bytes' }, head: AnswerHead) => void
  readonly limiter: Limiter
  readonly signal: AbortSignal
}

/** Calls `recycle` once nobody reads the chunk any more, whatever became of it. */
export type Sink = (chunk: Uint8Array, recycle: () => void) => Promise<void> | undefined

/** Resolves when the segment (or as much as the server chose to send of it) has been handed on. */
export async function receive(parts: ReceiveParts, request: ReceiveRequest, sink: Sink): Promise<void> {
  const answer = await openInTime(parts, request)
  try {
    const verdict = judgeAnswer(
      {
        ...(request.useRange ? { start: request.segment.start } : {}),
        end: request.useRange ? request.segment.end : request.sizeBytes,
        sizeBytes: request.sizeBytes,
        ...(request.etag === undefined ? {} : { etag: request.etag }),
      },
      answer,
      parts.clock.now(),
    )
    if (verdict.kind === 'refused') throw new TransferError(verdict.failure)
    if (verdict.kind === 'envelope') await passSmallBody(parts, answer, { request, sink })
    else {
      request.judged(verdict, answer)
      request.segment.promisedEnd = verdict.end
      await passBody(parts, answer, { request, sink, verdict })
    }
  } catch (error) {
    answer.discard()
    throw error
  }
}

/** `signal` given up by the caller, or a clock that ran out: told apart by who asked. */
export async function openInTime(
  { source, clock, timeouts }: Pick<ReceiveParts, 'source' | 'clock' | 'timeouts'>,
  request: Pick<ReceiveRequest, 'url' | 'signal' | 'way'> &
    Partial<Pick<ReceiveRequest, 'segment' | 'useRange'>> &
    Pick<ByteRequest, 'lengthUnknown'>,
): Promise<ByteAnswer> {
  const { url, way, signal, segment, useRange, lengthUnknown = false } = request
  const late = new AbortController()
  const abort = () => late.abort()
  signal.throwIfAborted()
  signal.addEventListener('abort', abort, { once: true })
  let timedOut = false
  const cancel = clock.after(timeouts.firstByteMs, () => {
    timedOut = true
    late.abort()
  })
  try {
    const range = useRange === true && segment !== undefined ? { start: segment.start, end: segment.end } : {}
    return await source.open({ url, way, ...range, lengthUnknown, signal: late.signal })
  } catch (error) {
    if (timedOut) throw fail('timeout', `no answer within ${timeouts.firstByteMs / 1000} s`, { cause: error })
    throw error
  } finally {
    cancel()
    // From here on the body's reader watches the signal itself.
    signal.removeEventListener('abort', abort)
  }
}

interface Passing {
  readonly request: ReceiveRequest
  readonly sink: Sink
}

async function passBody(
  parts: ReceiveParts,
  answer: ByteAnswer,
  { request, sink, verdict }: Passing & { verdict: Verdict & { kind: 'bytes' } },
): Promise<void> {
  const { segment, signal, limiter } = request
  const wantedEnd = () => Math.min(verdict.end, segment.end)
  let at = verdict.start
  for await (const chunk of watched(parts, answer, { signal, enough: () => at >= verdict.end })) {
    const from = at
    at += chunk.length
    const recycle = () => answer.recycle(chunk)
    const useful = () => chunk.subarray(Math.max(0, segment.start - from), Math.max(0, wantedEnd() - from))
    if (at > verdict.end) {
      recycle()
      throw fail('answer-unfit', 'more bytes came than were promised')
    }
    if (useful().length === 0) recycle()
    else {
      // Looked at again each time: another connection may have taken the end over while this one waited.
      const isWanted = () => segment.at < wantedEnd()
      await passPaid(limiter, { chunk: useful(), signal, isWanted, recycle }, (portion, done) => {
        const bytes = portion.subarray(0, Math.max(0, wantedEnd() - segment.at))
        segment.at += bytes.length
        return sink(bytes, done)
      })
    }
    if (at >= wantedEnd() && wantedEnd() < verdict.end) return answer.discard()
  }
  if (at < wantedEnd()) throw fail('truncated', `the answer ended ${wantedEnd() - at} bytes early`)
}

/** A small body that may be an error in an envelope, or a JSON file that looks like one. */
async function passSmallBody(
  parts: ReceiveParts,
  answer: ByteAnswer,
  { request, sink }: Passing,
): Promise<void> {
  const body = await readSmallBody(parts, answer, request.signal)
  const failure = readBlobError(body)
  if (failure !== undefined) throw new TransferError(failure)
  if (body.length !== request.sizeBytes) throw fail('answer-unfit', 'JSON came instead of the file')
  const { segment } = request
  const bytes = body.subarray(segment.start, segment.end)
  segment.at += bytes.length
  await sink(bytes, () => undefined)
}

export async function readSmallBody(
  parts: Pick<ReceiveParts, 'clock' | 'timeouts'>,
  answer: ByteAnswer,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of watched(parts, answer, { signal, enough: () => false })) {
    length += chunk.length
    // Copied: they are few, and nobody has to remember to give them back.
    chunks.push(chunk.slice())
    answer.recycle(chunk)
    if (length > envelopeLimitBytes) throw fail('answer-unfit', 'JSON came instead of the file')
  }
  return Buffer.concat(chunks)
}

/**
 * The body with a watchdog: only silence of the network counts, not the time the consumer takes. Silence after `enough`
 * is an end like any other.
 */
export async function* watched(
  { clock, timeouts }: Pick<ReceiveParts, 'clock' | 'timeouts'>,
  answer: ByteAnswer,
  { signal, enough }: { signal: AbortSignal; enough: () => boolean },
): AsyncGenerator<Uint8Array> {
  let silent = false
  const abort = () => answer.discard()
  signal.addEventListener('abort', abort, { once: true })
  const iterator = answer.body[Symbol.asyncIterator]()
  try {
    for (;;) {
      signal.throwIfAborted()
      const cancel = clock.after(timeouts.idleMs, () => {
        silent = true
        answer.discard()
      })
      const next = await iterator.next().finally(cancel)
      if (next.done === true) break
      yield next.value
    }
    signal.throwIfAborted()
    if (silent && !enough()) throw new TransferError(stalled(timeouts))
  } catch (error) {
    signal.throwIfAborted()
    if (!silent) throw error
    if (!enough()) throw new TransferError(stalled(timeouts), { cause: error })
  } finally {
    signal.removeEventListener('abort', abort)
    answer.discard()
  }
}

function stalled({ idleMs }: Timeouts) {
  return createFailure('stalled', `nothing came for ${idleMs / 1000} s`)
}
