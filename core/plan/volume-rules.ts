// What names a volume really takes for one: a memory stick or a share may fold case where its system does not. Found out
// by asking the volume, since no file system says so of itself.

import { join } from 'node:path'
import { hashName } from '../model/local-name.ts'
import type { NameRules } from '../model/local-name.ts'
import type { Disk } from '../ports/disk.ts'

export interface VolumeQuestion {
  readonly disk: Disk
  /** Made where it is missing. */
  readonly root: string
  /** What the system says. */
  readonly rules: NameRules
  /** Different for every question: two of them may be asked at once. */
  readonly uuid: string
}

/** The same rules, or stricter ones. Leaves nothing behind. */
export async function volumeRules({ disk, root, rules, uuid }: VolumeQuestion): Promise<NameRules> {
  if (!rules.caseSensitive && rules.normalizing) return rules
  const folder = await disk.ensureFolder(root, [])
  // Composed and in lower case: what answers to another spelling is this same file.
  const name = `.rv-é${hashName(uuid)}`
  const file = await disk.open(join(folder, name), 'create')
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
