// When the database is copied, and how: a small one in one go, a large one (a record of a million entries, say) in steps
// between which everything else goes on. A change of the list of work is followed by a copy after a while, but copying
// takes at most a fiftieth of the time.

import type { Clock } from '../ports/clock.ts'
import type { Logger } from '../ports/logger.ts'
import { backUpDatabase, backUpInSteps, sizeOf } from './database.ts'
import type { Sqlite } from './database.ts'

export interface Backups {
  /** Something changed that must survive a destroyed database. */
  touched(): void
  /** A small one is copied once more. Of a large one a copy under way ends: who quits does not wait for it, and it is made after the next start. */
  close(): void
}

export interface BackupParts {
  readonly db: Sqlite
  readonly path: string
  readonly clock: Clock
  readonly logger: Logger
  /** Everything that was gathered is written. */
  readonly commit: () => void
  /** From this size on it goes in steps: what is below takes a tenth of a second. */
  readonly stepsFromBytes?: number | undefined
}

const firstDelayMs = 3_000
const restFactor = 50
const defaultStepsFromBytes = 33_554_432

export function createBackups(parts: BackupParts): Backups {
  const { db, path, clock, logger, commit } = parts
  const isLarge = () => sizeOf(db) >= (parts.stepsFromBytes ?? defaultStepsFromBytes)
  let delayMs = firstDelayMs
  let cancel: (() => void) | undefined
  let stepping: AbortController | undefined
  /** Touched while a copy was being made, which may not have it. */
  let isStale = false

  const failed = (error: unknown) => {
    // A full disk must not stop the queue: the database itself is sound, and the next change tries again.
    logger.log('warn', 'the backup of the queue could not be written', { reason: String(error) })
  }
  const rest = (begun: number) => {
    delayMs = Math.max(firstDelayMs, (clock.monotonic() - begun) * restFactor)
  }
  const inOneGo = () => {
    const begun = clock.monotonic()
    try {
      commit()
      backUpDatabase(db, path)
    } catch (error) {
      failed(error)
    }
    rest(begun)
  }
  const inSteps = async () => {
    const controller = new AbortController()
    stepping = controller
    isStale = false
    const begun = clock.monotonic()
    try {
      commit()
      await backUpInSteps(path, controller.signal)
    } catch (error) {
      if (!controller.signal.aborted) failed(error)
    }
    if (controller.signal.aborted) return
    stepping = undefined
    rest(begun)
    if (isStale) touched()
  }
  const touched = () => {
    if (stepping !== undefined) {
      isStale = true
      return
    }
    cancel ??= clock.after(delayMs, () => {
      cancel = undefined
      if (isLarge()) void inSteps()
      else inOneGo()
    })
  }
  if (isLarge()) touched()
  else inOneGo()

  return {
    touched,
    close: () => {
      cancel?.()
      stepping?.abort()
      if (!isLarge()) inOneGo()
    },
  }
}
