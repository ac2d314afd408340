// Gathers the writes of one turn of the event loop into one transaction: a commit costs more than the statements in it.
// What many do side by side without hurry is gathered for some milliseconds. Reads go over the same connection and see
// what is not committed yet, so nobody ever reads an old value.
//
//   join -> (BEGIN) statements ... end of the turn, or a few ms: COMMIT -> recorded() resolves
//   now  -> all or nothing, committed with whatever was gathered before, when it returns

import type { Haste } from '../ports/resume-points.ts'
import type { Sqlite } from './database.ts'

export interface WriteGroup {
  /** Opens the group or joins it: on the disk at the end of this turn, or `soon`. */
  join<T>(run: () => T, haste?: Haste): T
  /** The same for several statements: all of them or none. */
  soon<T>(run: () => T): T
  /** All or nothing, and on the disk when it returns. */
  now<T>(run: () => T): T
  /** There is something to gather. */
  schedule(haste?: Haste): void
  /** Resolves when everything written so far is on the disk; rejects where the database refused it. */
  recorded(haste?: Haste): Promise<void>
  /** What was gathered is on the disk when it returns. */
  commit(): void
}

export interface WriteGroupHooks {
  /** Last chance before a commit to write what was kept back; `all` where nothing may be left out. */
  readonly onCommit: (all: boolean) => void
  /** What was written since the last commit is gone. */
  readonly onLost: () => void
  /** It is gone because the database could not write it. */
  readonly onRefused: (error: unknown) => void
}

/** Long enough for the writes of several small files, short against the time that each of them takes. */
const gatherMs = 5

export function createWriteGroup(db: Sqlite, hooks: WriteGroupHooks): WriteGroup {
  const [begin, commitAll, rollback] = ['BEGIN', 'COMMIT', 'ROLLBACK'].map((sql) => db.prepare(sql))
  let atTurn: NodeJS.Immediate | undefined
  let atTime: NodeJS.Timeout | undefined
  let waiting: { resolve: () => void; reject: (error: unknown) => void }[] = []
  let depth = 0

  const take = () => {
    clearImmediate(atTurn)
    clearTimeout(atTime)
    atTurn = undefined
    atTime = undefined
    const waiters = waiting
    waiting = []
    return waiters
  }
  const lose = (error: unknown) => {
    if (db.inTransaction) rollback?.run()
    hooks.onLost()
    hooks.onRefused(error)
    for (const { reject } of take()) reject(error)
  }
  const finish = (all: boolean) => {
    try {
      hooks.onCommit(all)
      if (db.inTransaction) commitAll?.run()
    } catch (error) {
      lose(error)
      throw error
    }
    for (const { resolve } of take()) resolve()
  }
  /** A full disk takes the whole transaction back, not the one statement (sqlite.org/lang_transaction.html). */
  const guarded = <T>(run: () => T): T => {
    try {
      return run()
    } catch (error) {
      if (!db.inTransaction) lose(error)
      throw error
    }
  }
  const commitGathered = () => {
    try {
      finish(false)
    } catch {
      // Told by onRefused and to everybody who waits; what nobody waits for is found out again by the next run.
    }
  }
  const schedule = (haste: Haste = 'turn') => {
    if (haste === 'turn') atTurn ??= setImmediate(commitGathered)
    else if (atTurn === undefined) atTime ??= setTimeout(commitGathered, gatherMs)
  }
  const open = (haste?: Haste) => {
    if (!db.inTransaction) begin?.run()
    schedule(haste)
  }
  return {
    schedule,
    join: (run, haste) => {
      open(haste)
      return guarded(run)
    },
    soon: (run) => {
      open()
      return guarded(db.transaction(run))
    },
    now: (run) => {
      if (depth > 0) return db.transaction(run)()
      open()
      hooks.onCommit(true)
      depth++
      let result: ReturnType<typeof run>
      try {
        result = guarded(
          db.transaction(() => {
            const made = run()
            hooks.onCommit(true)
            return made
          }),
        )
      } catch (error) {
        hooks.onLost()
        throw error
      } finally {
        depth--
      }
      finish(true)
      return result
    },
    recorded: (haste) =>
      atTurn === undefined && atTime === undefined && !db.inTransaction
        ? Promise.resolve()
        : new Promise((resolve, reject) => {
            waiting.push({ resolve, reject })
            schedule(haste)
          }),
    commit: () => finish(true),
  }
}
