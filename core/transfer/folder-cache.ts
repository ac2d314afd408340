// What a run knows of the folders it fills with many small files: that each is there and stays within its root, which
// names are taken, how much space is free. Saves questions to the disk, decides nothing: the step that gives a file its
// name refuses a taken one whatever is believed here.

import type { Clock } from '../ports/clock.ts'
import type { Disk } from '../ports/disk.ts'

export interface FolderCache {
  /** The folder's path; made, and checked for links that lead out of the root, unless that was done a moment ago. */
  enter(root: string, folders: readonly string[]): Promise<string>
  /** False where something of the name may be there: then only looking tells. */
  isFree(folder: string, name: string): Promise<boolean>
  took(folder: string, name: string): void
  /** Something about the folder was not as believed. */
  forget(folder: string): void
  /** Bytes free on the root's volume, asked for at most once a second. */
  freeBytes(root: string): Promise<number>
}

const checkMs = 5_000
const namesMs = 30_000
const spaceMs = 1_000
/** Trees have more folders than are worked on at the same time. */
const mostFolders = 256

interface Known<T> {
  readonly atMs: number
  readonly value: Promise<T>
}

export function createFolderCache(disk: Disk, clock: Clock): FolderCache {
  const folders = new Map<string, Known<string>>()
  const names = new Map<string, Known<Set<string>>>()
  const space = new Map<string, Known<number>>()

  const ask = <T>(
    known: Map<string, Known<T>>,
    key: string,
    wish: { lifeMs: number; run: () => Promise<T> },
  ) => {
    const nowMs = clock.monotonic()
    const found = known.get(key)
    if (found !== undefined && nowMs - found.atMs < wish.lifeMs) return found.value
    // Names of a folder that is done with are many, and nobody asks for them again.
    for (const [old, { atMs }] of known) if (nowMs - atMs >= wish.lifeMs) known.delete(old)
    if (known.size >= mostFolders) known.clear()
    const value = wish.run()
    known.set(key, { atMs: nowMs, value })
    // What failed is not known; whoever waits for it is told.
    value.catch(() => known.delete(key))
    return value
  }
  const namesIn = (folder: string) =>
    ask(names, folder, {
      lifeMs: namesMs,
      run: async () => {
        const found = new Set<string>()
        for await (const { name } of disk.entries(folder)) found.add(fold(name))
        return found
      },
    })
  return {
    enter: (root, path) =>
      ask(folders, JSON.stringify([root, ...path]), {
        lifeMs: checkMs,
        run: () => disk.ensureFolder(root, path),
      }),
    isFree: async (folder, name) => !(await namesIn(folder)).has(fold(name)),
    took: (folder, name) => {
      // A folder that cannot be read is news for whoever asked for its names; nobody waits here.
      names.get(folder)?.value.then(
        (set) => set.add(fold(name)),
        () => undefined,
      )
    },
    forget: (folder) => {
      folders.clear()
      names.delete(folder)
    },
    freeBytes: (root) => ask(space, root, { lifeMs: spaceMs, run: () => disk.freeBytes(root) }),
  }
}

/** Names that are one on some file system are one here: a needless look is better than needless bytes. */
function fold(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
