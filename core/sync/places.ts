// Where a pair's entries lie: paths made from the record, never from what a site says. Also the pair's own folders.

import { join } from 'node:path'
import { fail } from '../model/failure.ts'
import { hashName } from '../model/local-name.ts'
import type { KnownEntry, SyncPair } from '../model/sync.ts'
import type { KnownTree } from '../plan/compare.ts'
import { ownFolder } from '../plan/wanted.ts'

export const holding = 'held'
export const incoming = 'incoming'
/** The parent of what is held: it is in no folder of the site just now. */
export const nowhere = '#held'
/** Deeper than any disk takes: a record that goes round in circles ends here. */
const deepest = 20_000

export interface Places {
  readonly root: string
  /** Local names below the root, where it is now. */
  namesOf(known: KnownEntry): readonly string[]
  /** Of a folder by its id; undefined where it is not on record. */
  folderOf(id: string): readonly string[] | undefined
  /** The same as text, for people. */
  shownOf(known: KnownEntry): string
  at(names: readonly string[]): string
  /** A name in the holding folder: `held` for what moves, `old` for what is replaced. */
  holdName(id: string, use: 'held' | 'old'): readonly string[]
}

export function createPlaces({ localRoot: root }: SyncPair, tree: KnownTree): Places {
  const holdName: Places['holdName'] = (id, use) => [
    ownFolder,
    holding,
    // Ids may differ by case alone, and come from outside.
    `${use}-${hashName(id)}-${id.replace(/[^A-Za-z0-9]/g, '_')}`,
  ]
  const namesOf = (known: KnownEntry): readonly string[] => {
    const names: string[] = []
    let at: KnownEntry | undefined = known
    for (let level = 0; at !== undefined && level < deepest; level++) {
      if (at.held) return [...holdName(at.id, 'held'), ...names.reverse()]
      names.push(at.localName)
      if (at.parentId === '') return names.reverse()
      at = tree.get(at.parentId)
    }
    throw fail('illegal-state', 'a record without a way to its folder')
  }
  return {
    root,
    namesOf,
    holdName,
    folderOf: (id) => {
      if (id === '') return []
      const known = tree.get(id)
      return known === undefined ? undefined : namesOf(known)
    },
    shownOf: (known) => {
      const names = [known.localName]
      for (let at = tree.get(known.parentId); at !== undefined; at = tree.get(at.parentId)) {
        names.push(at.localName)
        if (names.length > deepest) break
      }
      return names.reverse().join('/')
    },
    at: (names) => join(root, ...names),
  }
}
