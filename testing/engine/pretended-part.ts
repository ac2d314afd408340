// A download that seems to have come far already: its record names pieces of zeros, its part file has a hole in their
// place. Only the bytes behind it have to come, whatever the size of the file. Only while the engine is stopped.

import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createHasherPool } from '../../core/transfer/hasher.ts'
import type { Scenario } from './scenario.ts'

/** `bytes` is a multiple of `piece`. The profile has this one transfer, and its part file is there. */
export async function pretendDone(s: Scenario, bytes: number, piece: number): Promise<void> {
  const [part] = await s.parts()
  const path = join(s.target, part ?? 'missing')
  truncateSync(path, bytes)
  const hasher = await createHasherPool().borrow()
  hasher.reset()
  hasher.update(new Uint8Array(piece))
  const hash = hasher.peek()
  const stamp = (await s.disk.stat(path))?.stamp
  const db = new Database(s.databasePath)
  const { id } = db.prepare('SELECT id FROM transfers').get() as { id: string }
  const insert = db.prepare('INSERT INTO pieces (transfer_id, start, end, hash) VALUES (?, ?, ?, ?)')
  db.transaction(() => {
    for (let start = 0; start < bytes; start += piece) insert.run(id, start, start + piece, hash)
    db.prepare('UPDATE transfers SET bytes_done = ?, part_stamp = ? WHERE id = ?').run(bytes, stamp, id)
  })()
  db.close()
}
