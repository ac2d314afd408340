// The tree as a test sees it: paths of one account instead of entries. A thin face; the work is tree.ts's.
import type { Content } from './content.ts'
import { sizeOf, type Entry, type FileEntry, type FolderEntry } from './entries.ts'
import { zeroEntityId } from './file-object.ts'
import type { NewFile, Tree } from './tree.ts'

export interface EntryStat {
  id: string
  type: 'file' | 'folder'
  name: string
  sizeBytes: number
  /** The constant zero entity for folders, empty files and unfinished uploads. */
  entityId: string
  /** Every version still kept, oldest first. */
  entityIds: string[]
  updatedAtMs: number
}

export interface UserTree {
  /** Missing parents are made. */
  addFile(path: string, file?: NewFile): EntryStat
  addFolder(path: string): EntryStat
  writeVersion(path: string, content: NewFile): EntryStat
  dropEntity(entityId: string): void
  /** `newName` is a bare name, or a whole path to move to. */
  rename(path: string, newName: string): EntryStat
  /** Gone for good, with every version. */
  remove(path: string): void
  /** `tag:red`, `thumb:disabled` …; without a value it is taken away. */
  setMetadata(path: string, key: string, value?: string): void
  /** Into the recycle bin; the key is the item's name there. */
  trash(path: string): string
  stat(path: string): EntryStat | undefined
  /** Of a folder, in no order. */
  children(path: string): EntryStat[]
}

export interface ExpectedContent {
  sizeBytes: number
  entityId: string
  read(start: number, end: number): Uint8Array
  sha256(): string
}

export function splitPath(path: string): string[] {
  return path.split('/').filter((name) => name !== '')
}

export function createUserTree(tree: Tree, ownerId: string): UserTree {
  const root = (): FolderEntry => tree.rootOf(ownerId)
  const need = (path: string): Entry => {
    const entry = tree.find(root(), splitPath(path))
    if (entry === undefined) throw new Error(`nothing at ${path}`)
    return entry
  }
  return {
    addFile: (path, file = {}) => {
      const segments = splitPath(path)
      const parent = tree.makeFolders(root(), segments.slice(0, -1))
      return statOf(tree.addFile(parent, segments.at(-1) ?? '', file))
    },
    addFolder: (path) => statOf(tree.makeFolders(root(), splitPath(path))),
    writeVersion: (path, content) => {
      const file = asFile(need(path), path)
      delete file.metadata['sys:upload_session_id']
      tree.writeVersion(file, content)
      return statOf(file)
    },
    dropEntity: (entityId) => {
      tree.dropEntity(entityId)
    },
    rename: (path, newName) => {
      const entry = need(path)
      const segments = newName.includes('/') ? splitPath(newName) : [...splitPath(path).slice(0, -1), newName]
      tree.move(entry, tree.makeFolders(root(), segments.slice(0, -1)), segments.at(-1) ?? '')
      return statOf(entry)
    },
    remove: (path) => {
      tree.remove(need(path))
    },
    setMetadata: (path, key, value) => tree.changeMetadata(need(path), key, value),
    trash: (path) => tree.trash(need(path)),
    children: (path) => {
      const folder = need(path)
      return folder.type === 'folder' ? [...folder.children.values()].map(statOf) : []
    },
    stat: (path) => {
      const entry = tree.find(root(), splitPath(path))
      return entry === undefined ? undefined : statOf(entry)
    },
  }
}

/** What a download of the file's current version must yield. */
export function expectedContent(tree: Tree, ownerId: string, path: string): ExpectedContent {
  const entry = tree.find(tree.rootOf(ownerId), splitPath(path))
  if (entry === undefined) throw new Error(`nothing at ${path}`)
  const { primary } = asFile(entry, path)
  if (primary === undefined) return expectedOf(zeroEntityId, undefined)
  return expectedOf(primary.id, primary.content)
}

export function expectedOf(entityId: string, content: Content | undefined): ExpectedContent {
  const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
  return {
    sizeBytes: content?.sizeBytes ?? 0,
    entityId,
    read: (start, end) => content?.read(start, end) ?? new Uint8Array(),
    sha256: () => content?.sha256() ?? emptyHash,
  }
}

function asFile(entry: Entry, path: string): FileEntry {
  if (entry.type !== 'file') throw new Error(`${path} is a folder`)
  return entry
}

function statOf(entry: Entry): EntryStat {
  return {
    id: entry.id,
    type: entry.type,
    name: entry.name,
    sizeBytes: sizeOf(entry),
    entityId: (entry.type === 'file' ? entry.primary?.id : undefined) ?? zeroEntityId,
    entityIds: entry.type === 'file' ? entry.entities.map((entity) => entity.id) : [],
    updatedAtMs: entry.updatedAtMs,
  }
}
