// Own connections and limits of batches and transfers in the database; a transfer without its own has its batch's.

import type { PaceEdit } from '../model/pace.ts'
import { createStatements } from './database.ts'
import type { Sqlite } from './database.ts'

export interface PaceTable {
  saveBatch(id: string, edit: PaceEdit): void
  saveTransfer(id: string, edit: PaceEdit): void
}

export function createPaceTable(db: Sqlite): PaceTable {
  const prepare = createStatements(db)
  const save =
    (table: 'batches' | 'transfers') =>
    (id: string, { connections, speedLimit }: PaceEdit) => {
      if (connections !== undefined)
        prepare(`UPDATE ${table} SET connections = ? WHERE id = ?`).run(connections, id)
      if (speedLimit !== undefined)
        prepare(`UPDATE ${table} SET speed_limit = ? WHERE id = ?`).run(speedLimit, id)
    }
  return { saveBatch: save('batches'), saveTransfer: save('transfers') }
}
