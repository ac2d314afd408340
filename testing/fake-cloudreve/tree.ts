// The in-memory file system of every account: entries, versions and the recycle bin.
// It knows nothing of URIs, permissions or replies; wrong use of it is a plain error.
import { randomUUID } from 'node:crypto'
import type { Clock } from './clock.ts'
import type { ContentSpec } from './content.ts'
import { createEntityStore } from './entity-store.ts'
import { segmentsOf, type Entity, type Entry, type FileEntry, type FolderEntry } from './entries.ts'
import { decodeId, encodeId } from './ids.ts'
import type { TreeChange } from './event-hub.ts'
import { formatFileUri } from './file-uri.ts'
import type { Pattern } from './pattern.ts'
import type { FakeSettings } from './settings.ts'

export interface NewFile extends ContentSpec {
  modifiedAtMs?: number
  /** The placeholder of a running upload: size 0, constant entity, `sys:upload_session_id`. */
  uploading?: boolean
}

export interface Tree {
  rootOf(ownerId: string): FolderEntry
  find(root: FolderEntry, segments: readonly string[]): Entry | undefined
  byId(id: string): Entry | undefined
  entity(id: string): Entity | undefined
  makeFolders(root: FolderEntry, segments: readonly string[]): FolderEntry
  addFile(parent: FolderEntry, name: string, file: NewFile): FileEntry
  writeVersion(file: FileEntry, content: NewFile): Entity | undefined
  dropEntity(entityId: string): void
  move(entry: Entry, parent: FolderEntry, name: string): void
  remove(entry: Entry): void
  trash(entry: Entry): string
  restore(entry: Entry, parent: FolderEntry, name: string): void
  /** The same bytes under an id of its own. */
  copyFile(file: FileEntry, parent: FolderEntry): FileEntry
  useVersion(file: FileEntry, entity: Entity): void
  /** The blob of its picture; made once for each version. */
  thumbnailOf(file: FileEntry, draw: () => Uint8Array): Entity
  changeMetadata(entry: Entry, key: string, value: string | undefined): void
  trashOf(ownerId: string): ReadonlyMap<string, Entry>
}

export interface TreeParts {
  clock: Clock
  pattern: Pattern
  settings: FakeSettings
  tell: (change: TreeChange) => void
}

