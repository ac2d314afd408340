// Directory syncs for many small files: calls for a folder that come while one is under way share the next one.

import type { Disk } from '../ports/disk.ts'
import { joinCalls } from './joined-calls.ts'

export function createFolderSync(disk: Disk): (folder: string) => Promise<void> {
  const folders = new Map<string, { sync: () => Promise<void>; users: number }>()
  return async (folder) => {
    const entry = folders.get(folder) ?? { sync: joinCalls(() => disk.syncFolder(folder)), users: 0 }
    folders.set(folder, entry)
    entry.users++
    try {
      await entry.sync()
    } finally {
      if (--entry.users === 0) folders.delete(folder)
    }
  }
}
