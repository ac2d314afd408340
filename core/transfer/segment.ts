// One connection's work on a file: fetches its stretch from the best address that leads to it, and writes and records what
// comes. How many of these run, and what a failure of one means for the file, is decided in segments.ts.

import { fail } from '../model/failure.ts'
import type { FailureKind } from '../model/failure.ts'
import type { Piece } from '../ports/resume-points.ts'
import { classify } from './classify.ts'
import type { DownloadParts, DownloadRequest, LinkChoice } from './download.ts'
import type { PartFile } from './part-file.ts'
import { createPartWriter } from './part-writer.ts'
import { receive } from './receive.ts'
import type { ReceiveRequest, Sink } from './receive.ts'
import type { Segment } from './segment-plan.ts'
import type { Tally } from './tally.ts'

export interface SegmentJob {
  readonly part: PartFile
  readonly segment: Segment
  readonly link: LinkChoice
  /** False for a server that cannot do ranges: it sends all of the file, and what is here already is passed over. */
  readonly useRange: boolean
  /** Others of the same file run: an answer that is not just this stretch is of no use. */
  readonly isExtra: boolean
  /** Connections of the file that run now. */
  readonly running: () => number
  readonly tally: Tally
  readonly signal: AbortSignal
}

/** Whatever ends it, what came until then is written and recorded, or counted as lost. */
export async function runSegment(
  parts: DownloadParts,
  request: DownloadRequest,
  job: SegmentJob,
): Promise<void> {
  const { segment, tally } = job
  const hasher = await parts.hashers.borrow()
  const share = parts.memory.enter(job.running)
  let received = 0
  let recorded = 0
  let heldBack: Piece[] | undefined
  const record = (pieces: readonly Piece[]) => {
    recorded = (pieces.at(-1)?.end ?? segment.start) - segment.start
    tally.record(pieces)
  }
  const writer = createPartWriter({
    file: job.part.file,
    clock: parts.clock,
    hasher,
    share,
    start: segment.start,
    note: (pieces) => {
      if (heldBack === undefined) tally.note(pieces)
    },
    record: (pieces) => {
      if (heldBack === undefined) record(pieces)
      else heldBack.push(...pieces)
    },
  })
  try {
    await receiveFromAny(parts, request, {
      ...job,
      // What may turn out not to be the file at all is recorded only once all of it has come.
      onProvisional: () => void (heldBack ??= []),
      sink: (chunk, recycle) => {
        received += chunk.length
        tally.received(chunk.length)
        return writer.push(chunk, recycle)
      },
    })
    await writer.finish()
    if (heldBack !== undefined) record(heldBack)
  } finally {
    await writer.finish().finally(() => {
      share.leave()
      parts.hashers.giveBack(hasher)
      tally.lost(received - recorded)
    })
  }
  job.signal.throwIfAborted()
}

interface Receiving extends SegmentJob {
  readonly onProvisional: () => void
  readonly sink: Sink
}

/** The best address first; another one only where the first does not lead to the file. */
async function receiveFromAny(
  parts: DownloadParts,
  { transfer, limiter }: DownloadRequest,
  job: Receiving,
): Promise<void> {
  const { link, segment, signal, sink, useRange } = job
  const { sizeBytes } = transfer.source
  const addresses = [link.url, ...link.others]
  let first: unknown
  for (const [index, url] of addresses.entries()) {
    let began = false
    try {
      const etag = knownEtag(parts, transfer.id, url)
      const judged: ReceiveRequest['judged'] = (verdict, { status }) => {
        if (verdict.provisional === true) job.onProvisional()
        if (status === 200) takeWhole(job, sizeBytes)
        // Before the first byte: whatever comes later is compared with what the first bytes came from.
        if (verdict.etag !== undefined && verdict.etag !== etag) {
          parts.resumePoints.saveValidator(transfer.id, `${new URL(url).origin} ${verdict.etag}`)
        }
      }
      const base = { url, way: link.way, segment, sizeBytes, useRange, limiter, signal, judged }
      await receive(parts, etag === undefined ? base : { ...base, etag }, (chunk, recycle) => {
        began = true
        return sink(chunk, recycle)
      })
      return
    } catch (error) {
      if (began || signal.aborted || !speaksOfAddress.has(classify(error, 'network').kind)) throw error
      first ??= error
      if (index === addresses.length - 1) throw moreHopeful(first, error)
    }
  }
}

/**
 * Trouble that passes at the best address is not made final by another address that is no good for ever; and where the best
 * one wants another link, a new one is what helps, whatever else does not answer.
 */
export function moreHopeful(first: unknown, last: unknown): unknown {
  const remedyOf = (error: unknown) => classify(error, 'network').remedy
  if (remedyOf(first) === 'renew-link') return first
  return remedyOf(last) === 'give-up' && remedyOf(first) !== 'give-up' ? first : last
}

/** The answer goes on to the file's end whatever was asked: rather all of it once than from the start for each gap. */
function takeWhole({ segment, isExtra, tally }: SegmentJob, sizeBytes: number): void {
  if (isExtra) throw fail('range-refused', 'the server sends the whole file to each connection')
  segment.solid = true
  if (segment.end === sizeBytes) return
  tally.forgetFrom(segment.start)
  segment.end = sizeBytes
}

/** Failures that may be the address's and not the link's: before a byte has come, another address is tried. */
export const speaksOfAddress: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'network',
  'timeout',
  'offline',
  'certificate-rejected',
  'link-rejected',
  'answer-unfit',
])

/** Only answers of the same origin are compared: another storage may make other ETags for the same bytes. */
function knownEtag(parts: DownloadParts, transferId: string, url: string): string | undefined {
  const validator = parts.resumePoints.read(transferId)?.validator
  const origin = `${new URL(url).origin} `
  return validator?.startsWith(origin) === true ? validator.slice(origin.length) : undefined
}
