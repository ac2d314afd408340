// What the conflict policy says about a name that may be taken: asked before the download, to save the bytes, and
// again at the rename, because the folder may have changed meanwhile.

import { dirname, join } from 'node:path'
import { fail } from '../model/failure.ts'
import type { Transfer } from '../model/transfer.ts'
import type { Disk, FileStat } from '../ports/disk.ts'
import type { Landing, Landings } from '../ports/landings.ts'

export type ConflictDecision =
  | { readonly kind: 'free' }
  | { readonly kind: 'skip'; readonly path: string }
  | { readonly kind: 'number' }
  | { readonly kind: 'replace' }
  | { readonly kind: 'set-aside' }

export interface ConflictParts {
  readonly disk: Disk
  readonly landings: Landings
}

/** Coarsest file times among the systems that people copy to (FAT: 2 s). */
const timeToleranceMs = 2_000

/** Fails `conflict-undecided` where the policy is to ask, `disk-denied` where a folder would have to be replaced. */
export async function checkConflict(
  { disk, landings }: ConflictParts,
  transfer: Transfer,
  folder: string,
): Promise<ConflictDecision> {
  const path = join(folder, transfer.target.name)
  const there = await disk.stat(path)
  if (there === undefined) return { kind: 'free' }
  switch (transfer.conflict) {
    case 'rename':
      return { kind: 'number' }
    case 'overwrite':
    case 'set-aside':
      if (there.kind === 'folder')
        throw fail('disk-denied', 'a folder with the name of the file is in the way')
      return { kind: transfer.conflict === 'overwrite' ? 'replace' : 'set-aside' }
    case 'skip':
      return { kind: 'skip', path }
    case 'skip-if-same':
      if (isSame(transfer, there, landings.read(path))) return { kind: 'skip', path }
      return (await findTwin({ disk, landings }, transfer, folder)) ?? { kind: 'number' }
    case 'ask':
      throw fail('conflict-undecided', 'a file of that name is there already')
  }
}

/** By the record of what landed there, as long as the file has not been touched since; else by length and time. */
function isSame(
  { source, accountId }: Transfer,
  there: FileStat,
  landing: ReturnType<Landings['read']>,
): boolean {
  if (there.kind !== 'file' || source.archiveOf !== undefined || there.sizeBytes !== source.sizeBytes)
    return false
  const untouched = landing !== undefined && isUntouched(landing, there)
  // Ids are the site's own: two sites may use the same for different files.
  const isSameFile = untouched && landing.accountId === accountId && landing.fileId === source.fileId
  if (isSameFile) return landing.entityId === source.entityId
  return Math.abs(source.modifiedAtMs - there.modifiedAtMs) <= timeToleranceMs
}

function isUntouched(landing: Landing, there: FileStat): boolean {
  return (
    there.kind === 'file' &&
    landing.sizeBytes === there.sizeBytes &&
    Math.abs(landing.modifiedAtMs - there.modifiedAtMs) <= timeToleranceMs
  )
}

/** The same bytes came here before and got a number, because the plain name was taken: they need not come again. */
async function findTwin(
  { disk, landings }: ConflictParts,
  { accountId, source }: Transfer,
  folder: string,
): Promise<ConflictDecision | undefined> {
  const { fileId, entityId } = source
  // An archive is made anew each time and has no identity.
  if (source.archiveOf !== undefined) return undefined
  for (const landing of landings.ofEntity({ accountId, fileId, entityId })) {
    if (dirname(landing.path) !== folder || landing.sizeBytes !== source.sizeBytes) continue
    const there = await disk.stat(landing.path)
    if (there !== undefined && isUntouched(landing, there)) return { kind: 'skip', path: landing.path }
  }
  return undefined
}
