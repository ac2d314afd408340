// Files in the folder that no record speaks of. Links are seen, never followed; part files of downloads that go on are
// nobody's business here.

import { join } from 'node:path'
import type { Disk } from '../ports/disk.ts'
import type { Landings } from '../ports/landings.ts'
import { codeOf } from '../transfer/error-code.ts'

export interface StrangerParts {
  readonly disk: Disk
  readonly landings: Pick<Landings, 'read'>
}

const partNamePattern = /^\.rv[0-9a-z]{7}$/

/** Paths, folder by folder. A folder that cannot be read is told by its own path and the system's code. */
export async function* findStrangers(
  { disk, landings }: StrangerParts,
  top: string,
  signal: AbortSignal,
): AsyncGenerator<{ path: string; code?: string }> {
  const folders = [top]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    try {
      for await (const { name, kind } of disk.entries(folder)) {
        signal.throwIfAborted()
        const path = join(folder, name)
        if (kind === 'folder') folders.push(path)
        else if (!partNamePattern.test(name) && landings.read(path) === undefined) yield { path }
      }
    } catch (error) {
      const code = codeOf(error)
      if (code === '') throw error
      // Gone since it was listed, or never made.
      if (code !== 'ENOENT') yield { path: folder, code }
    }
  }
}
