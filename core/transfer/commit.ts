// The last step: a complete part file gets its final name in one step that never replaces anything by accident. Also
// finds out, after a crash in the middle of it, that it had already happened.

import type { LeftOut } from '../model/transfer.ts'
import { basename, dirname, join } from 'node:path'
import { appendSuffix } from '../model/local-name.ts'
import type { NameRules } from '../model/local-name.ts'
import { countBytes } from '../model/ranges.ts'
import { fail } from '../model/failure.ts'
import type { Transfer } from '../model/transfer.ts'
import type { Landings } from '../ports/landings.ts'
import { checkConflict } from './conflict-check.ts'
import { digestOf } from './digest.ts'
import type { Digest, DigestParts } from './digest.ts'
import { codeOf } from './error-code.ts'
import { provenPieces, toRanges } from './part-file.ts'

export interface CommitParts extends DigestParts {
  readonly landings: Landings
  readonly nameRules: NameRules
  readonly now: () => number
  readonly syncFolder: (folder: string) => Promise<void>
}

export interface Landed {
  readonly path: string
  readonly outcome: 'downloaded' | 'skipped'
  /** Of a zip made by the site. */
  readonly leftOut?: LeftOut
  /** An archive's size is known only now. */
  readonly sizeBytes: number
}

/** Windows refuses to rename a file that a virus scanner looks at just then, and calls that forbidden. */
function heldByOthers(error: unknown, { family }: NameRules): unknown {
  const isHeld = family === 'windows' && /^(?:EPERM|EACCES)$/.test(codeOf(error))
  return isHeld ? fail('disk-busy', `rename ${codeOf(error)}`, { cause: error }) : error
}

/** A counter high enough for any folder, low enough to end. */
const highestNumber = 9_999

export interface CompletePart {
  readonly path: string
  readonly sizeBytes: number
  readonly signal: AbortSignal
}

export async function commitPart(
  parts: CommitParts,
  transfer: Transfer,
  { path: partPath, sizeBytes, signal }: CompletePart,
): Promise<Landed> {
  const folder = partPath.slice(0, -(basename(partPath).length + 1))
  const digest = await digestOf(parts, { transferId: transfer.id, path: partPath, sizeBytes, signal })
  let decision = await checkConflict(parts, transfer, folder)
  for (let number = decision.kind === 'number' ? 1 : 0; number <= highestNumber; number++) {
    if (decision.kind === 'skip') {
      await parts.disk.remove(partPath)
      return { path: decision.path, outcome: 'skipped', sizeBytes: transfer.source.sizeBytes }
    }
    const name = number === 0 ? transfer.target.name : numbered(transfer.target.name, number, parts.nameRules)
    const path = join(folder, name)
    parts.resumePoints.saveFinalName(transfer.id, name)
    // A crash right after the rename has to find the name.
    await parts.resumePoints.recorded()
    try {
      if (decision.kind === 'set-aside') await setAside(parts, transfer, path)
      if (decision.kind === 'replace') await parts.disk.renameReplacing(partPath, path)
      else await parts.disk.renameNoClobber(partPath, path)
      return await settle(parts, transfer, { path, digest })
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw heldByOthers(error, parts.nameRules)
      // Taken since it was checked, or a number that is in use.
      if (number === 0) decision = await checkConflict(parts, transfer, folder)
      // Refused as taken, yet nothing is to be seen there: asking for the same name again might never end.
      if (decision.kind === 'free') decision = { kind: 'number' }
      if (decision.kind !== 'number') number--
    }
  }
  throw fail('name-impossible', `${highestNumber} files of that name are there already`)
}

async function settle(
  parts: CommitParts,
  transfer: Transfer,
  { path, digest }: { path: string; digest: Digest },
): Promise<Landed> {
  await parts.syncFolder(path.slice(0, -(basename(path).length + 1)))
  const there = await parts.disk.stat(path)
  if (there !== undefined) {
    const { accountId, source } = transfer
    const { uri, fileId, entityId } = source
    const { sizeBytes, modifiedAtMs } = there
    const bytes = { sizeBytes, modifiedAtMs, ...digest }
    parts.landings.save({ path, accountId, uri, fileId, entityId, ...bytes }, parts.now())
  }
  return { path, outcome: 'downloaded', sizeBytes: there?.sizeBytes ?? transfer.source.sizeBytes }
}

/** `name (damaged).ext`, or `name (older).ext` where the site has another version than the one that landed here. */
async function setAside(parts: CommitParts, { target, source }: Transfer, path: string): Promise<void> {
  const folder = dirname(path)
  const word = parts.landings.read(path)?.entityId === source.entityId ? 'damaged' : 'older'
  for (let number = 1; number <= highestNumber; number++) {
    const suffix = number === 1 ? ` (${word})` : ` (${word} ${number})`
    try {
      return await parts.disk.renameNoClobber(
        path,
        join(folder, appendSuffix(target.name, suffix, parts.nameRules)),
      )
    } catch (error) {
      // Gone by now: its name is free, which is all that was wanted.
      if (codeOf(error) === 'ENOENT') return
      if (codeOf(error) !== 'EEXIST') throw error
    }
  }
  throw fail('name-impossible', `${highestNumber} files were set aside there already`)
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
  { folder, signal }: { folder: string; signal: AbortSignal },
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
    const proven = await provenPieces(parts, file, { pieces: point.pieces, signal })
    if (proven.length !== point.pieces.length) return undefined
  } finally {
    await file.close()
  }
  const digest = await digestOf(parts, { transferId: transfer.id, path, sizeBytes, signal })
  if (part !== undefined) await parts.disk.remove(partPath)
  return settle(parts, transfer, { path, digest })
}
