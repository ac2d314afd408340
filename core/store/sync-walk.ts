// What a run has listed of folders in which there is something to do, until it is done: a run that was cut off need not
// list them again before files come. One compressed row for each folder; a look at a tree that is in step writes none.

import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { CloudUri } from '../model/cloud-uri.ts'
import { formatCloudUri } from '../model/cloud-uri.ts'
import type { Entry } from '../model/entry.ts'
import type { Sqlite } from './database.ts'
import { readUri } from './rows.ts'
import type { WriteGroup } from './write-group.ts'

export interface ListedFolder {
  /** The folder's own; '' for the pair's. */
  readonly id: string
  readonly uri: CloudUri
  /** When its listing was begun, Unix milliseconds. */
  readonly listedAtMs: number
  /** As far as a plan asks: times of creation and what is shared are not kept. */
  readonly entries: readonly Entry[]
}

/** Of one pair. */
export interface WalkTable {
  /** Undefined where there is none, or where the folder was elsewhere then. */
  read(id: string, uri: CloudUri): ListedFolder | undefined
  save(folder: ListedFolder): void
  isEmpty(): boolean
  clear(): void
}

/** Names and places that the site gave; a place mostly ends with the name. */
interface KeptEntry {
  readonly i: string
  readonly n: string
  readonly u: string
  readonly m: number
  readonly f?: { readonly s: number; readonly e: string; readonly u: boolean }
  /** Of folders: a shortcut. */
  readonly c?: boolean
}

export function createWalkTable(db: Sqlite, group: Pick<WriteGroup, 'join'>): (pair: number) => WalkTable {
  const read = db.prepare('SELECT uri, listed_at, entries FROM sync_walk WHERE pair = ? AND folder = ?')
  const save = db.prepare(
    'INSERT OR REPLACE INTO sync_walk (pair, folder, uri, listed_at, entries) VALUES (?, ?, ?, ?, ?)',
  )
  const any = db.prepare('SELECT 1 FROM sync_walk WHERE pair = ? LIMIT 1')
  const clear = db.prepare('DELETE FROM sync_walk WHERE pair = ?')
  return (pair) => ({
    read: (id, uri) => {
      const row = read.get(pair, id) as { uri: string; listed_at: number; entries: Buffer } | undefined
      if (row === undefined || row.uri !== formatCloudUri(uri)) return undefined
      const kept = JSON.parse(inflateRawSync(row.entries).toString()) as KeptEntry[]
      return { id, uri, listedAtMs: row.listed_at, entries: kept.map(toEntry) }
    },
    save: ({ id, uri, listedAtMs, entries }) => {
      const packed = deflateRawSync(JSON.stringify(entries.map(toKept)), { level: 1 })
      group.join(() => save.run(pair, id, formatCloudUri(uri), Math.round(listedAtMs), packed))
    },
    isEmpty: () => any.get(pair) === undefined,
    clear: () => {
      group.join(() => clear.run(pair))
    },
  })
}

function toKept(entry: Entry): KeptEntry {
  const { id, name, uri, modifiedAtMs } = entry
  const common = { i: id, n: name, u: formatCloudUri(uri), m: modifiedAtMs }
  return entry.kind === 'file'
    ? { ...common, f: { s: entry.sizeBytes, e: entry.entityId, u: entry.uploading } }
    : { ...common, ...(entry.shortcut ? { c: true } : {}) }
}

function toEntry({ i, n, u, m, f, c }: KeptEntry): Entry {
  const common = { id: i, name: n, uri: readUri(u), modifiedAtMs: m, createdAtMs: 0, shared: false }
  return f === undefined
    ? { ...common, kind: 'folder', shortcut: c === true }
    : { ...common, kind: 'file', sizeBytes: f.s, entityId: f.e, uploading: f.u }
}
