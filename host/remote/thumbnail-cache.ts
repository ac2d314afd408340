// Thumbnails on the disk, up to a cap: one file each, named by what it is a picture of, the longest unused deleted first.
// A cache and nothing more: whatever goes wrong with it is a picture that is fetched again.

import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface ThumbnailCache {
  read(key: string): Promise<Uint8Array | undefined>
  write(key: string, bytes: Uint8Array): Promise<void>
}

export const capBytes = 200_000_000
/** After clearing: so that not every new picture clears again. */
const clearedBytes = capBytes * 0.9

export function createThumbnailCache(folder: string, cap = capBytes): ThumbnailCache {
  const cleared = (clearedBytes / capBytes) * cap
  let total: Promise<number> | undefined
  let clearing: Promise<void> = Promise.resolve()
  const pathOf = (key: string) => join(folder, createHash('sha256').update(key).digest('hex'))
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
    read: async (key) => {
      const path = pathOf(key)
      const bytes = await readFile(path).catch(() => undefined)
      // When it was used last is what clearing goes by.
      if (bytes !== undefined) await utimes(path, new Date(), new Date()).catch(() => undefined)
      return bytes
    },
    write: async (key, bytes) => {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        const path = pathOf(key)
        const temporary = `${path}.${process.pid}.new`
        await writeFile(temporary, bytes, { mode: 0o600 })
        await rename(temporary, path)
      } catch {
        return // a full or read-only disk: the picture is shown all the same
      }
      total = (total ?? sizeOf(folder)).then((sum) => sum + bytes.length)
      if ((await total) > cap) await (clearing = clearing.then(clear))
    },
  }
}

async function listFiles(folder: string): Promise<{ path: string; bytes: number; usedAtMs: number }[]> {
  const names = await readdir(folder).catch(() => [])
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
