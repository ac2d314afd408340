// A Disk port on a medium that forgets: what was written and not synced may be gone, torn or there after a power cut, in
// any order, and so may names that no folder sync made last. Real files; the medium is played when the power goes.
// Folders themselves are taken as lasting, and what a sync covered is never lost.

import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Disk, DiskFile } from '../../core/ports/disk.ts'
import { createNodeDisk } from '../../core/ports/node-disk.ts'
import { makeFileByCalls } from './make-file-by-calls.ts'

export interface PowerCutDisk extends Disk {
  /** Calls so far, of files too. */
  calls(): number
  /** Told before every call with its number and name. */
  onCall(listener: (call: number, name: string) => void): void
  /** From now on every call fails, and open files stay dead. */
  powerOff(): void
  /** Leaves on the disk what the medium kept; `random` in [0, 1) decides. Only when no call is under way any more. */
  powerOn(random: () => number): void
}

interface Dirty {
  /** What is on the medium for sure. */
  durable: Buffer
  pending: ({ readonly at: number; readonly bytes: Buffer } | { readonly size: number })[]
}

interface NameChange {
  readonly folder: string
  undo(): void
}

/** `attic` is an existing folder on the same file system, outside of everything that is looked at. */
export function createPowerCutDisk(attic: string, real: Disk = createNodeDisk()): PowerCutDisk {
  const dirty = new Map<string, Dirty>()
  const names: NameChange[] = []
  let listener: (call: number, name: string) => void = () => undefined
  let count = 0
  let kept = 0
  let isOff = false
  let age = 0

  const meet = (name: string) => {
    if (!isOff) listener(++count, name)
    if (isOff) throw Object.assign(new Error('EIO: no power'), { code: 'EIO', syscall: 'write' })
  }
  const met =
    <Args extends unknown[], Result>(name: string, run: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      meet(name)
      return run(...args)
    }
  const keep = (path: string): string => {
    const copy = join(attic, `kept-${kept++}`)
    linkSync(path, copy)
    return copy
  }
  const isThere = (path: string) => statSync(path, { throwIfNoEntry: false }) !== undefined

  const wrap = (file: DiskFile, path: string, key: string): DiskFile => {
    const openedAt = age
    const state = (): Dirty => {
      const known = dirty.get(key) ?? { durable: readFileSync(path), pending: [] }
      dirty.set(key, known)
      return known
    }
    const alive =
      <Args extends unknown[], Result>(run: (...args: Args) => Promise<Result>) =>
      async (...args: Args): Promise<Result> => {
        if (openedAt !== age)
          throw Object.assign(new Error('EIO: before the cut'), { code: 'EIO', syscall: 'write' })
        return run(...args)
      }
    return {
      ...file,
      read: alive(met('read', (into, position) => file.read(into, position))),
      stat: alive(met('stat', () => file.stat())),
      setModified: alive(met('setModified', (atMs) => file.setModified(atMs))),
      write: alive(
        met('write', (chunks, position) => {
          state().pending.push({ at: position, bytes: Buffer.concat(chunks) })
          return file.write(chunks, position)
        }),
      ),
      truncate: alive(
        met('truncate', (size) => {
          state().pending.push({ size })
          return file.truncate(size)
        }),
      ),
      datasync: alive(
        met('datasync', async () => {
          const found = state()
          const covered = found.pending.length
          await file.datasync()
          for (const change of found.pending.splice(0, covered))
            found.durable = applied(found.durable, change)
        }),
      ),
    }
  }
  const settleFiles = (random: () => number) => {
    for (const [key, { durable, pending }] of dirty) {
      const path = key.slice(key.indexOf(' ') + 1)
      let content = durable
      for (const change of pending) {
        const luck = random()
        if ('size' in change) content = luck < 0.5 ? applied(content, change) : content
        else if (luck < 0.4) content = applied(content, change)
        // Torn: its head arrived.
        else if (luck < 0.6)
          content = applied(content, {
            at: change.at,
            bytes: change.bytes.subarray(0, (change.bytes.length * random()) | 0),
          })
        // Its length arrived, its bytes did not.
        else if (luck < 0.7)
          content = applied(content, { ...change, bytes: Buffer.alloc(change.bytes.length) })
      }
      if (pending.length === 0 || !isThere(path)) continue
      writeFileSync(path, content, { flag: 'r+' })
      truncateSync(path, content.length)
    }
    dirty.clear()
  }

  const open = met('open', async (path: string, mode: Parameters<Disk['open']>[1]) => {
    const isNew = !isThere(path)
    const file = await real.open(path, mode)
    if (isNew) names.push({ folder: dirname(path), undo: () => rmSync(path, { force: true }) })
    return wrap(file, path, `${age} ${path}`)
  })
  const stat = met('stat', (path: string) => real.stat(path))

  return {
    ...real,
    calls: () => count,
    onCall: (told) => (listener = told),
    powerOff: () => {
      isOff = true
      age += 1
    },
    powerOn: (random) => {
      settleFiles(random)
      // Names last in the order in which they were given; most systems keep them for other reasons than a sync.
      const lasting = random() < 0.75 ? names.length : Math.floor(random() * (names.length + 1))
      for (const change of names.splice(0).slice(lasting).reverse()) change.undo()
      isOff = false
    },
    ensureFolder: met('ensureFolder', (root, folders) => real.ensureFolder(root, folders)),
    makeFolder: met('makeFolder', (path) => real.makeFolder(path)),
    stat,
    freeBytes: met('freeBytes', (path) => real.freeBytes(path)),
    open,
    makeFile: makeFileByCalls({ open, stat }),
    renameNoClobber: met('renameNoClobber', async (from, to) => {
      await real.renameNoClobber(from, to)
      const folder = dirname(to)
      names.push({ folder, undo: () => rmSync(to) }, { folder, undo: () => linkSync(to, from) })
    }),
    renameReplacing: met('renameReplacing', async (from, to) => {
      const before = isThere(to) ? keep(to) : undefined
      await real.renameReplacing(from, to)
      names.push({
        folder: dirname(to),
        undo: () => {
          renameSync(to, from)
          if (before !== undefined) linkSync(before, to)
        },
      })
    }),
    remove: met('remove', async (path) => {
      const before = isThere(path) ? keep(path) : undefined
      await real.remove(path)
      if (before !== undefined) names.push({ folder: dirname(path), undo: () => linkSync(before, path) })
    }),
    syncFolder: met('syncFolder', async (folder) => {
      const covered = names.filter((change) => change.folder === folder)
      await real.syncFolder(folder)
      for (const change of covered) names.splice(names.indexOf(change), 1)
    }),
  }
}

function applied(content: Buffer, change: Dirty['pending'][number]): Buffer {
  if ('size' in change) {
    const cut = Buffer.alloc(change.size)
    content.copy(cut)
    return cut
  }
  const { at, bytes } = change
  const longer = content.length >= at + bytes.length ? content : Buffer.alloc(at + bytes.length)
  if (longer !== content) content.copy(longer)
  bytes.copy(longer, at)
  return longer
}

/** Where kept inodes go: beside the target, never in it. */
export function makeAttic(target: string): string {
  const attic = `${target}-attic`
  mkdirSync(attic, { recursive: true })
  return attic
}