export function createTree(parts: TreeParts): Tree {
  const roots = new Map<string, FolderEntry>()
  const bins = new Map<string, Map<string, Entry>>()
  const entries = new Map<number, Entry>()
  const entities = createEntityStore(parts.clock, parts.pattern)
  const binOf = (ownerId: string): Map<string, Entry> =>
    getOrAdd(bins, ownerId, () => new Map<string, Entry>())
  const thumbnails = new Map<Entity | undefined, Entity>()
  let entryCount = 0

  const newBase = (ownerId: string, name: string, parent: FolderEntry | undefined) => {
    const number = (entryCount += 1)
    const now = parts.clock.nowMs()
    const id = encodeId('file', number)
    return { number, id, ownerId, name, parent, createdAtMs: now, updatedAtMs: now, metadata: {} }
  }

  const newFolder = (ownerId: string, name: string, parent: FolderEntry | undefined): FolderEntry => {
    const folder: FolderEntry = {
      ...newBase(ownerId, name, parent),
      type: 'folder',
      children: new Map(),
      revision: 0,
    }
    entries.set(folder.number, folder)
    if (parent !== undefined) {
      attach(folder, parent)
      parts.tell({ kind: 'create', entry: folder, from: segmentsOf(folder) })
    }
    return folder
  }

  const writeVersion = (file: FileEntry, content: NewFile): Entity | undefined => {
    const entity = entities.make(content)
    if (entity !== undefined) file.entities.push(entity)
    file.primary = entity
    file.updatedAtMs = content.modifiedAtMs ?? parts.clock.nowMs()
    const kept = parts.settings.keepVersions ? parts.settings.versionsKept : 1
    while (file.entities.length > kept) {
      const oldest = file.entities.shift()
      if (oldest !== undefined) entities.forget(oldest)
    }
    touch(file.parent)
    if (file.entities.length > 1) parts.tell({ kind: 'modify', entry: file, from: segmentsOf(file) })
    return entity
  }

  const remove = (entry: Entry): void => {
    if (entry.parent !== undefined) parts.tell({ kind: 'delete', entry, from: segmentsOf(entry) })
    detach(entry)
    for (const [key, held] of binOf(entry.ownerId)) if (held === entry) binOf(entry.ownerId).delete(key)
    for (const gone of withDescendants(entry)) {
      entries.delete(gone.number)
      if (gone.type === 'file') gone.entities.forEach(entities.forget)
    }
  }

  return {
    rootOf: (ownerId) => getOrAdd(roots, ownerId, () => newFolder(ownerId, '', undefined)),
    find: findEntry,
    byId: (id) => entries.get(decodeId('file', id) ?? 0),
    entity: entities.get,
    makeFolders: (root, segments) => {
      let at = root
      for (const name of segments) {
        const child: Entry = at.children.get(name) ?? newFolder(root.ownerId, name, at)
        if (child.type !== 'folder') throw new Error(`${name} is a file`)
        at = child
      }
      return at
    },
    addFile: (parent, name, file) => {
      if (parent.children.has(name)) throw new Error(`${name} exists already`)
      const entry: FileEntry = {
        ...newBase(parent.ownerId, name, parent),
        type: 'file',
        entities: [],
        primary: undefined,
      }
      entries.set(entry.number, entry)
      attach(entry, parent)
      parts.tell({ kind: 'create', entry, from: segmentsOf(entry) })
      if (file.uploading === true) entry.metadata['sys:upload_session_id'] = randomUUID()
      else writeVersion(entry, file)
      return entry
    },
    writeVersion,
    dropEntity: (entityId) => {
      const entity = entities.get(entityId)
      if (entity === undefined) throw new Error(`no entity ${entityId}`)
      entities.forget(entity)
      for (const entry of entries.values()) {
        if (entry.type === 'file') entry.entities = entry.entities.filter((kept) => kept !== entity)
      }
    },
    move: (entry, parent, name) => {
      const from = segmentsOf(entry)
      detach(entry)
      entry.name = name
      entry.updatedAtMs = parts.clock.nowMs()
      attach(entry, parent)
      parts.tell({ kind: 'rename', entry, from, to: segmentsOf(entry) })
    },
    restore: (entry, parent, name) => {
      const bin = binOf(entry.ownerId)
      for (const [key, held] of bin) if (held === entry) bin.delete(key)
      delete entry.metadata['sys:restore_uri']
      delete entry.metadata['sys:expected_collect_time']
      entry.name = name
      attach(entry, parent)
      parts.tell({ kind: 'create', entry, from: segmentsOf(entry) })
    },
    copyFile: (file, parent) => {
      const copy: FileEntry = {
        ...newBase(parent.ownerId, file.name, parent),
        type: 'file',
        entities: file.primary === undefined ? [] : [file.primary],
        primary: file.primary,
      }
      entries.set(copy.number, copy)
      attach(copy, parent)
      parts.tell({ kind: 'create', entry: copy, from: segmentsOf(copy) })
      return copy
    },
    thumbnailOf: (file, draw) =>
      getOrAdd(thumbnails, file.primary, () => {
        const made = entities.make({ bytes: draw() })
        if (made === undefined) throw new Error('a thumbnail without bytes')
        return made
      }),
    useVersion: (file, entity) => {
      file.primary = entity
      file.updatedAtMs = parts.clock.nowMs()
      touch(file.parent)
      parts.tell({ kind: 'modify', entry: file, from: segmentsOf(file) })
    },
    changeMetadata: (entry, key, value) => {
      if (value === undefined) delete entry.metadata[key]
      else entry.metadata[key] = value
      entry.updatedAtMs = parts.clock.nowMs()
      touch(entry.parent)
    },
    remove,
    trash: (entry) => {
      const key = randomUUID()
      entry.metadata['sys:restore_uri'] = formatFileUri('my', segmentsOf(entry))
      entry.metadata['sys:expected_collect_time'] = String(Math.floor(parts.clock.nowMs() / 1000) + 604_800)
      parts.tell({ kind: 'delete', entry, from: segmentsOf(entry) })
      detach(entry)
      binOf(entry.ownerId).set(key, entry)
      return key
    },
    trashOf: binOf,
  }
}

export function findEntry(root: FolderEntry, segments: readonly string[]): Entry | undefined {
  let at: Entry | undefined = root
  for (const name of segments) at = at?.type === 'folder' ? at.children.get(name) : undefined
  return at
}

export function* withDescendants(entry: Entry): Generator<Entry> {
  yield entry
  if (entry.type === 'folder') for (const child of entry.children.values()) yield* withDescendants(child)
}

function attach(entry: Entry, parent: FolderEntry): void {
  if (parent.children.has(entry.name)) throw new Error(`${entry.name} exists already`)
  entry.parent = parent
  parent.children.set(entry.name, entry)
  touch(parent)
}

function detach(entry: Entry): void {
  entry.parent?.children.delete(entry.name)
  touch(entry.parent)
  entry.parent = undefined
}

function touch(folder: FolderEntry | undefined): void {
  if (folder !== undefined) folder.revision += 1
}

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const held = map.get(key)
  if (held !== undefined) return held
  const made = make()
  map.set(key, made)
  return made
}
