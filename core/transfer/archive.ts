// A zip that the site makes while sending it (cloudreve-api.md section 5.1): no length, no ranges, no resume. Errors hide
// in it as JSON under a zip's name, so the first bytes and the directory at the end decide whether it is one.

import { TransferError, fail } from '../model/failure.ts'
import { readBlobError } from './blob-error.ts'
import type { DownloadParts, DownloadRequest } from './download.ts'
import { passPaid } from './limiter.ts'
import type { PartFile } from './part-file.ts'
import { createPartWriter } from './part-writer.ts'
import { openInTime, watched } from './receive.ts'
import { failureOfHead } from './response-guard.ts'
import { isCompleteZip } from './zip-tail.ts'

/** Resolves with the length of the zip. */
export async function archiveToPart(
  parts: DownloadParts,
  request: DownloadRequest,
  part: PartFile,
): Promise<number> {
  const { transfer, hooks, signal } = request
  await parts.space.claim({ id: transfer.id, root: transfer.target.root, bytes: 0 })
  await part.file.truncate(0)
  parts.resumePoints.keepOnly(transfer.id, [])
  const { url, way } = await parts.link(transfer, { fresh: true, pinned: true, signal })
  hooks.linked()
  const answer = await openInTime(parts, { url, way, lengthUnknown: true, signal })
  const hasher = await parts.hashers.borrow()
  const share = parts.memory.enter(() => 1)
  let received = 0
  try {
    const refused = failureOfHead(answer, parts.clock.now())
    if (refused !== undefined) throw new TransferError(refused)
    const writer = createPartWriter({
      file: part.file,
      clock: parts.clock,
      hasher,
      share,
      start: 0,
      note: () => undefined,
      record: () => undefined,
    })
    try {
      for await (const chunk of watched(parts, answer, { signal, enough: () => false })) {
        const recycle = () => answer.recycle(chunk)
        const notZip = received === 0 ? whyNoZip(chunk) : undefined
        if (notZip !== undefined) {
          recycle()
          throw notZip
        }
        await passPaid(request.limiter, { chunk, signal, recycle }, (portion, done) => {
          received += portion.length
          hooks.progress(received)
          return writer.push(portion, done)
        })
      }
    } finally {
      // The file is not closed, and no memory given away, under a write.
      await writer.finish()
    }
  } finally {
    share.leave()
    parts.hashers.giveBack(hasher)
    answer.discard()
  }
  if (!(await isCompleteZip(part.file, received)))
    throw fail('truncated', 'the zip has no directory at its end')
  return received
}

/** A local file header, or the directory's end of an empty zip. Errors fit into the first chunk. */
function whyNoZip(chunk: Uint8Array): TransferError | undefined {
  if (chunk[0] === 0x50 && chunk[1] === 0x4b) return undefined
  const failure = readBlobError(chunk)
  return failure === undefined ? fail('answer-unfit', 'what came is not a zip') : new TransferError(failure)
}
