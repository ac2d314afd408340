// The last step of a file that was fetched: from the pair's own folder to its place. Nothing is ever replaced in one
// stroke, since whatever lies there could have become somebody's file a moment ago: it leaves its place first, is looked
// at once more where nobody writes to it any more, and only then, and only if it came from the site, it goes.
//
//   free            -> take the place
//   ours, as it was -> old one to held/ -> take the place -> old one proven? gone : trash
//   the same bytes  -> nothing to do: what was fetched goes
//   anything else   -> kept beside as a conflict copy -> take the place

import { join } from 'node:path'
import { ownFolder } from '../plan/wanted.ts'
import type { KnownEntry, PlanItem, SyncActivity } from '../model/sync.ts'
import type { FileStat } from '../ports/disk.ts'
import type { Landing } from '../ports/landings.ts'
import { fail } from '../model/failure.ts'
import { codeOf } from '../transfer/error-code.ts'
import { openParent } from './move-steps.ts'
import { holding } from './places.ts'
import type { Work } from './work.ts'

export interface Fetched {
  /** With the identity of the bytes that really came. */
  readonly item: PlanItem
  /** Absolute. */
  readonly path: string
  /** What landed there, and still lies there. */
  readonly landing: Landing
}

/** In its place, but neither durable nor on record yet. */
export interface Placed {
  readonly item: PlanItem
  /** Absolute. */
  readonly to: string
  /** What lies there has to say so still when it is recorded. */
  readonly placedAs: Pick<FileStat, 'sizeBytes' | 'modifiedAtMs'>
  readonly note: Omit<SyncActivity, 'atMs'>
  /** What had the place before goes once the new one is on record. */
  readonly afterwards?: () => Promise<void>
}

const mostTries = 20

export async function placeFile(work: Work, fetched: Fetched): Promise<Placed> {
  const { item } = fetched
  const { places, known: tree } = work
  const parent = await openParent(work, item)
  const placing = { ...fetched, to: join(places.at(parent), item.localName) }
  // Mostly the place is free: whether it is, the step itself says.
  if (tree.get(item.id) === undefined && (await takePlace(work, placing))) return asNew(placing)
  for (let tries = 0; tries < mostTries; tries++) {
    const placed = await makeRoom(work, placing)
    if (placed === 'taken') continue
    if (placed !== 'free') return placed
    if (await takePlace(work, placing)) return asNew(placing)
  }
  throw fail('disk-busy', 'its place is taken again and again')
}

interface Placing extends Fetched {
  readonly to: string
}

/** What lies there goes, as far as that is ours to say. `taken`: it has changed meanwhile, and is looked at anew. */
async function makeRoom(work: Work, placing: Placing): Promise<Placed | 'free' | 'taken'> {
  const { item, path: from, to, landing } = placing
  const { disk } = work.parts.ports
  if ((await disk.stat(from))?.kind !== 'file') throw lost()
  const there = await disk.stat(to)
  const known = work.known.get(item.id)
  if (there === undefined) return 'free'
  if (isItsPlace(known, item)) return (await replaceOwn(work, { ...placing, there, known })) ?? 'taken'
  if (await isSameFile(work, to, { there, landing })) return adoptTwin(work, placing, there)
  await keepBeside(work, item, { to, known })
  return 'free'
}

/** False where something has the name. */
async function takePlace({ parts }: Work, { path: from, to }: Placing): Promise<boolean> {
  try {
    await parts.ports.disk.renameNoClobber(from, to)
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw codeOf(error) === 'ENOENT' ? lost() : error
  }
  parts.landings.move(from, to)
  return true
}

const lost = () => fail('disk-busy', 'what was fetched, or the folder it goes to, is not there any more')

function asNew({ item, to, landing }: Placing): Placed {
  return { item, to, placedAs: landing, note: { kind: 'create', path: item.path, reason: item.reason } }
}

function isItsPlace(known: KnownEntry | undefined, item: PlanItem): known is KnownEntry {
  return known?.parentId === item.parentId && known.localName === item.localName && !known.held
}

interface Replacing extends Placing {
  readonly there: FileStat
  readonly known: KnownEntry
}

/** Undefined where it is not ours any more: whoever asked looks again. */
async function replaceOwn(work: Work, replacing: Replacing): Promise<Placed | undefined> {
  const { item, path: from, to, landing, there, known } = replacing
  const { parts, places, look, away, known: tree } = work
  const { disk } = parts.ports
  const proof = await look.prove(known, to, there)
  if (proof === 'changed') {
    // From here on it is somebody's own file, and is kept as such.
    tree.remove(known.id)
    return undefined
  }
  const old = places.at(places.holdName(known.id, 'old'))
  await disk.ensureFolder(places.root, [ownFolder, holding])
  if ((await disk.stat(old)) !== undefined) await away.trashAs(old, ['left over', item.localName])
  await disk.renameNoClobber(to, old)
  const moved = await disk.stat(old)
  if (moved?.identity !== there.identity || !isUntouched(moved, there)) {
    // Written to, or another file, in that very moment: back to where it was, or beside it where that is taken again.
    tree.remove(known.id)
    await disk.renameNoClobber(old, to).catch(async (error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error
      await away.trashAs(old, item.path.split('/'))
    })
    return undefined
  }
  await disk.renameNoClobber(from, to)
  parts.landings.move(from, to)
  const afterwards = async () => {
    // Somebody may hold it open and write to it still: what changed since is no longer what came from the site.
    const last = await disk.stat(old)
    if (proof === 'proven' && isUntouched(last, there)) await disk.remove(old)
    else if (last !== undefined) await away.trashAs(old, item.path.split('/'))
  }
  const note = { kind: 'update', path: item.path, reason: item.reason } as const
  return { item, to, placedAs: landing, note, afterwards }
}

function isUntouched(now: FileStat | undefined, before: FileStat): boolean {
  return now?.sizeBytes === before.sizeBytes && now.modifiedAtMs === before.modifiedAtMs
}

async function isSameFile(
  { look }: Work,
  path: string,
  { there, landing }: { there: FileStat; landing: Landing },
): Promise<boolean> {
  if (there.kind !== 'file' || there.sizeBytes !== landing.sizeBytes) return false
  return look.holds(path, landing).catch((error: unknown) => {
    if (['EACCES', 'EPERM', 'ENOENT'].includes(codeOf(error))) return false
    throw error
  })
}

/** What lies there has just these bytes. */
async function adoptTwin({ parts }: Work, placing: Placing, there: FileStat): Promise<Placed> {
  const { item, path: from, to } = placing
  await parts.ports.disk.remove(from)
  parts.landings.move(from, to)
  return { item, to, placedAs: there, note: { kind: 'adopt', path: item.path, reason: 'already-here' } }
}

async function keepBeside(
  work: Work,
  item: PlanItem,
  { to, known }: { to: string; known: KnownEntry | undefined },
): Promise<void> {
  const keptAs = await work.away.setAside(to)
  if (keptAs === undefined) return
  const reason = known === undefined ? 'in-the-way' : 'changed-here'
  work.note({ kind: 'conflict', path: item.path, reason, keptAs })
}
