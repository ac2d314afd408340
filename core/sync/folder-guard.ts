// Keeps every step inside the pair's folder: a folder that somebody made a link of is never entered.

import { join, sep } from 'node:path'
import { fail } from '../model/failure.ts'
import type { Clock } from '../ports/clock.ts'
import type { Disk } from '../ports/disk.ts'

export interface FolderGuard {
  /** True where all of it are folders; false where something is missing; fails `disk-denied` for anything else. */
  enter(names: readonly string[]): Promise<boolean>
  /** Somebody, maybe we, moved folders. */
  forget(): void
}

const trustMs = 1_000
const mostTrusted = 10_000

export function createFolderGuard(disk: Disk, clock: Clock, root: string): FolderGuard {
  const trusted = new Map<string, number>()
  return {
    forget: () => trusted.clear(),
    enter: async (names) => {
      // Not joined anew at each level: names are the record's.
      let path = ''
      for (const name of names) {
        path = path === '' ? join(root, name) : `${path}${sep}${name}`
        const seenAt = trusted.get(path)
        if (seenAt !== undefined && clock.monotonic() - seenAt < trustMs) continue
        const kind = (await disk.stat(path))?.kind
        if (kind === undefined) return false
        if (kind !== 'folder') throw fail('disk-denied', `“${name}” is in the way of a folder`)
        if (trusted.size > mostTrusted) trusted.clear()
        trusted.set(path, clock.monotonic())
      }
      return true
    },
  }
}
