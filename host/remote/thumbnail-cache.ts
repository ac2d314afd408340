// Thumbnails on the disk, up to a cap: a folder for each account, and in it one file each, named by what it is a picture of;
// the longest unused deleted first. A cache and nothing more: whatever goes wrong with it is a picture that is fetched
// again. What it has of an account goes with the account.

import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface ThumbnailCache {
  read(accountId: string, key: string): Promise<Uint8Array | undefined>
  write(accountId: string, key: string, bytes: Uint8Array): Promise<void>
  /** These accounts are there: everything of others is deleted, and nothing more of them is kept. */
  keepOnly(accountIds: readonly string[]): Promise<void>
}

/** Of a profile. */
export const thumbnailFolder = (profile: string): string => join(profile, 'thumbnails')

/** For an account that is signed out where no host runs. */
export function dropThumbnails(profile: string, accountId: string): Promise<void> {
  return rm(join(thumbnailFolder(profile), hashOf(accountId)), {
    recursive: true,
    force: true,
    maxRetries: 3,
  })
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

export const capBytes = 200_000_000
/** After clearing: so that not every new picture clears again. */
const clearedBytes = capBytes * 0.9

export function createThumbnailCache(folder: string, cap = capBytes): ThumbnailCache {
  const cleared = (clearedBytes / capBytes) * cap
  let total: Promise<number> | undefined
  let clearing: Promise<void> = Promise.resolve()
  /** Undefined until it is known which accounts there are. */
  let kept: ReadonlySet<string> | undefined
  const isKept = (name: string) => kept === undefined || kept.has(name)
  const clear = async () => {
    const files = (await listFiles(folder)).sort((one, other) => one.usedAtMs - other.usedAtMs)
    let left = files.reduce((sum, { bytes }) => sum + bytes, 0)
    for (const { path, bytes } of files) {
      if (left <= cleared) break
      await rm(path, { force: true })
      left -= bytes
    }
    total = Promise.resolve(left)
  }
  return {
    read: async (accountId, key) => {
      const path = join(folder, hashOf(accountId), hashOf(key))
      const bytes = await readFile(path).catch(() => undefined)
      // When it was used last is what clearing goes by.
      if (bytes !== undefined) await utimes(path, new Date(), new Date()).catch(() => undefined)
      return bytes
    },
    write: async (accountId, key, bytes) => {
      const name = hashOf(accountId)
      if (!isKept(name)) return
      try {
        const own = join(folder, name)
        await mkdir(own, { recursive: true, mode: 0o700 })
        const path = join(own, hashOf(key))
        const temporary = `${path}.${process.pid}.new`
        await writeFile(temporary, bytes, { mode: 0o600 })
        await rename(temporary, path)
        // Signed out in between.
        if (!isKept(name)) await rm(own, { recursive: true, force: true })
      } catch {
        return // a full or read-only disk: the picture is shown all the same
      }
      total = (total ?? sizeOf(folder)).then((sum) => sum + bytes.length)
      if ((await total) > cap) await (clearing = clearing.then(clear))
    },
    keepOnly: async (accountIds) => {
      const names = new Set(accountIds.map(hashOf))
      kept = names
      // Files among the folders are of a version that did not tell accounts apart.
      const others = (await readdir(folder).catch(() => [])).filter((name) => !names.has(name))
      const options = { recursive: true, force: true, maxRetries: 3 }
      await Promise.all(others.map((name) => rm(join(folder, name), options)))
      if (others.length > 0) total = undefined
    },
  }
}

async function listFiles(folder: string): Promise<{ path: string; bytes: number; usedAtMs: number }[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name)
      const facts = await stat(path).catch(() => undefined)
      return facts?.isFile() === true ? [{ path, bytes: facts.size, usedAtMs: facts.mtimeMs }] : []
    }),
  )
  return found.flat()
}

async function sizeOf(folder: string): Promise<number> {
  return (await listFiles(folder)).reduce((sum, { bytes }) => sum + bytes, 0)
}
