// The order of a listing and the cursor that walks it (cloudreve-api.md section 4.1): folders first, then by a column,
// ties by id. A cursor remembers the last seen value, so deletions behind it do no harm.
import { ApiError, codes } from './codes.ts'
import { sizeOf, type Entry, type FolderEntry } from './entries.ts'

export interface SortOrder {
  by: string
  descending: boolean
}

interface Cursor {
  f: 0 | 1
  v: string | number
  n: number
}

interface SortedView {
  revision: number
  entries: Entry[]
}

/** Keeps one sorted view per folder and order until the folder changes: 100,000 entries are sorted once, not per page. */
export function createSorter(): (folder: FolderEntry, order: SortOrder) => Entry[] {
  const views = new WeakMap<FolderEntry, Map<string, SortedView>>()
  return (folder, order) => {
    const byOrder = views.get(folder) ?? new Map<string, SortedView>()
    views.set(folder, byOrder)
    const key = `${order.by}/${String(order.descending)}`
    const held = byOrder.get(key)
    if (held?.revision === folder.revision) return held.entries
    const entries = sortEntries([...folder.children.values()], order)
    byOrder.set(key, { revision: folder.revision, entries })
    return entries
  }
}

export function sortEntries(entries: Entry[], order: SortOrder): Entry[] {
  return entries.sort((left, right) => compareKeys(keyOf(left, order), keyOf(right, order), order))
}

export function writeCursor(entry: Entry, order: SortOrder): string {
  return Buffer.from(JSON.stringify(keyOf(entry, order)), 'utf8').toString('base64')
}

/** Index of the first entry behind the cursor; garbage is the server's `-1`. */
export function afterCursor(entries: readonly Entry[], token: string, order: SortOrder): number {
  const cursor = readCursor(token)
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    const entry = entries[middle]
    if (entry !== undefined && compareKeys(keyOf(entry, order), cursor, order) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

function readCursor(token: string): Cursor {
  try {
    const parsed = JSON.parse(Buffer.from(token, 'base64').toString('utf8')) as Cursor
    if (typeof parsed.n === 'number') return parsed
  } catch {
    // Falls through to the one answer the server has for any bad token.
  }
  throw new ApiError(codes.internal, '')
}

function keyOf(entry: Entry, order: SortOrder): Cursor {
  return { f: entry.type === 'file' ? 1 : 0, v: valueOf(entry, order.by), n: entry.number }
}

function valueOf(entry: Entry, by: string): string | number {
  if (by === 'name') return entry.name
  if (by === 'size') return sizeOf(entry)
  if (by === 'created_at') return entry.createdAtMs
  if (by === 'updated_at') return entry.updatedAtMs
  return 0
}

function compareKeys(left: Cursor, right: Cursor, order: SortOrder): number {
  if (left.f !== right.f) return left.f - right.f
  const byValue = compareValues(left.v, right.v)
  const ascending = byValue === 0 ? left.n - right.n : byValue
  return order.descending ? -ascending : ascending
}

function compareValues(left: string | number, right: string | number): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  return compareCodePoints(String(left), String(right))
}

// The database compares UTF-8 bytes; UTF-16 units put U+E000..U+FFFF after the surrogates, so those are moved.
function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length)
  for (let at = 0; at < length; at += 1) {
    const a = left.charCodeAt(at)
    const b = right.charCodeAt(at)
    if (a !== b) return codeUnitRank(a) - codeUnitRank(b)
  }
  return left.length - right.length
}

function codeUnitRank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800
  return unit >= 0xd800 ? unit + 0x2000 : unit
}
