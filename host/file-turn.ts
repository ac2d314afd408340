// One change of a small file at a time, over all processes of this user: the app and a command may both keep a new session
// at the same moment, and neither may write back what the other has just replaced.

import { open, rename, rm, stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { fail } from '../core/model/failure.ts'

/** Writing a small file takes milliseconds: who has held it for this long is dead. */
const staleMs = 10_000
const patienceMs = 15_000
const pauseMs = 15

/** Fails `disk-busy` where the turn never comes. */
export async function inFileTurn<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`
  const until = performance.now() + patienceMs
  while (!(await take(lock))) {
    if (performance.now() > until) throw fail('disk-busy', 'another process keeps the credentials file')
    await breakStale(lock)
    await pause(pauseMs + Math.random() * pauseMs)
  }
  try {
    return await work()
  } finally {
    await rm(lock, { force: true })
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    await (await open(lock, 'wx', 0o600)).close()
    return true
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    // Windows says the other two of a file that is just being deleted.
    if (code === 'EEXIST' || code === 'EPERM' || code === 'EBUSY') return false
    throw error
  }
}

/** Renamed first: of two who find it stale, one takes it away, and nobody a lock that is new. */
async function breakStale(lock: string): Promise<void> {
  const found = await stat(lock).catch(() => undefined)
  if (found === undefined || Date.now() - found.mtimeMs < staleMs) return
  const aside = `${lock}.${process.pid}.${Math.random().toString(36).slice(2)}`
  await rename(lock, aside).then(
    () => rm(aside, { force: true }),
    () => undefined,
  )
}
