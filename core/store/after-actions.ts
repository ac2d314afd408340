// What is still to be done for a batch once it is complete. Taken out of the database before it is done: a process that
// dies in between has done it or not, but nobody does it twice.

import type { AfterAction } from '../model/after-action.ts'
import type { Sqlite } from './database.ts'
import type { WriteGroup } from './write-group.ts'

export interface AfterActionTable {
  /** `nothing` takes an earlier wish back. */
  save(batchId: string, action: AfterAction): void
  /** Ids of batches that something is to be done for. */
  pending(): readonly string[]
  /** The action, which is not there any more afterwards. */
  take(batchId: string): AfterAction | undefined
}

export function createAfterActionTable(db: Sqlite, { now }: Pick<WriteGroup, 'now'>): AfterActionTable {
  const save = db.prepare('UPDATE batches SET after_action = ? WHERE id = ?')
  const pending = db.prepare('SELECT id FROM batches WHERE after_action IS NOT NULL ORDER BY seq')
  const read = db.prepare('SELECT after_action AS action FROM batches WHERE id = ?')
  return {
    save: (batchId, action) => {
      now(() => save.run(action.kind === 'nothing' ? null : JSON.stringify(action), batchId))
    },
    pending: () => (pending.all() as { id: string }[]).map(({ id }) => id),
    take: (batchId) =>
      now(() => {
        const row = read.get(batchId) as { action: string | null } | undefined
        if (row === undefined || row.action === null) return undefined
        save.run(null, batchId)
        return JSON.parse(row.action) as AfterAction
      }),
  }
}
