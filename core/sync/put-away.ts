// Takes things out of the way without losing any: into the trash what came from the site, beside its place under a
// readable name what somebody made here.

import { basename, dirname, join } from 'node:path'
import { fail } from '../model/failure.ts'
import { appendSuffix } from '../model/local-name.ts'
import type { NameRules } from '../model/local-name.ts'
import { trashFolder } from '../plan/wanted.ts'
import type { Clock } from '../ports/clock.ts'
import type { Disk } from '../ports/disk.ts'
import type { Logger } from '../ports/logger.ts'
import { codeOf } from '../transfer/error-code.ts'

export interface PutAwayParts {
  readonly disk: Disk
  readonly clock: Clock
  readonly logger: Logger
  readonly nameRules: NameRules
  /** The system's trash, where there is one. */
  readonly trash?: ((path: string) => Promise<void>) | undefined
}

export interface PutAway {
  /** Resolves with where it is now, below the root; the system's trash keeps that to itself. */
  trash(names: readonly string[]): Promise<string | undefined>
  /** The same for something that lies elsewhere than its name says. */
  trashAs(path: string, names: readonly string[]): Promise<string>
  /** `name (conflict 2026-11-26).txt`; resolves with the new name, undefined where there is nothing any more. */
  setAside(path: string, name?: string): Promise<string | undefined>
}

const highestNumber = 9_999

export function createPutAway(parts: PutAwayParts, root: string): PutAway {
  const { disk, clock, logger, nameRules } = parts
  const day = () => new Date(clock.now()).toISOString().slice(0, 10)

  /** Tries names until one is free; nothing is ever replaced. */
  const moveToFree = async (from: string, nameAt: (number: number) => string): Promise<string> => {
    for (let number = 1; number <= highestNumber; number++) {
      const to = nameAt(number)
      try {
        await moveAny(disk, from, to)
        return to
      } catch (error) {
        if (codeOf(error) !== 'EEXIST' && codeOf(error) !== 'ENOTEMPTY') throw error
      }
    }
    throw fail('name-impossible', `${highestNumber} of that name are kept already`)
  }
  const trashAs: PutAway['trashAs'] = async (path, names) => {
    const name = names.at(-1) ?? basename(path)
    const folder = await disk.ensureFolder(root, [trashFolder, day(), ...names.slice(0, -1)])
    const kept = await moveToFree(path, (number) =>
      join(folder, number === 1 ? name : appendSuffix(name, ` (${number})`, nameRules)),
    )
    return [trashFolder, day(), ...names.slice(0, -1), basename(kept)].join('/')
  }
  return {
    trashAs,
    trash: async (names) => {
      const path = join(root, ...names)
      if (parts.trash !== undefined) {
        try {
          await parts.trash(path)
          return undefined
        } catch (error) {
          // No trash on this volume, or a full one: ours takes it.
          logger.log('info', 'the system trash refused a file', { reason: codeOf(error) || 'unknown' })
          if ((await disk.stat(path)) === undefined) return undefined
        }
      }
      return trashAs(path, names)
    },
    setAside: async (path, name = basename(path)) => {
      const word = (number: number) => ` (conflict ${day()}${number === 1 ? '' : ` ${number}`})`
      try {
        const kept = await moveToFree(path, (number) =>
          join(dirname(path), appendSuffix(name, word(number), nameRules)),
        )
        return basename(kept)
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return undefined
        throw error
      }
    },
  }
}

/** A file or a folder, whichever it is. */
export async function moveAny(disk: Disk, from: string, to: string): Promise<void> {
  const kind = (await disk.stat(from))?.kind
  await (kind === 'folder' ? disk.moveFolder(from, to) : disk.renameNoClobber(from, to))
}
