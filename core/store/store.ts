// The engine's memory on the disk: one SQLite database in the profile. Synchronous on purpose: an update takes a few
// microseconds, and what has returned has been recorded.

import type { Clock } from '../ports/clock.ts'
import type { Logger } from '../ports/logger.ts'
import { createBatchTable } from './batches.ts'
import type { BatchTable } from './batches.ts'
import { backUpDatabase, openDatabase } from './database.ts'
import { createLandings } from './landings.ts'
import type { Landings } from '../ports/landings.ts'
import { createResumePoints } from './resume-points.ts'
import type { ResumePoints } from '../ports/resume-points.ts'
import { createTransferTable } from './transfers.ts'
import type { TransferTable } from './transfers.ts'

export interface Store {
  readonly batches: BatchTable
  readonly transfers: TransferTable
  readonly resumePoints: ResumePoints
  readonly landings: Landings
  /** All or nothing. */
  together<T>(run: () => T): T
  /** The list of work changed: a backup is due soon, so that not even a destroyed database loses the queue. */
  touched(): void
  close(): void
}

export interface StoreParts {
  readonly path: string
  readonly clock: Clock
  readonly logger: Logger
}

/** A backup follows a change after this long, but takes at most a fiftieth of the time. */
const backupDelayMs = 3_000

export function createStore({ path, clock, logger }: StoreParts): Store {
  const { db, origin, setAside } = openDatabase(path, clock.now())
  if (setAside !== undefined) {
    logger.log('error', `the queue's database was damaged and is set aside; ${origin} instead`, { setAside })
  }
  let pending: (() => void) | undefined
  let delayMs = backupDelayMs

  const backUp = () => {
    const begun = clock.monotonic()
    try {
      backUpDatabase(db, path)
    } catch (error) {
      // A full disk must not stop the queue: the database itself is sound, and the next change tries again.
      logger.log('warn', 'the backup of the queue could not be written', { reason: String(error) })
    }
    delayMs = Math.max(backupDelayMs, (clock.monotonic() - begun) * 50)
  }
  backUp()

  return {
    batches: createBatchTable(db),
    transfers: createTransferTable(db),
    resumePoints: createResumePoints(db),
    landings: createLandings(db),
    together: (run) => db.transaction(run)(),
    touched: () => {
      pending ??= clock.after(delayMs, () => {
        pending = undefined
        backUp()
      })
    },
    close: () => {
      pending?.()
      backUp()
      db.close()
    },
  }
}
