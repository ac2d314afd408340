// What a verification says of one file, and the decision itself: pure, from facts that somebody else found out. A clock
// alone decides nothing: a file whose time moved is the same as long as its bytes are.

import type { CloudUri } from '../model/cloud-uri.ts'
import { addRange } from '../model/ranges.ts'
import type { ByteRange } from '../model/ranges.ts'
import type { FileStat } from '../ports/disk.ts'
import type { Landing } from '../ports/landings.ts'
import type { Piece } from '../ports/resume-points.ts'

/**
 * - `ok`: as it landed, and the version that the site has (as far as that was asked).
 * - `unproven`: length and time are as recorded, but no hash was recorded to compare with.
 * - `missing`: landed here, and is not here any more.
 * - `damaged`: other bytes, though nobody has written to the file since.
 * - `changed-locally`: other bytes, written after it landed: somebody's edit.
 * - `changed-remotely`: as it landed, but the site has another version now.
 * - `gone-remotely`: as it landed, but the site has it no more.
 * - `new-remotely`: on the site, and not here.
 * - `not-ours`: here without a record; compared with the site by length alone.
 * - `unreadable`: the system would not let it be read.
 */
export const findingKinds = [
  'ok',
  'unproven',
  'missing',
  'damaged',
  'unreadable',
  'changed-locally',
  'changed-remotely',
  'gone-remotely',
  'new-remotely',
  'not-ours',
] as const
export type FindingKind = (typeof findingKinds)[number]

/** What the site says; for a file without a record `same` and `changed` mean its length. */
export type RemoteState = 'unchecked' | 'same' | 'changed' | 'gone'

export interface Origin {
  readonly accountId: string
  readonly uri: CloudUri
}

export interface Finding {
  readonly kind: FindingKind
  readonly path: string
  /** As recorded, or as the site says where nothing is recorded. */
  readonly sizeBytes: number
  /** Length on the disk; absent where there is no file. */
  readonly foundBytes?: number
  /** For `damaged`: where the bytes are others, as closely as the pieces tell. */
  readonly damage?: readonly ByteRange[]
  readonly remote: RemoteState
  /** Where it can be fetched from, as far as is known. */
  readonly origin?: Origin
  /** For `unreadable`: the system's code (EIO, EACCES …). */
  readonly code?: string
}

export interface RemoteFacts {
  readonly state: RemoteState
  /** Where the site has it now. */
  readonly uri?: CloudUri
}

/** What reading brought: the pieces as they are now, as far as the file goes; undefined where it was not read. */
export interface Read {
  readonly pieces: readonly Piece[]
  readonly sha256?: string
}

/** Coarsest file times among the systems that people copy to (FAT: 2 s); they show as whole seconds. */
const coarsestMs = 2_000

export function isTimeAsRecorded({ modifiedAtMs }: Landing, found: FileStat): boolean {
  const offMs = Math.abs(modifiedAtMs - found.modifiedAtMs)
  return offMs === 0 || (offMs <= coarsestMs && found.modifiedAtMs % 1_000 === 0)
}

/** A quick look reads only what the length and the time leave in doubt. */
export function isWorthReading(landing: Landing, found: FileStat, quick: boolean): boolean {
  if (found.kind !== 'file' || landing.pieces.length === 0) return false
  const untouched = isTimeAsRecorded(landing, found)
  if (found.sizeBytes !== landing.sizeBytes) return untouched
  return !quick || !untouched
}

export interface LandingFacts {
  readonly landing: Landing
  readonly found: FileStat | undefined
  readonly read: Read | undefined
  readonly remote: RemoteFacts
}

export function judgeLanding({ landing, found, read, remote }: LandingFacts): Finding {
  const { path, accountId, sizeBytes } = landing
  const uri = remote.uri ?? landing.uri
  const origin = uri === undefined ? {} : { origin: { accountId, uri } }
  const base = { path, sizeBytes, remote: remote.state, ...origin }
  if (found === undefined) return { kind: 'missing', ...base }
  const there = { ...base, foundBytes: found.sizeBytes }
  if (found.kind !== 'file') return { kind: 'changed-locally', ...there }
  const damage = damageOf(landing, { read, foundBytes: found.sizeBytes })
  if (damage.length > 0) {
    return isTimeAsRecorded(landing, found)
      ? { kind: 'damaged', ...there, damage }
      : { kind: 'changed-locally', ...there }
  }
  if (remote.state === 'changed') return { kind: 'changed-remotely', ...there }
  if (remote.state === 'gone') return { kind: 'gone-remotely', ...there }
  return { kind: isProven(landing) ? 'ok' : 'unproven', ...there }
}

function isProven({ pieces, sizeBytes }: Landing): boolean {
  return pieces.length > 0 || sizeBytes === 0
}

/** Without reading only the length tells; with it, whole pieces do. */
function damageOf(
  { pieces, sizeBytes, sha256 }: Landing,
  { read, foundBytes }: { read: Read | undefined; foundBytes: number },
): readonly ByteRange[] {
  const lengths = [{ start: Math.min(sizeBytes, foundBytes), end: Math.max(sizeBytes, foundBytes) }]
  const others =
    read === undefined ? [] : pieces.filter(({ hash }, index) => read.pieces[index]?.hash !== hash)
  const damage = [...lengths, ...others].reduce<readonly ByteRange[]>(
    (set, { start, end }) => addRange(set, { start, end }),
    [],
  )
  // The same pieces and another sha256: no accident, and no telling where.
  const isForged = damage.length === 0 && read?.sha256 !== undefined && read.sha256 !== sha256
  return isForged ? [{ start: 0, end: sizeBytes }] : damage
}

/** Whether it keeps the folder from being what it should be; what nobody recorded is the user's own business. */
export function isDifference({ kind, remote }: Finding): boolean {
  switch (kind) {
    case 'ok':
    case 'unproven':
      return false
    case 'not-ours':
      return remote === 'changed'
    default:
      return true
  }
}

/** A file that the site can put right. What somebody edited here is never touched. */
export function isRepairable(finding: Finding): finding is Finding & { readonly origin: Origin } {
  const { kind, remote, origin } = finding
  if (origin === undefined || remote === 'gone') return false
  return kind === 'damaged' || kind === 'missing' || kind === 'changed-remotely'
}
