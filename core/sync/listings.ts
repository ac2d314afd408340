// Where a run's listings come from: the site, or what a run before this one had listed when it was cut off. What is taken
// from there may be half an hour old, so it brings files but never proves that something is gone: a run that used any of it
// deletes nothing and is followed by one that lists everything (docs/adr/0037).

import type { Clock } from '../ports/clock.ts'
import type { Entry } from '../model/entry.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import { listFolder } from '../plan/walk-tree.ts'
import type { WalkTreeParts } from '../plan/walk-tree.ts'
import type { WalkTable } from '../store/sync-walk.ts'

export interface Listings {
  of(folder: { readonly id: string; readonly uri: CloudUri }): Promise<readonly Entry[]>
  /** Where there is something to do in it, a run after a break need not list it again. */
  judged(folderId: string, isToDo: boolean): void
  /** Something was taken from an earlier run. */
  isPartlyOld(): boolean
}

export interface ListingsWish {
  readonly walk: WalkTreeParts
  readonly table: WalkTable
  readonly clock: Pick<Clock, 'now'>
  /** What is kept may be used; else everything is listed, and what was kept is dropped. */
  readonly resume: boolean
  /** Only a run that sees everything is worth it. */
  readonly keeps: boolean
}

/** As long as a folder goes unlooked at where nothing tells of a change. */
const freshMs = 30 * 60_000

export function createListings({ walk, table, clock, resume, keeps }: ListingsWish): Listings {
  /** Listed and not judged yet: a few folders. */
  const open = new Map<string, { uri: CloudUri; listedAtMs: number; entries: readonly Entry[] }>()
  const mayRecall = resume && !table.isEmpty()
  let partlyOld = false
  if (!resume && keeps && !table.isEmpty()) table.clear()

  const recall = (id: string, uri: CloudUri) => {
    const kept = mayRecall ? table.read(id, uri) : undefined
    const ageMs = clock.now() - (kept?.listedAtMs ?? 0)
    return ageMs >= 0 && ageMs < freshMs ? kept?.entries : undefined
  }
  return {
    of: async ({ id, uri }) => {
      const kept = recall(id, uri)
      if (kept !== undefined) {
        partlyOld = true
        return kept
      }
      const listedAtMs = clock.now()
      const entries = await listFolder(walk, uri)
      if (keeps) open.set(id, { uri, listedAtMs, entries })
      return entries
    },
    judged: (id, isToDo) => {
      const listed = open.get(id)
      open.delete(id)
      if (listed !== undefined && isToDo) table.save({ id, ...listed })
    },
    isPartlyOld: () => partlyOld,
  }
}
