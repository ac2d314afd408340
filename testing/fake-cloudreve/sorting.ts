// The order of a listing and the cursor that walks it (cloudreve-api.md section 4.1): folders first, then files, each by
// a column and then by id. The cursor is the server's own, its flaw included (see `cutPage`).
import { isoTime } from './clock.ts'
import { ApiError, codes } from './codes.ts'
import { sizeOf, type Entry, type FolderEntry } from './entries.ts'
import { decodeId } from './ids.ts'

export interface SortOrder {
  by: string
  descending: boolean
}

export interface Sorted {
  folders: Entry[]
  files: Entry[]
}

interface SortKey {
  value: string | number
  number: number
}

/** The token's JSON, as the server writes it in base64. */
interface Cursor {
  id: string
  string?: string
  int?: number
  time?: string
  start_with_file?: boolean
}

/** Keeps one sorted view per folder and order until the folder changes: 100,000 entries are sorted once, not per page. */
export function createSorter(): (folder: FolderEntry, order: SortOrder) => Sorted {
  const views = new WeakMap<FolderEntry, Map<string, Sorted & { revision: number }>>()
  return (folder, order) => {
    const byOrder = views.get(folder) ?? new Map<string, Sorted & { revision: number }>()
    views.set(folder, byOrder)
    const key = `${order.by}/${String(order.descending)}`
    const held = byOrder.get(key)
    if (held?.revision === folder.revision) return held
    const sorted = sortEntries([...folder.children.values()], order)
    byOrder.set(key, { ...sorted, revision: folder.revision })
    return sorted
  }
}

export function sortEntries(entries: readonly Entry[], order: SortOrder): Sorted {
  const sort = (some: Entry[]): Entry[] =>
    some.sort((left, right) => compareKeys(keyOf(left, order), keyOf(right, order), order))
  return {
    folders: sort(entries.filter((entry) => entry.type === 'folder')),
    files: sort(entries.filter((entry) => entry.type === 'file')),
  }
}

/**
 * One page, and the token of the next. As on the real server the token says `start_with_file` as soon as a file was
 * looked at, even when the page ends with the last folder: the next page then skips every file that sorts before that
 * folder. A client that walks naively loses those files, here as there.
 */
export function cutPage(
  sorted: Sorted,
  page: { size: number; token: string; order: SortOrder },
): {
  entries: Entry[]
  nextToken: string | undefined
} {
  const { size, order } = page
  const cursor = page.token === '' ? undefined : readCursor(page.token)
  const onlyFiles = cursor?.start_with_file === true
  const first = onlyFiles ? sorted.files : sorted.folders
  const from = cursor === undefined ? 0 : indexAfter(first, cursorKey(cursor, order), order)
  const entries = first.slice(from, from + size + 1)
  let startWithFile = onlyFiles
  if (entries.length <= size && !onlyFiles) {
    entries.push(...sorted.files.slice(0, size + 1 - entries.length))
    startWithFile = true
  }
  const last = entries.at(size - 1)
  const more = entries.length > size && last !== undefined
  return {
    entries: entries.slice(0, size),
    nextToken: more ? writeCursor(last, order, startWithFile) : undefined,
  }
}

function writeCursor(entry: Entry, order: SortOrder, startWithFile: boolean): string {
  const cursor: Cursor = { id: entry.id, ...cursorValue(entry, order.by) }
  if (startWithFile) cursor.start_with_file = true
  return Buffer.from(JSON.stringify(cursor), 'utf8').toString('base64')
}

function cursorValue(entry: Entry, by: string): Omit<Cursor, 'id'> {
  const value = valueOf(entry, by)
  if (by === 'name') return { string: entry.name }
  if (by === 'size') return value === 0 ? {} : { int: Number(value) }
  return by === 'created_at' || by === 'updated_at' ? { time: isoTime(Number(value)) } : {}
}

function readCursor(token: string): Cursor {
  const cursor = parseCursor(token)
  if (cursor === undefined || decodeId('file', cursor.id) === undefined)
    throw new ApiError(codes.internal, '')
  return cursor
}

function parseCursor(token: string): Cursor | undefined {
  try {
    return JSON.parse(Buffer.from(token, 'base64').toString('utf8')) as Cursor
  } catch {
    // Any bad token has one answer, given by the caller.
    return undefined
  }
}

function cursorKey(cursor: Cursor, order: SortOrder): SortKey {
  const number = decodeId('file', cursor.id) ?? 0
  if (order.by === 'name') return { value: cursor.string ?? '', number }
  if (order.by === 'size') return { value: cursor.int ?? 0, number }
  if (order.by === 'created_at' || order.by === 'updated_at')
    return { value: Date.parse(cursor.time ?? ''), number }
  return { value: 0, number }
}

function indexAfter(entries: readonly Entry[], key: SortKey, order: SortOrder): number {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    const entry = entries[middle]
    if (entry !== undefined && compareKeys(keyOf(entry, order), key, order) <= 0) low = middle + 1
    else high = middle
  }
  return low
}

function keyOf(entry: Entry, order: SortOrder): SortKey {
  return { value: valueOf(entry, order.by), number: entry.number }
}

function valueOf(entry: Entry, by: string): string | number {
  if (by === 'name') return entry.name
  if (by === 'size') return sizeOf(entry)
  if (by === 'created_at') return entry.createdAtMs
  if (by === 'updated_at') return entry.updatedAtMs
  return 0
}

function compareKeys(left: SortKey, right: SortKey, order: SortOrder): number {
  const byValue = compareValues(left.value, right.value)
  const ascending = byValue === 0 ? left.number - right.number : byValue
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
