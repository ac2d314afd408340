// Directory syncs for many small files: calls for a folder that come while one is under way share the next one.

import type { Disk } from '../ports/disk.ts'

export function createFolderSync(disk: Disk): (folder: string) => Promise<void> {
  const running = new Map<string, { current: Promise<void>; next: Promise<void> | undefined }>()

  const begin = (folder: string): Promise<void> => {
    const entry = { current: disk.syncFolder(folder), next: undefined as Promise<void> | undefined }
    running.set(folder, entry)
    const done = () => {
      if (running.get(folder) === entry && entry.next === undefined) running.delete(folder)
    }
    entry.current.then(done, done)
    return entry.current
  }

  return (folder) => {
    const entry = running.get(folder)
    if (entry === undefined) return begin(folder)
    // The one under way may have begun before our rename: only the next is sure to cover it.
    entry.next ??= entry.current.then(
      () => begin(folder),
      () => begin(folder),
    )
    return entry.next
  }
}
