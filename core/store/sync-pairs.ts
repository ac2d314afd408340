// Pairs of folders kept in step: what each is, how far it got, and what it did lately.

import type { Throughput } from '../model/throughput.ts'
import type { SyncActivity, SyncPair, SyncProblem } from '../model/sync.ts'
import { formatCloudUri } from '../model/cloud-uri.ts'
import type { Sqlite } from './database.ts'
import { readUri } from './rows.ts'
import type { WriteGroup } from './write-group.ts'

/** What a pair's runs leave for the next one. */
export interface PairProgress {
  /** Rises before each run that changes something here; the folder's marker carries it too. */
  readonly generation: number
  /** Names the folder's marker. */
  readonly marker: string
  /** Whether the marker was written once: without it the folder has to have it from then on. */
  readonly marked: boolean
  /** Of the queue, while something is being fetched. */
  readonly batchId?: string | undefined
  readonly inStepSinceMs?: number | undefined
  /** How fast files came lately; absent until some did. */
  readonly throughput?: Throughput | undefined
  readonly problems: readonly SyncProblem[]
}

export interface PairRow {
  readonly seq: number
  readonly pair: SyncPair
  readonly progress: PairProgress
}

export interface PairTable {
  insert(pair: SyncPair, progress: PairProgress): void
  list(): readonly PairRow[]
  read(id: string): PairRow | undefined
  save(pair: SyncPair): void
  saveProgress(id: string, progress: PairProgress): void
  /** With all that is known of its tree. Files stay. */
  remove(id: string): void
  note(seq: number, activity: SyncActivity): void
  /** The newest first. */
  activity(seq: number, page: { offset: number; limit: number }): readonly SyncActivity[]
}

/** Lines of activity kept for a pair. */
const keptActivity = 1_000

interface PairRecord {
  readonly seq: number
  readonly pair: string
  readonly progress: string
}

export function createPairTable(db: Sqlite, group: Pick<WriteGroup, 'now' | 'join'>): PairTable {
  const insert = db.prepare('INSERT INTO sync_pairs (id, pair, progress) VALUES (?, ?, ?)')
  const read = db.prepare('SELECT * FROM sync_pairs WHERE id = ?')
  const list = db.prepare('SELECT * FROM sync_pairs ORDER BY seq')
  const save = db.prepare('UPDATE sync_pairs SET pair = ? WHERE id = ?')
  const saveProgress = db.prepare('UPDATE sync_pairs SET progress = ? WHERE id = ?')
  const remove = db.prepare('DELETE FROM sync_pairs WHERE id = ?')
  const note = db.prepare('INSERT INTO sync_activity (pair, activity) VALUES (?, ?)')
  const trim = db.prepare(`DELETE FROM sync_activity WHERE pair = ? AND seq <= (SELECT seq FROM sync_activity
    WHERE pair = ? ORDER BY seq DESC LIMIT 1 OFFSET ${keptActivity})`)
  const activity = db.prepare(
    'SELECT activity FROM sync_activity WHERE pair = ? ORDER BY seq DESC LIMIT ? OFFSET ?',
  )
  let noted = 0
  return {
    insert: (pair, progress) => {
      group.now(() => insert.run(pair.id, formatPair(pair), JSON.stringify(progress)))
    },
    list: () => (list.all() as PairRecord[]).map(toRow),
    read: (id) => {
      const row = read.get(id) as PairRecord | undefined
      return row === undefined ? undefined : toRow(row)
    },
    save: (pair) => {
      group.now(() => save.run(formatPair(pair), pair.id))
    },
    saveProgress: (id, progress) => {
      group.now(() => saveProgress.run(JSON.stringify(progress), id))
    },
    remove: (id) => {
      group.now(() => remove.run(id))
    },
    note: (seq, one) => {
      group.join(() => {
        note.run(seq, JSON.stringify(one))
        if (++noted % 100 === 0) trim.run(seq, seq)
      })
    },
    activity: (seq, { offset, limit }) =>
      (activity.all(seq, Math.min(limit, keptActivity), offset) as { activity: string }[]).map(
        (row) => JSON.parse(row.activity) as SyncActivity,
      ),
  }
}

function formatPair({ remote, ...pair }: SyncPair): string {
  return JSON.stringify({ ...pair, remote: formatCloudUri(remote) })
}

function toRow({ seq, pair, progress }: PairRecord): PairRow {
  const read = JSON.parse(pair) as Omit<SyncPair, 'remote'> & { remote: string }
  return {
    seq,
    pair: { ...read, remote: readUri(read.remote) },
    progress: JSON.parse(progress) as PairProgress,
  }
}
