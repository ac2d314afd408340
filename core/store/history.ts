// Finding single files by their name, folder, account, state and time. What has ended is answered out of one index that
// holds all of that; the newest come first, so that a window at the beginning reads little.

import { foldText } from '../model/folded-text.ts'
import type { Transfer } from '../model/transfer.ts'
import type { HistorySearch, WindowView } from '../engine-api.ts'
import { createStatements } from './database.ts'
import type { Sqlite } from './database.ts'
import { selectTransfer, toTransfer } from './rows.ts'
import type { TransferRecord } from './rows.ts'

export interface HistoryTable {
  search(wanted: HistorySearch): { total: number; transfers: readonly Transfer[] }
}

/** The text that a transfer is found by. */
export function searchText({ folders, name }: Transfer['target']): string {
  return foldText([...folders, name].join('/'))
}

/** The first term is an index's own condition: without it that index is not used. */
const viewTerms: Record<WindowView, readonly string[]> = {
  all: [],
  unfinished: ['t.phase = 0'],
  running: ["t.state IN ('resolving', 'downloading', 'finishing')"],
  waiting: ['t.phase = 0', "t.state NOT IN ('resolving', 'downloading', 'finishing')"],
  failed: ['t.phase > 0', 't.phase = 1'],
  completed: ['t.phase > 0', 't.phase = 2'],
}

export function createHistory(db: Sqlite): HistoryTable {
  const prepare = createStatements(db)
  return {
    search: ({ offset, limit, ...wanted }) => {
      const { terms, values } = termsOf(wanted)
      const where = terms.length === 0 ? '' : `WHERE ${terms.join(' AND ')}`
      const found = `FROM transfers t ${where}`
      const { n } = prepare(`SELECT count(*) AS n ${found}`).get(...values) as { n: number }
      const rows = prepare(
        `${selectTransfer} WHERE t.seq IN
           (SELECT t.seq ${found} ORDER BY t.changed_at DESC, t.seq DESC LIMIT ? OFFSET ?)
         ORDER BY t.changed_at DESC, t.seq DESC`,
      ).all(...values, limit, offset)
      return { total: n, transfers: (rows as TransferRecord[]).map(toTransfer) }
    },
  }
}

function termsOf(wanted: Omit<HistorySearch, 'offset' | 'limit'>): { terms: string[]; values: unknown[] } {
  const { text, view, accountId, queueId, fromMs, untilMs } = wanted
  const optional: readonly (readonly [string, unknown])[] = [
    ['t.changed_at >= ?', fromMs],
    ['t.changed_at < ?', untilMs],
    ['t.account_id = ?', accountId],
    ["t.folded LIKE ? ESCAPE '\\'", text === '' ? undefined : toPattern(text)],
    ['t.batch_id IN (SELECT batch_id FROM standings WHERE queue_id = ?)', queueId],
  ]
  const given = optional.filter(([, value]) => value !== undefined)
  return {
    terms: [...viewTerms[view], ...given.map(([term]) => term)],
    values: given.map(([, value]) => value),
  }
}

/** Words apart may have anything between them; nothing that is typed means more than itself. */
function toPattern(text: string): string {
  const words = foldText(text)
    .split(/\s+/)
    .filter((word) => word !== '')
  return `%${words.map((word) => word.replace(/[\\%_]/g, '\\$&')).join('%')}%`
}

const foldedAtOnce = 1_000

/** For rows that are there already; a part of the migration. */
export function foldNames(db: Sqlite): void {
  const page = db.prepare('SELECT seq, folders, name FROM transfers WHERE seq > ? ORDER BY seq LIMIT ?')
  const save = db.prepare('UPDATE transfers SET folded = ? WHERE seq = ?')
  for (let after = 0; ;) {
    const rows = page.all(after, foldedAtOnce) as { seq: number; folders: string; name: string }[]
    for (const { seq, folders, name } of rows) {
      save.run(searchText({ root: '', folders: JSON.parse(folders) as string[], name }), seq)
    }
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.seq
  }
}
