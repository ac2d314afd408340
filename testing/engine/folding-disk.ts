// A Disk port that takes several spellings for one name, as other systems' volumes do, on a disk that does not: a path is
// read as what already lies there under another spelling. Real files, so tests may look at them.

import { readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Disk } from '../../core/ports/disk.ts'
import { createNodeDisk } from '../../core/ports/node-disk.ts'

export interface Folding {
  /** NTFS, APFS, FAT, most network shares. */
  readonly ignoresCase: boolean
  /** APFS takes both forms for one name; HFS+ keeps decomposed ones. */
  readonly form: 'kept' | 'ignored' | 'decomposed'
  /** Everything above this folder is spelled as it is. */
  readonly root: string
}

export function createFoldingDisk({ ignoresCase, form, root }: Folding, real: Disk = createNodeDisk()): Disk {
  const keyOf = (name: string) => {
    const formed = form === 'kept' ? name : name.normalize('NFC')
    return ignoresCase ? formed.toLowerCase() : formed
  }
  const namesIn = (folder: string) => {
    try {
      return readdirSync(folder)
    } catch {
      // Nothing there: every spelling is free.
      return []
    }
  }
  const at = (path: string): string => {
    if (path === root || !path.startsWith(`${root}/`)) return path
    const folder = at(dirname(path))
    const name = basename(path)
    const key = keyOf(name)
    const known = namesIn(folder).find((other) => keyOf(other) === key)
    return join(folder, known ?? (form === 'decomposed' ? name.normalize('NFD') : name))
  }
  return {
    ...real,
    ensureFolder: async (base, folders) => {
      let path = base
      const spelled: string[] = []
      for (const folder of folders) {
        path = at(join(path, folder))
        spelled.push(basename(path))
      }
      await real.ensureFolder(base, spelled)
      // As a real one: whoever asked goes on with the spelling that he knows.
      return join(base, ...folders)
    },
    makeFolder: (path) => real.makeFolder(at(path)),
    open: (path, mode) => real.open(at(path), mode),
    makeFile: (path, whole) => real.makeFile(at(path), whole),
    stat: (path) => real.stat(at(path)),
    renameNoClobber: (from, to) => real.renameNoClobber(at(from), at(to)),
    renameReplacing: (from, to) => real.renameReplacing(at(from), at(to)),
    // Its own name in another spelling is not in its way.
    moveFolder: (from, to) => real.moveFolder(at(from), at(to)),
    removeFolder: (path) => real.removeFolder(at(path)),
    entries: (folder) => real.entries(at(folder)),
    syncFolder: (folder) => real.syncFolder(at(folder)),
    remove: (path) => real.remove(at(path)),
    removeEmptyFolder: (path) => real.removeEmptyFolder(at(path)),
    freeBytes: (path) => real.freeBytes(at(path)),
    volumeOf: (path) => real.volumeOf(at(path)),
  }
}
