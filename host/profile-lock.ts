// Two engines on one profile never happen: an exclusive lock on a tiny database, which the system frees by itself when
// the process ends, however it ends.

import { join } from 'node:path'
import Database from 'better-sqlite3'
import { fail } from '../core/model/failure.ts'
import { ensurePrivateFile } from './profile.ts'

/** Returns the way to give it back. Fails `profile-in-use`. */
export function lockProfile(profile: string): () => void {
  const path = join(profile, 'lock.db')
  ensurePrivateFile(path)
  const db = new Database(path, { timeout: 0 })
  try {
    db.pragma('locking_mode = EXCLUSIVE')
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!code.startsWith('SQLITE_BUSY')) throw error
    throw fail('profile-in-use', 'another Reverie runs on this profile', { cause: error })
  }
  return () => db.close()
}
