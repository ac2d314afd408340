// The last step: a complete part file gets its final name in one step that never replaces anything by accident. Also
// finds out, after a crash in the middle of it, that it had already happened.

import { basename, join } from 'node:path'
import { appendSuffix } from '../model/local-name.ts'
import type { NameRules } from '../model/local-name.ts'
import { countBytes } from '../model/ranges.ts'
import { fail } from '../model/failure.ts'
import type { Transfer } from '../model/transfer.ts'
import type { Disk } from '../ports/disk.ts'
import type { Landings } from '../ports/landings.ts'
import type { ResumePoints } from '../ports/resume-points.ts'
import { checkConflict } from './conflict-check.ts'
import { codeOf } from './error-code.ts'
import type { HasherPool } from './hasher.ts'
import { provenPieces, toRanges } from './part-file.ts'

export interface CommitParts {
  readonly disk: Disk
  readonly resumePoints: ResumePoints
  readonly landings: Landings
  readonly hashers: HasherPool
  readonly nameRules: NameRules
  readonly now: () => number
  readonly syncFolder: (folder: string) => Promise<void>
}

export interface Landed {
  readonly path: string
  readonly outcome: 'downloaded' | 'skipped'
  /** An archive's size is known only now. */
  readonly sizeBytes: number
}

/** A counter high enough for any folder, low enough to end. */
const highestNumber = 9_999

export async function commitPart(parts: CommitParts, transfer: Transfer, partPath: string): Promise<Landed> {
  const folder = partPath.slice(0, -(basename(partPath).length + 1))
  let decision = await checkConflict(parts, transfer, folder)
  for (let number = decision.kind === 'number' ? 1 : 0; number <= highestNumber; number++) {
    if (decision.kind === 'skip') {
      await parts.disk.remove(partPath)
      return { path: decision.path, outcome: 'skipped', sizeBytes: transfer.source.sizeBytes }
    }
    const name = number === 0 ? transfer.target.name : numbered(transfer.target.name, number, parts.nameRules)
    const path = join(folder, name)
    parts.resumePoints.saveFinalName(transfer.id, name)
    try {
      if (decision.kind === 'replace') await parts.disk.renameReplacing(partPath, path)
      else await parts.disk.renameNoClobber(partPath, path)
      return await settle(parts, transfer, path)
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
      // Taken since it was checked, or a number that is in use.
      if (number === 0) decision = await checkConflict(parts, transfer, folder)
      // Refused as taken, yet nothing is to be seen there: asking for the same name again might never end.
      if (decision.kind === 'free') decision = { kind: 'number' }
      if (decision.kind !== 'number') number--
    }
  }
  throw fail('name-impossible', `${highestNumber} files of that name are there already`)
}

async function settle(parts: CommitParts, transfer: Transfer, path: string): Promise<Landed> {
  await parts.syncFolder(path.slice(0, -(basename(path).length + 1)))
  const there = await parts.disk.stat(path)
  if (there !== undefined) {
    const { accountId, source } = transfer
    const { sizeBytes, modifiedAtMs } = there
    parts.landings.save(
      { path, accountId, fileId: source.fileId, entityId: source.entityId, sizeBytes, modifiedAtMs },
      parts.now(),
    )
  }
  return { path, outcome: 'downloaded', sizeBytes: there?.sizeBytes ?? transfer.source.sizeBytes }
}

function numbered(name: string, number: number, rules: NameRules): string {
  return appendSuffix(name, ` (${number})`, rules)
}

/**
 * After a crash between the rename and its record: the part is gone (or is the same file), and under the recorded final
 * name lies a file whose pieces all have the recorded hashes.
 */
export async function findCommitted(
  parts: CommitParts,
  transfer: Transfer,
  folder: string,
): Promise<Landed | undefined> {
  const point = parts.resumePoints.read(transfer.id)
  // An archive has no pieces to prove it by.
  if (point?.finalName === undefined || transfer.source.archiveOf !== undefined) return undefined
  const { sizeBytes } = transfer.source
  if (countBytes(toRanges(point.pieces)) !== sizeBytes) return undefined
  const path = join(folder, point.finalName)
  const partPath = join(folder, point.partName)
  const [there, part] = await Promise.all([parts.disk.stat(path), parts.disk.stat(partPath)])
  if (there?.kind !== 'file' || there.sizeBytes !== sizeBytes) return undefined
  if (part !== undefined && part.identity !== there.identity) return undefined
  const file = await parts.disk.open(path, 'existing')
  try {
    const signal = new AbortController().signal
    const proven = await provenPieces(parts, file, { pieces: point.pieces, signal })
    if (proven.length !== point.pieces.length) return undefined
  } finally {
    await file.close()
  }
  if (part !== undefined) await parts.disk.remove(partPath)
  return settle(parts, transfer, path)
}
