// The Disk port on Node's file system. Paths come from the engine, already mapped; what is guarded here is that nothing
// is followed out of the folder the user chose and nothing is replaced by accident.

import { constants, link, unlink } from 'node:fs'
import { lstat, mkdir, open, opendir, realpath, rename, rm, rmdir, stat, statfs } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { fail } from '../model/failure.ts'
import { longPath } from './long-path.ts'
import { makeFile } from './make-file.ts'
import type { Disk, DiskFile, FileStat, FolderItem } from './disk.ts'

export function createNodeDisk(platform: NodeJS.Platform = process.platform): Disk {
  return {
    ensureFolder,
    makeFolder: async (path) => {
      await mkdir(longPath(path, platform))
    },
    open: openFile,
    makeFile: (path, whole) => makeFile(path, whole, platform),
    entries,
    stat: async (path) => {
      const found = await lstat(longPath(path, platform), { bigint: true }).catch(ifMissing)
      return found === undefined ? undefined : toStat(found)
    },
    renameNoClobber,
    renameReplacing: (from, to) => rename(from, to),
    moveFolder,
    removeFolder: async (path) => {
      await rmdir(path).catch(ifMissing)
    },
    syncFolder: platform === 'win32' ? () => Promise.resolve() : syncFolder,
    remove: (path) => rm(path, { force: true }),
    removeEmptyFolder: (path) =>
      rmdir(longPath(path, platform)).then(
        () => true,
        () => false,
      ),
    freeBytes: async (path) => {
      const { bavail, bsize } = await statfs(await nearestExisting(path))
      return bavail * bsize
    },
    volumeBytes: async (path) => {
      const { blocks, bsize } = await statfs(await nearestExisting(path))
      return blocks * bsize
    },
    volumeOf: async (path) => String((await stat(await nearestExisting(path), { bigint: true })).dev),
  }
}

function ifMissing(error: unknown): undefined {
  if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined
  throw error
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function syscallOf(error: unknown): string {
  return error instanceof Error && 'syscall' in error ? String(error.syscall) : ''
}

async function ensureFolder(root: string, folders: readonly string[]): Promise<string> {
  await makeFolders(root)
  if (folders.some((name) => ['', '.', '..'].includes(name) || name.includes('/') || name.includes(sep))) {
    throw fail('name-impossible', 'a folder name that leads elsewhere')
  }
  if (folders.length > 0) await ensureBelow({ root, realRoot: await realpath(root) }, folders)
  return join(root, ...folders)
}

interface Place {
  readonly root: string
  readonly realRoot: string
}

/** The deepest first: what is there mostly is, and one look tells where all its levels really lead. */
async function ensureBelow(place: Place, folders: readonly string[]): Promise<void> {
  const path = join(place.root, ...folders)
  if (folders.length === 0 || (await isBelow(place, path))) return
  await ensureBelow(place, folders.slice(0, -1))
  await mkdir(path).catch(async (error: unknown) => {
    // Somebody else has just made it, or a link to nowhere is in its place.
    if (codeOf(error) !== 'EEXIST' || !(await isBelow(place, path))) throw error
  })
}

/** False where there is nothing. A link may stand for a folder as long as it stays below the root. */
async function isBelow({ realRoot }: Place, path: string): Promise<boolean> {
  const real = await realpath(path).catch(ifMissing)
  if (real === undefined) return false
  if (real !== realRoot && !real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep)) {
    throw fail('disk-denied', 'a link in the target folder leads out of it')
  }
  if (!(await lstat(real)).isDirectory()) {
    throw fail('disk-denied', 'a file has the name that a folder needs')
  }
  return true
}

/** Level by level: Node's own recursive mkdir goes round in circles where a file system refuses with ENOENT (/proc). */
async function makeFolders(path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) throw error
    await makeFolders(dirname(path))
    await mkdir(path).catch((again: unknown) => {
      if (codeOf(again) !== 'EEXIST') throw again
    })
  }
}

async function* entries(folder: string): AsyncGenerator<FolderItem> {
  // Larger buffers than Node's own 32 names: fewer journeys to the thread pool.
  for await (const found of await opendir(folder, { bufferSize: 512 })) {
    yield { name: found.name, kind: kindOf(found) }
  }
}

async function openFile(path: string, mode: 'create' | 'existing' | 'read'): Promise<DiskFile> {
  // O_NOFOLLOW is absent on Windows, where links need rights that a stranger does not have.
  const noFollow = constants.O_NOFOLLOW ?? 0
  const flags = mode === 'create' ? constants.O_CREAT | constants.O_EXCL : 0
  const access = mode === 'read' ? constants.O_RDONLY : constants.O_RDWR
  const handle = await open(path, access | flags | noFollow, 0o666)
  return toDiskFile(handle)
}

