// What lies here of what was put here: looked at, read where length and time leave a doubt, never written to. Links are
// seen and not followed.

import { join } from 'node:path'
import type { KnownEntry } from '../model/sync.ts'
import type { LocalFact } from '../plan/compare.ts'
import type { Disk, FileStat } from '../ports/disk.ts'
import type { Landing, Landings } from '../ports/landings.ts'
import { codeOf } from '../transfer/error-code.ts'
import { readDigest } from '../transfer/digest.ts'
import type { HasherPool } from '../transfer/hasher.ts'

export interface LookParts {
  readonly disk: Disk
  readonly landings: Pick<Landings, 'read'>
  readonly hashers: HasherPool
}

/** `unproven`: as it was found here, but nobody saw its bytes come from the site. */
export type Proof = 'proven' | 'unproven' | 'changed'

export interface Wish {
  readonly name: string
  readonly known: KnownEntry | undefined
}

const looksAtOnce = 32

export interface LocalLook {
  /** By name; names with nothing are left out. A folder that is none, or is a link, has nothing in it. */
  look(folder: string, wishes: readonly Wish[], signal: AbortSignal): Promise<ReadonlyMap<string, LocalFact>>
  /** Whether the file at the path is still what was recorded. Reads it unless its stamp never changed. */
  prove(known: KnownEntry, path: string, found: FileStat): Promise<Proof>
  /** Whether a file holds just the bytes that landed elsewhere. */
  holds(path: string, landing: Landing): Promise<boolean>
}

export function createLocalLook(parts: LookParts): LocalLook {
  const { disk, landings, hashers } = parts
  const unending = new AbortController().signal

  const holds = async (path: string, landing: Landing, signal = unending): Promise<boolean> => {
    if (landing.sizeBytes === 0) return true
    if (landing.pieces.length === 0) return false
    const file = await disk.open(path, 'read')
    try {
      if ((await file.stat()).sizeBytes !== landing.sizeBytes) return false
      const { pieces } = await readDigest({ hashers }, file, {
        pieces: landing.pieces,
        sha256: false,
        signal,
      })
      return landing.pieces.every(({ hash }, index) => pieces[index]?.hash === hash)
    } finally {
      await file.close()
    }
  }
  const landed = (known: KnownEntry, path: string): Landing | undefined => {
    const landing = landings.read(path)
    const isSame = landing?.entityId === known.entityId && landing.sizeBytes === known.localBytes
    return isSame ? landing : undefined
  }
  /** Length and time first; a time that moved alone is no change. */
  const isOurs = async (known: KnownEntry, path: string, found: FileStat): Promise<boolean> => {
    if (found.kind !== 'file' || found.sizeBytes !== known.localBytes) return false
    if (found.modifiedAtMs === known.localModifiedAtMs) return true
    const landing = landed(known, path)
    return landing !== undefined && (await holds(path, landing).catch(ifUnreadable))
  }

  const landedAt = (path: string, found: FileStat): LocalFact['landed'] => {
    const landing = landings.read(path)
    const isUntouched = landing?.sizeBytes === found.sizeBytes && landing.modifiedAtMs === found.modifiedAtMs
    return isUntouched ? { fileId: landing.fileId, entityId: landing.entityId } : undefined
  }

  return {
    holds: (path, landing) => holds(path, landing),
    prove: async (known, path, found) => {
      if (found.kind !== 'file' || found.sizeBytes !== known.localBytes) return 'changed'
      if (found.sizeBytes === 0) return 'proven'
      const trust = known.proven ? 'proven' : 'unproven'
      if (found.stamp === known.stamp) return trust
      const landing = landed(known, path)
      if (landing !== undefined && landing.pieces.length > 0)
        return (await holds(path, landing)) ? 'proven' : 'changed'
      return found.modifiedAtMs === known.localModifiedAtMs ? 'unproven' : 'changed'
    },
    look: async (folder, wishes, signal) => {
      const facts = new Map<string, LocalFact>()
      if (wishes.length === 0 || (await statOf(disk, folder))?.kind !== 'folder') return facts
      const queue = wishes.values()
      const work = async () => {
        for (const { name, known } of queue) {
          signal.throwIfAborted()
          const path = join(folder, name)
          const found = await statOf(disk, path)
          if (found === undefined) continue
          const { kind, sizeBytes, modifiedAtMs } = found
          const ours = known?.kind === 'file' && (await isOurs(known, path, found))
          const landed = ours || kind !== 'file' ? undefined : landedAt(path, found)
          facts.set(name, { kind, sizeBytes, modifiedAtMs, ours, ...(landed && { landed }) })
        }
      }
      await Promise.all(Array.from({ length: Math.min(looksAtOnce, wishes.length) }, work))
      return facts
    },
  }
}

/** A name that this disk cannot even look for is not there. */
export async function statOf(disk: Disk, path: string): Promise<FileStat | undefined> {
  return disk.stat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENAMETOOLONG') return undefined
    throw error
  })
}

/** What cannot be read cannot be told to be ours. */
function ifUnreadable(error: unknown): boolean {
  if (['EACCES', 'EPERM', 'ENOENT', 'EISDIR', 'ELOOP'].includes(codeOf(error))) return false
  throw error
}
