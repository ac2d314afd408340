// The engine's memory on the disk: one SQLite database in the profile. Synchronous on purpose: an update takes a few
// microseconds. What a user did is on the disk when it has returned; what the runner does is gathered for the rest of the
// turn of the event loop and waited for where the order matters (write-group.ts).

import type { Opening } from '../engine-api.ts'
import type { Clock } from '../ports/clock.ts'
import type { Logger } from '../ports/logger.ts'
import { createAfterActionTable } from './after-actions.ts'
import type { AfterActionTable } from './after-actions.ts'
import { createBatchTable } from './batches.ts'
import type { BatchTable } from './batches.ts'
import { createBackups } from './backups.ts'
import { openDatabase } from './database.ts'
import type { Sqlite } from './database.ts'
import { createHistory } from './history.ts'
import type { HistoryTable } from './history.ts'
import { createLandings } from './landings.ts'
import type { Landings } from '../ports/landings.ts'
import { createItemTable } from './sync-items.ts'
import type { ItemTable } from './sync-items.ts'
import { createKnownTable } from './sync-known.ts'
import type { KnownTable } from './sync-known.ts'
import { createPairTable } from './sync-pairs.ts'
import type { PairTable } from './sync-pairs.ts'
import { createWalkTable } from './sync-walk.ts'
import type { WalkTable } from './sync-walk.ts'
import { createResumePoints } from './resume-points.ts'
import type { ResumePoints } from '../ports/resume-points.ts'
import { createLineTable } from './line.ts'
import type { LineTable } from './line.ts'
import { createLiveTransfers, withBefore } from './live-transfers.ts'
import { createPaceTable } from './paces.ts'
import type { PaceTable } from './paces.ts'
import { createPlaceTable } from './places.ts'
import type { PlaceTable } from './places.ts'
import type { LiveTransfers } from './live-transfers.ts'
import { createOrderTable } from './order.ts'
import type { OrderTable } from './order.ts'
import { createQueueTable } from './queues.ts'
import type { QueueTable } from './queues.ts'
import { createTransferTable } from './transfers.ts'
import type { TransferTable } from './transfers.ts'
import { createWriteGroup } from './write-group.ts'
import type { WriteGroup } from './write-group.ts'

export interface Store {
  readonly opening: Opening
  readonly batches: BatchTable
  readonly transfers: TransferTable
  readonly resumePoints: ResumePoints
  readonly landings: Landings
  readonly afterActions: AfterActionTable
  readonly places: PlaceTable
  readonly sync: SyncTables
  readonly queues: QueueTable
  readonly order: OrderTable
  readonly paces: PaceTable
  readonly line: LineTable
  readonly history: HistoryTable
  /** All or nothing, and on the disk when it returns. */
  together<T>(run: () => T): T
  /** All or nothing, on the disk with everything else that is written in this turn of the event loop. */
  soon<T>(run: () => T): T
  /** The list of work changed: a backup is due soon, so that not even a destroyed database loses the queue. */
  touched(): void
  close(): void
}

export interface SyncTables {
  readonly pairs: PairTable
  /** By the pair's number. */
  known(pair: number): KnownTable
  items(pair: number): ItemTable
  /** What the run of now, or one that was cut off, has listed. */
  walk(pair: number): WalkTable
  /** Resolves when everything written so far is on the disk. */
  recorded(): Promise<void>
}

export interface StoreParts {
  readonly path: string
  readonly clock: Clock
  readonly logger: Logger
  /** For tests: every statement as it runs. */
  readonly trace?: (sql: string) => void
  /** For tests: the size from which on the backup goes in steps. */
  readonly stepsFromBytes?: number
}

export function createStore({ path, clock, logger, trace, stepsFromBytes }: StoreParts): Store {
  const { db, origin, setAside } = openDatabase(path, clock.now(), trace)
  if (setAside !== undefined) {
    logger.log('error', `the queue's database was damaged and is set aside; ${origin} instead`, { setAside })
  }
  const live = createLiveTransfers(createTransferTable(db), () => group)
  const group: WriteGroup = createWriteGroup(db, {
    onCommit: live.write,
    onLost: live.forget,
    onRefused: (error) => logger.log('error', 'the queue could not be written', { reason: String(error) }),
  })
  const backups = createBackups({ db, path, clock, logger, commit: group.commit, stepsFromBytes })

  return {
    opening: setAside === undefined ? { origin } : { origin, setAside },
    batches: withBefore(createBatchTable(db), (name) => {
      // One batch by its id says nothing of its transfers.
      if (name === 'read') return
      live.write(true)
      // Its transfers go with it.
      if (name === 'remove') live.forgetRows()
    }),
    transfers: live.table,
    queues: withBefore(createQueueTable(db), (name) => {
      live.write(true)
      if (name === 'remove') live.forgetRows()
    }),
    order: withBefore(createOrderTable(db), (name) => {
      if (name === 'nextStart' || name === 'dueStarts') return
      live.write(true)
      // Rows tell their priority, their queue and their start.
      live.forgetRows()
    }),
    paces: withBefore(createPaceTable(db), () => {
      live.write(true)
      live.forgetRows()
    }),
    line: createLine(db, live),
    history: withBefore(createHistory(db), () => live.write(true)),
    resumePoints: createResumePoints(db, { group, onBytes: live.bytesRecorded }),
    landings: createLandings(db, group),
    afterActions: createAfterActionTable(db, group),
    places: createPlaceTable(db),
    sync: {
      pairs: createPairTable(db, group),
      known: createKnownTable(db, group),
      items: createItemTable(db, group),
      walk: createWalkTable(db, group),
      recorded: group.recorded,
    },
    together: group.now,
    soon: group.soon,
    touched: backups.touched,
    close: () => {
      group.commit()
      backups.close()
      db.close()
    },
  }
}

/** What is handed out is started next: its row is read once. */
function createLine(db: Sqlite, live: Pick<LiveTransfers, 'write' | 'remember'>): LineTable {
  // Whoever asks names those that run, whose states are kept back: it is those that ended that must not come again.
  const { lines, next } = withBefore(createLineTable(db), (name) => live.write(name !== 'next'))
  return {
    lines,
    next: (filter) => {
      const found = next(filter)
      for (const { transfer } of found) live.remember(transfer)
      return found
    },
  }
}
