// Writes a small file that only its owner may read so that a crash leaves the old content or the new, never a mixture.

import { randomUUID } from 'node:crypto'
import { open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Resolves when the content is on the medium under its final name. */
export async function writeSecretFile(path: string, content: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}.new`
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
  // The secret is kept already: what cannot be cleared away now is no reason to say otherwise.
  await removeLeftovers(path).catch(() => undefined)
}

/** Nobody takes this long to write a small file; another process may be writing its own just now. */
const leftoverAgeMs = 60_000
const temporaryEnd = /^\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.new$/

/** A crash between writing and renaming leaves secrets behind that no sign-out would ever reach. */
async function removeLeftovers(path: string): Promise<void> {
  for (const name of await readdir(dirname(path))) {
    if (!name.startsWith(basename(path)) || !temporaryEnd.test(name.slice(basename(path).length))) continue
    const temporary = join(dirname(path), name)
    const { mtimeMs } = await stat(temporary).catch(() => ({ mtimeMs: Date.now() }))
    if (Date.now() - mtimeMs > leftoverAgeMs) await rm(temporary, { force: true })
  }
}

/** Windows has no such call; there the rename itself is durable enough. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
