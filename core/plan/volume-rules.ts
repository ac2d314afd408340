// What names a volume really takes for one: a memory stick or a share may fold case where its system does not. Found out
// by asking the volume, since no file system says so of itself.

import { join } from 'node:path'
import { hashName } from '../model/local-name.ts'
import type { NameRules } from '../model/local-name.ts'
import type { Disk, DiskFile } from '../ports/disk.ts'

export interface VolumeQuestion {
  readonly disk: Disk
  /** Made where it is missing. */
  readonly root: string
  /** What the system says. */
  readonly rules: NameRules
  /** Of who asks: two may ask at once. Asked again after a crash, the same one takes away what was left behind. */
  readonly askerId: string
}

/** The same rules, or stricter ones. Leaves nothing behind. */
export async function volumeRules({ disk, root, rules, askerId }: VolumeQuestion): Promise<NameRules> {
  if (!rules.caseSensitive && rules.normalizing) return rules
  const folder = await disk.ensureFolder(root, [])
  // Composed and in lower case: what answers to another spelling is this same file.
  const name = `.rv-é${hashName(askerId)}`
  const file = await openProbe(disk, join(folder, name))
  try {
    await file.close()
    const has = async (spelling: string) => (await disk.stat(join(folder, spelling))) !== undefined
    return {
      ...rules,
      caseSensitive: rules.caseSensitive && !(await has(name.toUpperCase())),
      normalizing: rules.normalizing || (await has(name.normalize('NFD'))),
    }
  } finally {
    await disk.remove(join(folder, name))
  }
}

/** An empty file of that name is what a crash in the middle of the question left. */
async function openProbe(disk: Disk, path: string): Promise<DiskFile> {
  const there = await disk.stat(path)
  const isLeftover = there?.kind === 'file' && there.sizeBytes === 0
  return disk.open(path, isLeftover ? 'existing' : 'create')
}
