// Before anything is removed here, a second look at the site: the folder is listed again, and where it has become empty
// the site has to say of each entry that it is not there. One answer that merely lacks something is no proof.

import type { CloudUri } from '../model/cloud-uri.ts'
import { childUri } from '../model/cloud-uri.ts'
import type { Entry } from '../model/entry.ts'
import { TransferError } from '../model/failure.ts'
import type { KnownEntry, PlanItem } from '../model/sync.ts'
import { listFolder } from '../plan/walk-tree.ts'
import type { WalkTreeParts } from '../plan/walk-tree.ts'
import { isAbort } from '../transfer/classify.ts'
import type { Places } from './places.ts'
import { isWithin } from './scope.ts'
import type { Scope } from './scope.ts'

/** Known entries that a folder's listing does not have. */
export interface Gone {
  readonly uri: CloudUri
  readonly remotePath: readonly string[]
  /** The listing had nothing at all. */
  readonly emptied: boolean
  readonly entries: readonly KnownEntry[]
}

export interface ConfirmRequest {
  readonly gone: readonly Gone[]
  /** A folder could not be listed just now: what is missing may have gone there. */
  readonly isBlind: boolean
  readonly scope: Scope | undefined
  readonly moved: ReadonlySet<string>
  info(uri: CloudUri): Promise<Entry>
  add(item: PlanItem): void
  readonly places: Places
}

/** Of an emptied folder with more entries than these, so many are asked for, all over it. */
const mostAsked = 500
const askedAtOnce = 8

export async function confirmMissing(
  walk: WalkTreeParts,
  request: ConfirmRequest,
): Promise<{ certain: readonly KnownEntry[]; again: boolean }> {
  const { gone, isBlind, scope, add, places } = request
  const certain: KnownEntry[] = []
  let again = false
  for (const one of gone) {
    const told = one.entries.filter((entry) => isTold(scope, one, entry))
    const sure = isBlind ? [] : await confirmFolder(walk, { ...one, entries: told }, request)
    const sureIds = new Set(sure.map(({ id }) => id))
    certain.push(...sure)
    for (const entry of one.entries) {
      if (sureIds.has(entry.id)) continue
      again = true
      add(notCertain(entry, places))
    }
  }
  return { certain, again }
}

/** A run that does not see everything believes a deletion only where the site spoke of it: else it may be a move. */
function isTold(scope: Scope | undefined, { remotePath }: Gone, { remoteName }: KnownEntry): boolean {
  if (scope === undefined) return true
  const path = [...remotePath, remoteName].join('/')
  const trees = [...scope.trees]
  // All there is was looked at.
  if (trees.includes('')) return true
  return [...scope.deleted].some((deleted) => isWithin(path, deleted))
}

async function confirmFolder(
  walk: WalkTreeParts,
  { uri, emptied, entries }: Gone,
  { info }: ConfirmRequest,
): Promise<readonly KnownEntry[]> {
  if (entries.length === 0) return []
  try {
    const listed = new Set((await listFolder(walk, uri)).map(({ id }) => id))
    const still = entries.filter(({ id }) => !listed.has(id))
    if (!emptied && listed.size > 0) return still
    const step = Math.max(1, Math.ceil(still.length / mostAsked))
    const asked = still.filter((_, index) => index % step === 0)
    for (let at = 0; at < asked.length; at += askedAtOnce) {
      const answers = asked
        .slice(at, at + askedAtOnce)
        .map(({ remoteName }) => isAbsent(info(childUri(uri, remoteName))))
      // One that is there after all, and the emptiness is a lie.
      if ((await Promise.all(answers)).includes(false)) return []
    }
    return still
  } catch (error) {
    if (isAbort(error) || !(error instanceof TransferError)) throw error
    if (error.failure.remedy === 'hold') throw error
    return []
  }
}

/** Only the plain word counts; whatever else goes wrong is no word at all. */
async function isAbsent(answer: Promise<Entry>): Promise<boolean> {
  return answer.then(
    () => false,
    (error: unknown) => {
      if (error instanceof TransferError && error.failure.kind === 'not-found') return true
      throw error
    },
  )
}

function notCertain(entry: KnownEntry, places: Places): PlanItem {
  return {
    ...{ kind: 'skip', action: 'none', reason: 'not-certain', entry: entry.kind },
    ...{ id: entry.id, parentId: entry.parentId, remoteName: entry.remoteName, localName: entry.localName },
    ...{ entityId: entry.entityId, sizeBytes: entry.sizeBytes, modifiedAtMs: entry.modifiedAtMs },
    path: places.shownOf(entry),
  }
}
