// A folder URI with a search behind `?` (cloudreve-api.md sections 1.5 and 4.1), as the server reads and answers it: level
// by level, its quirks included — one bound of a size alone finds nothing, and a category drops every other wish.
import { ApiError, codes } from './codes.ts'
import { sizeOf, type Entry, type FolderEntry } from './entries.ts'

export interface Found {
  entry: Entry
  /** Names below the folder searched. */
  below: string[]
}

/** What the server has in its settings for each category. */
const categories: Readonly<Record<string, string>> = {
  image: 'bmp iff png gif jpg jpeg psd svg webp heif heic tiff avif 3fr arw cr2 cr3 dng nef raf rw2 orf',
  video: 'mp4 m3u8 flv avi wmv mkv rm rmvb mov ogv',
  audio: 'mp3 flac ape wav acc ogg m4a',
  document: 'pdf doc docx ppt pptx xls xlsx pps txt md',
}

/** Undefined where the server takes the URI for an ordinary listing. */
export function readSearch(query: URLSearchParams): ((entry: Entry) => boolean) | undefined {
  const category = query.get('category') ?? ''
  if (category !== '') {
    const extensions = categories[category]
    if (extensions === undefined) throw new ApiError(codes.internal, '')
    const wanted = new Set(extensions.split(' '))
    return ({ type, name }) =>
      type === 'file' && wanted.has(name.slice(name.lastIndexOf('.') + 1).toLowerCase())
  }
  const tests = [
    ...nameTests(query),
    ...typeTests(query),
    ...tagTests(query),
    ...timeTests(query),
    ...sizeTests(query),
  ]
  return tests.length === 0 ? undefined : (entry) => tests.every((test) => test(entry))
}

type Test = (entry: Entry) => boolean

function nameTests(query: URLSearchParams): Test[] {
  const names = query.getAll('name')
  if (names.length === 0) return []
  const tests = names.map((name) => nameTest(name))
  const any = query.has('use_or') || query.has('name_op_or')
  return [(entry) => (any ? tests.some((test) => test(entry)) : tests.every((test) => test(entry)))]
}

// SQLite's LIKE does not tell ASCII letters by their case, whatever `case_folding` says.
function nameTest(name: string): Test {
  const isQuoted = name.startsWith('"') && name.endsWith('"')
  const plain = (isQuoted ? name.slice(1, -1) : name).toLowerCase()
  if (isQuoted || !name.includes('*')) return (entry) => entry.name.toLowerCase().includes(plain)
  const open = !plain.startsWith('*') && !plain.endsWith('*')
  const parts = plain.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/gu, '\\$&'))
  const pattern = new RegExp(open ? parts.join('.*') : `^${parts.join('.*')}$`, 'su')
  return (entry) => pattern.test(entry.name.toLowerCase())
}

function typeTests(query: URLSearchParams): Test[] {
  const type = query.get('type')
  return type === null ? [] : [(entry) => (entry.type === 'folder') === (type === 'folder')]
}

function tagTests(query: URLSearchParams): Test[] {
  return [...query]
    .filter(([key]) => key.startsWith('meta_'))
    .map(([key, value]): Test => {
      const name = key.slice('meta_'.length)
      return ({ metadata }) => metadata[name]?.toLowerCase().includes(value.toLowerCase()) === true
    })
}

function timeTests(query: URLSearchParams): Test[] {
  const tests: Test[] = []
  const add = (key: string, test: (entry: Entry, atMs: number) => boolean): void => {
    const seconds = query.get(key)
    if (seconds !== null && /^-?\d+$/u.test(seconds))
      tests.push((entry) => test(entry, Number(seconds) * 1000))
  }
  add('created_gte', (entry, atMs) => entry.createdAtMs >= atMs)
  add('created_lte', (entry, atMs) => entry.createdAtMs <= atMs)
  add('updated_gte', (entry, atMs) => entry.updatedAtMs >= atMs)
  add('updated_lte', (entry, atMs) => entry.updatedAtMs <= atMs)
  return tests
}

function sizeTests(query: URLSearchParams): Test[] {
  if (!query.has('size_gte') && !query.has('size_lte')) return []
  const least = Number(query.get('size_gte') ?? 0)
  const most = Number(query.get('size_lte') ?? 0)
  // Both bounds as soon as one is there; two zeros are no bounds at all.
  if (least <= 0 && most <= 0) return [() => true]
  return [(entry) => sizeOf(entry) >= least && sizeOf(entry) <= most]
}

/** Level by level: what each level brings, empty ones too. */
export function* searchLevels(folder: FolderEntry, fits: Test): Generator<Found[]> {
  let level: { folder: FolderEntry; below: string[] }[] = [{ folder, below: [] }]
  while (level.length > 0) {
    const children = level.flatMap((at) =>
      [...at.folder.children.values()].map((entry) => ({ entry, below: [...at.below, entry.name] })),
    )
    yield children.filter(({ entry }) => fits(entry))
    level = children.flatMap(({ entry, below }) =>
      entry.type === 'folder' ? [{ folder: entry, below }] : [],
    )
  }
}
