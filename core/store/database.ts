// Opens the engine's database so that whatever a crash left behind, there is a sound one afterwards: a damaged file is
// set aside, never deleted, and the newest sound backup takes its place. Tables are in migrations.ts.

import { closeSync, copyFileSync, existsSync, openSync, renameSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { migrate, NewerSchemaError } from './migrations.ts'

export type Sqlite = Database.Database

/** Told every statement as it runs, those of triggers as comments. */
export type Trace = (sql: string) => void

export interface OpenedDatabase {
  readonly db: Sqlite
  /** `restored`: the backup was used; `lost`: there was none that could be. */
  readonly origin: 'sound' | 'fresh' | 'restored' | 'lost'
  /** Where the damaged file is now. */
  readonly setAside?: string
}

const companions = ['', '-wal', '-shm']

export function backupPath(path: string): string {
  return `${path}.backup`
}

/** Fails with NewerSchemaError where a later version of the product wrote the database. */
export function openDatabase(path: string, nowMs: number, trace?: Trace): OpenedDatabase {
  const existed = existsSync(path)
  const db = tryOpen(path, trace)
  if (db !== undefined) return { db, origin: existed ? 'sound' : 'fresh' }
  const setAside = `${path}.damaged-${new Date(nowMs).toISOString().replaceAll(':', '')}`
  for (const suffix of companions) {
    if (existsSync(path + suffix)) renameSync(path + suffix, setAside + suffix)
  }
  if (existsSync(backupPath(path))) {
    copyFileSync(backupPath(path), path)
    const restored = tryOpen(path)
    if (restored !== undefined) return { db: restored, origin: 'restored', setAside }
    rmSync(path)
    // A backup that is there says that this database is not new: one that cannot be read must not say so for ever.
    renameSync(backupPath(path), backupPath(setAside))
  }
  const fresh = tryOpen(path)
  if (fresh === undefined) throw new Error('a new database cannot be made in the profile folder')
  return { db: fresh, origin: 'lost', setAside }
}

/** Undefined where the file is damaged; anything else that goes wrong is thrown. */
function tryOpen(path: string, trace?: Trace): Sqlite | undefined {
  // For its owner alone; the journals take over the rights of the database.
  closeSync(openSync(path, 'a', 0o600))
  const db = new Database(path, trace === undefined ? {} : { verbose: (sql) => trace(String(sql)) })
  try {
    // A file of zeros counts as an empty database to SQLite; one that had a queue never has no tables.
    if (isZeroed(db, path)) return closed(db)
    db.pragma('journal_mode = WAL')
    // In WAL mode NORMAL can lose the last commits at a power cut, never the database (sqlite.org/pragma.html).
    db.pragma('synchronous = NORMAL')
    db.pragma('foreign_keys = ON')
    const check = db.pragma('quick_check(1)', { simple: true })
    if (check !== 'ok') return closed(db)
    migrate(db)
    return db
  } catch (error) {
    db.close()
    if (isDamage(error)) return undefined
    throw error
  }
}

function closed(db: Sqlite): undefined {
  db.close()
}

function isZeroed(db: Sqlite, path: string): boolean {
  if (!existsSync(backupPath(path))) return false
  const tables = db.prepare("SELECT count(*) AS n FROM sqlite_master WHERE type = 'table'").get() as {
    n: number
  }
  return tables.n === 0
}

function isDamage(error: unknown): boolean {
  if (error instanceof NewerSchemaError) return false
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^SQLITE_(?:CORRUPT|NOTADB|IOERR_SHORT_READ|ERROR)/.test(code)
}

/** Statements by their text: preparing one costs more than running it, and each face asks the same few again and again. */
export function createStatements(db: Sqlite): (sql: string) => Database.Statement {
  const known = new Map<string, Database.Statement>()
  return (sql) => {
    const statement = known.get(sql) ?? db.prepare(sql)
    known.set(sql, statement)
    return statement
  }
}

/** Bytes, those of free pages too. */
export function sizeOf(db: Sqlite): number {
  const read = (name: string) => Number(db.pragma(name, { simple: true }))
  return read('page_count') * read('page_size')
}

/** A copy beside the database, complete or not there at all. */
export function backUpDatabase(db: Sqlite, path: string): void {
  const temporary = makeTemporary(path, 'new')
  // VACUUM fills an empty file that is there, and leaves it its rights.
  db.prepare('VACUUM INTO ?').run(temporary)
  renameSync(temporary, backupPath(path))
}

/** Some hundred kilobytes in one turn of the event loop. */
const pagesInStep = 64

/**
 * The same in steps, of what is committed now. A connection of its own reads it: that of the queue writes on meanwhile,
 * which would begin the copy anew each time. Rejects where the signal ends it.
 */
export async function backUpInSteps(path: string, signal: AbortSignal): Promise<void> {
  // Its own name: one in one go may overtake it when the process ends.
  const temporary = makeTemporary(path, 'steps')
  const reader = new Database(path, { readonly: true, fileMustExist: true })
  try {
    // From the first read on until its end this transaction sees one state (sqlite.org/isolation.html).
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM sqlite_master').get()
    await reader.backup(temporary, {
      progress: () => {
        signal.throwIfAborted()
        return pagesInStep
      },
    })
    signal.throwIfAborted()
    renameSync(temporary, backupPath(path))
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  } finally {
    reader.close()
  }
}

function makeTemporary(path: string, ending: 'new' | 'steps'): string {
  const temporary = `${backupPath(path)}.${ending}`
  rmSync(temporary, { force: true })
  closeSync(openSync(temporary, 'wx', 0o600))
  return temporary
}
