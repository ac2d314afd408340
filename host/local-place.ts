// Where the local socket of a profile is, and the record by which others find it. The record holds a fresh secret that
// both ends prove to know; it is for the owner alone, like the folder of the socket. Only the process that holds the
// profile's lock writes here, so whatever it finds belongs to a dead one.

import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { writeSecretFile } from './secret-file.ts'

const recordShape = z.strictObject({
  version: z.literal(1),
  pid: z.int(),
  address: z.string().min(1).max(1000),
  secret: z.string().length(43),
})
export type LocalRecord = z.infer<typeof recordShape>

export interface LocalPlace {
  readonly address: string
  /** After the server has let go of the address. */
  remove(): void
}

/** `sun_path` holds 104 bytes on macOS and 108 on Linux, with the zero at the end (unix(4), unix(7)). */
const longestAddressBytes = 103
const temporaryName = 'reverie-'

const recordPath = (profile: string) => join(profile, 'local.json')

export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** The places to try, best first: some file systems know no sockets. */
export function* localPlaces(
  profile: string,
  { platform, temporary }: { platform: NodeJS.Platform; temporary: string } = {
    platform: process.platform,
    temporary: process.env['XDG_RUNTIME_DIR'] || tmpdir(),
  },
): Generator<() => LocalPlace> {
  if (platform === 'win32') {
    yield () => pipePlace(profile)
    return
  }
  const inProfile = join(profile, 'local', 'socket')
  if (Buffer.byteLength(inProfile) <= longestAddressBytes) yield () => profilePlace(inProfile)
  for (const folder of new Set([temporary, '/tmp'])) yield () => temporaryPlace(folder)
}

/** Pipes have no folder: nobody can guess the name, and a name alone opens nothing. */
function pipePlace(profile: string): LocalPlace {
  const digest = createHash('sha256').update(profile).update(newSecret()).digest('hex')
  return { address: `\\\\.\\pipe\\reverie-${digest.slice(0, 32)}`, remove: () => undefined }
}

function profilePlace(address: string): LocalPlace {
  const folder = dirname(address)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!isOwnFolder(folder)) throw new Error(`${folder} belongs to somebody else`)
  chmodSync(folder, 0o700)
  rmSync(address, { force: true })
  return { address, remove: () => rmSync(address, { force: true }) }
}

/** A fresh folder for its owner alone, under a name that nobody could have prepared. */
function temporaryPlace(parent: string): LocalPlace {
  const folder = mkdtempSync(join(parent, temporaryName))
  const address = join(folder, 's')
  if (Buffer.byteLength(address) > longestAddressBytes) {
    rmdirSync(folder)
    throw new Error(`${parent} is too deep for a socket`)
  }
  return { address, remove: () => removeTemporary(address) }
}

function removeTemporary(address: string): void {
  rmSync(address, { force: true })
  try {
    rmdirSync(dirname(address))
  } catch {
    // Gone already, or somebody put something into it that is not ours to remove.
  }
}

/** A real folder of this user; what is a link or belongs to somebody else could be anybody's trap. */
function isOwnFolder(folder: string): boolean {
  const facts = lstatSync(folder, { throwIfNoEntry: false })
  return facts !== undefined && facts.isDirectory() && facts.uid === process.getuid?.()
}

/** Whether a client may speak to what is at this address: on Unix nobody else can have put it there. */
export function isTrustedAddress(address: string, platform: NodeJS.Platform = process.platform): boolean {
  if (platform === 'win32') return address.startsWith('\\\\.\\pipe\\reverie-')
  const folder = dirname(address)
  return isOwnFolder(folder) && (lstatSync(folder).mode & 0o077) === 0
}

export async function writeRecord(
  profile: string,
  { address, secret }: Pick<LocalRecord, 'address' | 'secret'>,
) {
  const record: LocalRecord = { version: 1, pid: process.pid, address, secret }
  await writeSecretFile(recordPath(profile), JSON.stringify(record))
}

/** Undefined where nobody listens, or what is there was not written by us. */
export async function readRecord(profile: string): Promise<LocalRecord | undefined> {
  try {
    const stored: unknown = JSON.parse(await readFile(recordPath(profile), 'utf8'))
    return recordShape.safeParse(stored).data
  } catch {
    return undefined
  }
}

/** Takes away what a dead process left. Only for whoever holds the profile's lock. */
export async function clearRecord(profile: string): Promise<void> {
  const record = await readRecord(profile)
  await rm(recordPath(profile), { force: true })
  if (record === undefined || process.platform === 'win32') return
  const folder = dirname(record.address)
  if (basename(folder).startsWith(temporaryName) && isOwnFolder(folder)) removeTemporary(record.address)
}
