// The tar.gz of a package, made anew so that the same program gives the same bytes: names in order, one time for all, no
// owner, nothing of the machine in the head of gzip. electron-builder writes them in the order of the disk. GNU tar only:
// these archives are made on Linux.

import { mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { must } from './child.ts'

const timeoutMs = 5 * 60_000
/** 1 January 1980: the first day that zip knows as well. */
const firstDay = 315_532_800

/** Seconds since 1970 (reproducible-builds.org, SOURCE_DATE_EPOCH). Throws where it is set to something else. */
export function sourceDate(env: Readonly<Record<string, string | undefined>>): number {
  const text = env['SOURCE_DATE_EPOCH'] ?? ''
  if (text === '') return firstDay
  const seconds = Number(text)
  if (!Number.isSafeInteger(seconds) || seconds < 0) {
    throw new Error(`SOURCE_DATE_EPOCH takes whole seconds since 1970, not "${text}"`)
  }
  return seconds
}

/** Resolves with the one folder that the archive holds. */
export async function unpackArchive(archive: string, into: string): Promise<string> {
  await must('tar', ['-xzf', archive, '-C', into], { timeoutMs })
  const [name, ...others] = await readdir(into)
  if (name === undefined || others.length > 0) throw new Error(`${archive} does not hold one folder`)
  return join(into, name)
}

export interface Steadiness {
  /** Of `sourceDate`. */
  readonly atSeconds: number
  /** Of gzip, 1 to 9. */
  readonly level: number
}

/** Replaces the archive. */
export async function makeSteady(archive: string, { atSeconds, level }: Steadiness): Promise<void> {
  const work = await mkdtemp(join(dirname(archive), 'steady-'))
  try {
    const folder = await unpackArchive(archive, work)
    const tar = join(work, 'package.tar')
    const order = ['--sort=name', `--mtime=@${atSeconds}`, '--format=gnu']
    const owner = ['--owner=0', '--group=0', '--numeric-owner']
    const name = folder.slice(work.length + 1)
    await must('tar', [...order, ...owner, '-cf', tar, '-C', work, name], { timeoutMs })
    // Node leaves name and time out of the head (RFC 1952, 2.3).
    const packed = join(work, 'package.tar.gz')
    await pipeline(createReadStream(tar), createGzip({ level }), createWriteStream(packed))
    await rename(packed, archive)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
