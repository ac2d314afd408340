// Gathers the writes of one turn of the event loop into one transaction: a commit costs more than the statements in it.
// Reads go over the same connection and see what is not committed yet, so nobody ever reads an old value.
//
//   join -> (BEGIN) statements ... end of the turn: COMMIT -> recorded() resolves
//   now  -> all or nothing, committed with whatever was gathered before, when it returns

import type { Sqlite } from './database.ts'

export interface WriteGroup {
  /** Opens the group or joins it: on the disk at the end of this turn. */
  join<T>(run: () => T): T
  /** The same for several statements: all of them or none. */
  soon<T>(run: () => T): T
  /** All or nothing, and on the disk when it returns. */
  now<T>(run: () => T): T
  /** There is something to gather at the end of this turn. */
  schedule(): void
  /** Resolves when everything written so far is on the disk; rejects where the database refused it. */
  recorded(): Promise<void>
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

export function createWriteGroup(db: Sqlite, hooks: WriteGroupHooks): WriteGroup {
  const [begin, commitAll, rollback] = ['BEGIN', 'COMMIT', 'ROLLBACK'].map((sql) => db.prepare(sql))
  let scheduled: NodeJS.Immediate | undefined
  let waiting: { resolve: () => void; reject: (error: unknown) => void }[] = []
  let depth = 0

  const take = () => {
    if (scheduled !== undefined) clearImmediate(scheduled)
    scheduled = undefined
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
  const atEndOfTurn = () => {
    try {
      finish(false)
    } catch {
      // Told by onRefused and to everybody who waits; what nobody waits for is found out again by the next run.
    }
  }
  const schedule = () => {
    scheduled ??= setImmediate(atEndOfTurn)
  }
  const open = () => {
    if (!db.inTransaction) begin?.run()
    schedule()
  }
  return {
    schedule,
    join: (run) => {
      open()
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
    recorded: () =>
      scheduled === undefined && !db.inTransaction
        ? Promise.resolve()
        : new Promise((resolve, reject) => {
            waiting.push({ resolve, reject })
            schedule()
          }),
    commit: () => finish(true),
  }
}
