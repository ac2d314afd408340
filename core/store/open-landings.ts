// The landings alone, for looking at them while another process runs the queue: WAL lets readers and the one writer live
// side by side. Changes nothing, and repairs nothing either: whoever owns the profile does that.

import Database from 'better-sqlite3'
import type { Landings } from '../ports/landings.ts'
import { createLandings } from './landings.ts'
import { isCurrent } from './migrations.ts'

export interface OpenedLandings {
  readonly landings: Omit<Landings, 'save' | 'remove'>
  close(): void
}

/** Undefined where there is no database of this version's schema: it has to be opened by its owner first. */
export function openLandings(path: string): OpenedLandings | undefined {
  let db: Database.Database | undefined
  try {
    // Not `readonly`: that could not recover the journal of a process that was killed.
    db = new Database(path, { fileMustExist: true })
    db.pragma('query_only = ON')
    if (isCurrent(db)) return { landings: createLandings(db), close: () => void db?.close() }
  } catch (error) {
    db?.close()
    if (isUnusable(error)) return undefined
    throw error
  }
  db.close()
  return undefined
}

function isUnusable(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^SQLITE_(?:CANTOPEN|CORRUPT|NOTADB|IOERR_SHORT_READ)/.test(code)
}