function toDiskFile(handle: FileHandle): DiskFile {
  return {
    write: (chunks, position) => writeAll(handle, chunks, position),
    read: async (into, position) => (await handle.read(into, 0, into.length, position)).bytesRead,
    datasync: () => handle.datasync(),
    truncate: (sizeBytes) => handle.truncate(sizeBytes),
    setModified: (modifiedAtMs) => handle.utimes(new Date(), new Date(modifiedAtMs)),
    stat: async () => toStat(await handle.stat({ bigint: true })),
    close: () => handle.close(),
  }
}

/** A short write is no error of the system call: the rest is written until a call fails. */
async function writeAll(handle: FileHandle, chunks: readonly Uint8Array[], position: number): Promise<void> {
  let rest = [...chunks]
  let at = position
  while (rest.length > 0) {
    const { bytesWritten } = await handle.writev(rest, at)
    at += bytesWritten
    rest = dropBytes(rest, bytesWritten)
  }
}

function dropBytes(chunks: readonly Uint8Array[], count: number): Uint8Array[] {
  let left = count
  let index = 0
  for (; index < chunks.length; index++) {
    const length = chunks[index]?.length ?? 0
    if (left < length) break
    left -= length
  }
  const [first, ...others] = chunks.slice(index)
  return first === undefined ? [] : [first.subarray(left), ...others]
}

interface Kinded {
  isFile(): boolean
  isDirectory(): boolean
  isSymbolicLink(): boolean
}

function kindOf(found: Kinded): FileStat['kind'] {
  if (found.isFile()) return 'file'
  if (found.isDirectory()) return 'folder'
  return found.isSymbolicLink() ? 'link' : 'other'
}

interface BigStat extends Kinded {
  readonly dev: bigint
  readonly ino: bigint
  readonly size: bigint
  readonly mtimeNs: bigint
  readonly ctimeNs: bigint
  readonly mtimeMs: bigint
  readonly blocks: bigint
}

function toStat(found: BigStat): FileStat {
  const identity = `${found.dev}:${found.ino}`
  return {
    kind: kindOf(found),
    identity,
    sizeBytes: Number(found.size),
    allocatedBytes: Number(found.blocks) * 512,
    modifiedAtMs: Number(found.mtimeMs),
    stamp: `${identity}:${found.size}:${found.mtimeNs}:${found.ctimeNs}`,
  }
}

const noHardLinks: readonly string[] = [
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EINVAL',
  'EACCES',
]

/**
 * A hard link claims the new name and fails where it is taken; then the old name goes. Where the file system has no
 * hard links (FAT, some network shares) an empty file claims the name and is replaced.
 */
async function renameNoClobber(from: string, to: string): Promise<void> {
  try {
    await linkAndUnlink(from, to)
  } catch (error) {
    if (syscallOf(error) !== 'link' || !noHardLinks.includes(codeOf(error))) throw error
    const claim = await open(to, 'wx')
    await claim.close()
    try {
      await rename(from, to)
    } catch (failed) {
      await rm(to, { force: true })
      throw failed
    }
  }
}

/** One promise for both: every file gets its name here. */
function linkAndUnlink(from: string, to: string): Promise<void> {
  return new Promise((resolve, reject) => {
    link(from, to, (refused) => {
      if (refused !== null) return reject(refused)
      unlink(from, (trouble) => (trouble === null ? resolve() : reject(trouble)))
    })
  })
}

/** A folder has no hard links. What could be replaced between the look and the rename is an empty folder at most. */
async function moveFolder(from: string, to: string): Promise<void> {
  const there = await lstat(to).catch(ifMissing)
  if (there !== undefined)
    throw Object.assign(new Error('EEXIST: moveFolder'), { code: 'EEXIST', syscall: 'rename', path: to })
  await rename(from, to)
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY)
  try {
    await handle.sync()
  } catch (error) {
    // Some network file systems cannot sync a directory; the rename has happened all the same.
    if (!['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EBADF', 'EPERM'].includes(codeOf(error))) throw error
  } finally {
    await handle.close()
  }
}

async function nearestExisting(path: string): Promise<string> {
  for (let at = path; ; at = dirname(at)) {
    const found = await lstat(at).catch(ifMissing)
    if (found !== undefined || dirname(at) === at) return at
  }
}
