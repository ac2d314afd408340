// A small file made in one go by as few steps of our own as there can be: of many small files each promise and each handle
// counts. One journey to the thread pool for each call, one promise for all of them.

import { close, constants, fdatasync, futimes, lstat, open, write } from 'node:fs'
import { longPath } from './long-path.ts'
import type { MadeFile, WholeFile } from './disk.ts'

type Trouble = Error | null

/** Another program took it away in that moment. */
const taken: MadeFile = { kind: 'other', sizeBytes: 0, modifiedAtMs: 0 }

/** O_NOFOLLOW is absent on Windows, where links need rights that a stranger does not have. */
const flags = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0)

export function makeFile(path: string, whole: WholeFile, platform: NodeJS.Platform): Promise<MadeFile> {
  return new Promise((resolve, reject) => {
    open(path, flags, 0o666, (refused, fd) => {
      if (refused !== null) return reject(refused)
      fill(fd, whole, (trouble) => {
        close(fd, (unclosed) => {
          const error = trouble ?? unclosed ?? null
          if (error !== null) return reject(error)
          lstat(longPath(path, platform), (unseen, found) => {
            if (unseen?.code === 'ENOENT') return resolve(taken)
            if (unseen !== null) return reject(unseen)
            const kind = found.isFile() ? 'file' : 'other'
            resolve({ kind, sizeBytes: found.size, modifiedAtMs: Math.floor(found.mtimeMs) })
          })
        })
      })
    })
  })
}

function fill(fd: number, { bytes, modifiedAtMs }: WholeFile, done: (trouble: Trouble) => void): void {
  const sync = () => fdatasync(fd, done)
  const stamp = () => {
    if (modifiedAtMs === undefined) return sync()
    futimes(fd, new Date(), new Date(modifiedAtMs), (trouble) => (trouble === null ? sync() : done(trouble)))
  }
  // A short write is no error of the system call: the rest is written until a call fails.
  const put = (at: number) => {
    if (at === bytes.length) return stamp()
    write(fd, bytes, at, bytes.length - at, at, (trouble, count) =>
      trouble === null ? put(at + count) : done(trouble),
    )
  }
  put(0)
}
