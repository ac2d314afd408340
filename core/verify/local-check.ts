// One recorded file against the disk: looked at, read where that is worth it, never written to.

import { TransferError } from '../model/failure.ts'
import { codeOf } from '../transfer/error-code.ts'
import { readDigest } from '../transfer/digest.ts'
import type { HasherPool } from '../transfer/hasher.ts'
import { isAbort } from '../transfer/classify.ts'
import type { Disk, FileStat } from '../ports/disk.ts'
import type { Landing } from '../ports/landings.ts'
import { isWorthReading, judgeLanding } from './finding.ts'
import type { Finding, Read, RemoteFacts } from './finding.ts'

export interface LocalParts {
  readonly disk: Disk
  readonly hashers: HasherPool
}

export interface LocalRequest {
  readonly quick: boolean
  readonly remote: RemoteFacts
  readonly signal: AbortSignal
  readonly onBytes: (bytes: number) => void
}

export async function checkLanding(
  parts: LocalParts,
  landing: Landing,
  request: LocalRequest,
): Promise<Finding> {
  const facts = { landing, found: undefined, read: undefined, remote: request.remote }
  try {
    const found = await parts.disk.stat(landing.path)
    if (found === undefined || !isWorthReading(landing, found, request.quick)) {
      return judgeLanding({ ...facts, found })
    }
    return judgeLanding({ ...facts, ...(await readAll(parts, landing, { ...request, found })) })
  } catch (error) {
    const code = isBusy(error) ? 'EBUSY' : codeOf(error)
    if (isAbort(error) || code === '') throw error
    const finding = judgeLanding(facts)
    return code === 'ENOENT' ? finding : { ...finding, kind: 'unreadable', code }
  }
}

/** Cut while it was read. */
function isBusy(error: unknown): boolean {
  return error instanceof TransferError && error.failure.kind === 'disk-busy'
}

async function readAll(
  { disk, hashers }: LocalParts,
  landing: Landing,
  { found, signal, onBytes }: LocalRequest & { found: FileStat },
): Promise<{ found: FileStat; read: Read }> {
  const file = await disk.open(landing.path, 'read')
  try {
    const read = await readDigest({ hashers }, file, {
      pieces: landing.pieces.filter(({ end }) => end <= found.sizeBytes),
      sha256: landing.sha256 !== undefined && found.sizeBytes === landing.sizeBytes,
      signal,
      onPiece: ({ start, end }) => onBytes(end - start),
    })
    // Looked at again: somebody who writes to it while it is read is no damage.
    return { found: await file.stat(), read }
  } finally {
    await file.close()
  }
}
