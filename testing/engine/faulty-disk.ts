// A Disk port that does what the real one does until a test tells it to fail. Faults carry Node's own error codes.

import { link } from 'node:fs/promises'
import type { Disk, DiskFile } from '../../core/ports/disk.ts'
import { createNodeDisk } from '../../core/ports/node-disk.ts'
import { makeFileByCalls } from './make-file-by-calls.ts'

export type DiskCall =
  | 'ensureFolder'
  | 'makeFolder'
  | 'open'
  | 'write'
  | 'datasync'
  | 'renameNoClobber'
  | 'renameReplacing'
  | 'moveFolder'
  | 'removeFolder'
  | 'syncFolder'
  | 'remove'

export interface DiskFault {
  readonly on: DiskCall
  /** `ENOSPC`, `EBUSY` … */
  readonly code: string
  /** Calls let through first; 0 by default. */
  readonly after?: number
  /** Calls that fail; 1 by default. */
  readonly times?: number
}

export interface FaultyDisk extends Disk {
  /** Returns the way to take it back. */
  fail(fault: DiskFault): () => void
  /** Every call fails with this code from now on; files that are open now do so for ever. Undefined: it is back. */
  vanish(code: string | undefined): void
  /** What freeBytes answers from now on; undefined asks the real disk. */
  setFree(bytes: number | undefined): void
  readonly calls: { readonly call: DiskCall; readonly failed: boolean }[]
  /** The next rename stops in its middle: the file has both names, and the call fails EBUSY. */
  doubleNext(): void
  /** Holds every such call back until `run` has ended. */
  before(call: DiskCall, run: () => Promise<void>): void
  /** Told before every call, with the path it is about where there is one; for a rename the new name. */
  onCall(listener: (call: DiskCall, path: string | undefined) => void): () => void
}

export function createFaultyDisk(real: Disk = createNodeDisk()): FaultyDisk {
  const faults: (DiskFault & { seen: number })[] = []
  const calls: { call: DiskCall; failed: boolean }[] = []
  const listeners = new Set<(call: DiskCall, path: string | undefined) => void>()
  const holds = new Map<DiskCall, () => Promise<void>>()
  let doubling = false
  let free: number | undefined
  let gone: string | undefined
  let losses = 0

  const meet = (call: DiskCall, path: string | undefined) => {
    for (const listener of [...listeners]) listener(call, path)
    present(call)
    let failing: string | undefined
    for (const fault of faults) {
      if (fault.on !== call) continue
      const index = fault.seen++ - (fault.after ?? 0)
      if (index >= 0 && index < (fault.times ?? 1)) failing ??= fault.code
    }
    calls.push({ call, failed: failing !== undefined })
    if (failing !== undefined) throw diskError(failing, call)
  }
  const present = (call: DiskCall) => {
    if (gone !== undefined) throw diskError(gone, call)
  }
  const guard =
    <Args extends unknown[], Result>(call: DiskCall, run: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      meet(call, pathOf(call, args))
      await holds.get(call)?.()
      return run(...args)
    }
  const wrap = (file: DiskFile): DiskFile => {
    const openedAt = losses
    const still = <T>(run: () => Promise<T>): Promise<T> =>
      openedAt === losses ? run() : Promise.reject(diskError('ESTALE', 'write'))
    return {
      ...file,
      write: guard('write', (chunks, position) => still(() => file.write(chunks, position))),
      datasync: guard('datasync', () => still(() => file.datasync())),
      read: (into, position) => still(() => file.read(into, position)),
      truncate: (sizeBytes) => still(() => file.truncate(sizeBytes)),
      setModified: (atMs) => still(() => file.setModified(atMs)),
      stat: () => still(() => file.stat()),
    }
  }

  const open = guard('open', async (path: string, mode: Parameters<Disk['open']>[1]) =>
    wrap(await real.open(path, mode)),
  )
  const stat: Disk['stat'] = async (path) => {
    present('open')
    return real.stat(path)
  }

  return {
    ...real,
    calls,
    ensureFolder: guard('ensureFolder', (root, folders) => real.ensureFolder(root, folders)),
    makeFolder: guard('makeFolder', (path) => real.makeFolder(path)),
    open,
    makeFile: makeFileByCalls({ open, stat }),
    renameNoClobber: guard('renameNoClobber', async (from, to) => {
      if (!doubling) return real.renameNoClobber(from, to)
      doubling = false
      await link(from, to)
      throw diskError('EBUSY', 'renameNoClobber')
    }),
    doubleNext: () => void (doubling = true),
    renameReplacing: guard('renameReplacing', (from, to) => real.renameReplacing(from, to)),
    moveFolder: guard('moveFolder', (from, to) => real.moveFolder(from, to)),
    removeFolder: guard('removeFolder', (path) => real.removeFolder(path)),
    syncFolder: guard('syncFolder', (folder) => real.syncFolder(folder)),
    remove: guard('remove', (path) => real.remove(path)),
    removeEmptyFolder: (path) => real.removeEmptyFolder(path),
    stat,
    freeBytes: async (path) => {
      present('open')
      return free ?? real.freeBytes(path)
    },
    vanish: (code) => {
      gone = code
      if (code !== undefined) losses += 1
    },
    setFree: (bytes) => void (free = bytes),
    before: (call, run) => void holds.set(call, run),
    onCall: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    fail: (fault) => {
      const entry = { ...fault, seen: 0 }
      faults.push(entry)
      return () => void faults.splice(faults.indexOf(entry), 1)
    },
  }
}

function pathOf(call: DiskCall, args: readonly unknown[]): string | undefined {
  const path = /^(?:rename|move)/.test(call) ? args[1] : args[0]
  return typeof path === 'string' ? path : undefined
}

/** Like Node's: what a call on an open file throws names the call, but no path. */
function diskError(code: string, call: DiskCall): Error {
  const error = Object.assign(new Error(`${code}: planned by the test, ${call}`), {
    code,
    syscall: syscalls[call],
  })
  return call === 'write' || call === 'datasync' ? error : Object.assign(error, { path: 'planned' })
}

const syscalls: Readonly<Record<DiskCall, string>> = {
  ensureFolder: 'mkdir',
  makeFolder: 'mkdir',
  open: 'open',
  write: 'write',
  datasync: 'fdatasync',
  renameNoClobber: 'link',
  renameReplacing: 'rename',
  moveFolder: 'rename',
  removeFolder: 'rmdir',
  syncFolder: 'fsync',
  remove: 'unlink',
}
