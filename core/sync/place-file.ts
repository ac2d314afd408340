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
import type { KnownEntry, PlanItem } from '../model/sync.ts'
import type { FileStat } from '../ports/disk.ts'
import type { Landing } from '../ports/landings.ts'
import { fail } from '../model/failure.ts'
import { codeOf } from '../transfer/error-code.ts'
import { openParent } from './move-steps.ts'
import { holding } from './places.ts'
import { recordOf } from './work.ts'
import type { Work } from './work.ts'

export interface Fetched {
  /** With the identity of the bytes that really came. */
  readonly item: PlanItem
  /** Absolute. */
  readonly path: string
}

const mostTries = 20

export async function placeFile(work: Work, { item, path: from }: Fetched): Promise<void> {
  const { parts, places, known: tree } = work
  const { disk } = parts.ports
  const landing = parts.landings.read(from)
  const parent = await openParent(work, item)
  const to = join(places.at(parent), item.localName)
  // Before anything has to make room for it.
  if ((await disk.stat(from))?.kind !== 'file')
    throw fail('disk-busy', 'what was fetched is not there any more')
  for (let tries = 0; tries < mostTries; tries++) {
    const there = await disk.stat(to)
    const known = tree.get(item.id)
    if (there !== undefined && isItsPlace(known, item)) {
      if (await replaceOwn(work, { item, from, to, there, known })) return
      continue
    }
    if (there !== undefined && landing !== undefined && (await isSameFile(work, to, { there, landing }))) {
      await adoptTwin(work, { item, from, to })
      return
    }
    if (there !== undefined) await keepBeside(work, item, { to, known })
    try {
      await disk.renameNoClobber(from, to)
      await settle(work, { item, from, to })
      work.note({ kind: 'create', path: item.path, reason: item.reason })
      return
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
  }
  throw fail('disk-busy', 'its place is taken again and again')
}

function isItsPlace(known: KnownEntry | undefined, item: PlanItem): known is KnownEntry {
  return known?.parentId === item.parentId && known.localName === item.localName && !known.held
}

interface Replacing {
  readonly item: PlanItem
  readonly from: string
  readonly to: string
  readonly there: FileStat
  readonly known: KnownEntry
}

/** False where it is not ours any more: whoever asked looks again. */
async function replaceOwn(work: Work, { item, from, to, there, known }: Replacing): Promise<boolean> {
  const { parts, places, look, away, known: tree } = work
  const { disk } = parts.ports
  const proof = await look.prove(known, to, there)
  if (proof === 'changed') {
    // From here on it is somebody's own file, and is kept as such.
    tree.remove(known.id)
    return false
  }
  const oldNames = places.holdName(known.id, 'old')
  const old = places.at(oldNames)
  await disk.ensureFolder(places.root, [ownFolder, holding])
  if ((await disk.stat(old)) !== undefined) await away.trashAs(old, ['left over', item.localName])
  await disk.renameNoClobber(to, old)
  const moved = await disk.stat(old)
  const isSame =
    moved?.identity === there.identity &&
    moved.sizeBytes === there.sizeBytes &&
    moved.modifiedAtMs === there.modifiedAtMs
  if (!isSame) {
    // Written to, or another file, in that very moment: back to where it was, or beside it where that is taken again.
    tree.remove(known.id)
    await disk.renameNoClobber(old, to).catch(async (error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error
      await away.trashAs(old, item.path.split('/'))
    })
    return false
  }
  await disk.renameNoClobber(from, to)
  await settle(work, { item, from, to })
  // Somebody may hold it open and write to it still: what changed since is no longer what came from the site.
  const last = await disk.stat(old)
  const isUntouched = last?.sizeBytes === there.sizeBytes && last.modifiedAtMs === there.modifiedAtMs
  if (proof === 'proven' && isUntouched) await disk.remove(old)
  else if (last !== undefined) await away.trashAs(old, item.path.split('/'))
  work.note({ kind: 'update', path: item.path, reason: item.reason })
  return true
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

interface Placing {
  readonly item: PlanItem
  readonly from: string
  readonly to: string
}

/** What lies there has just these bytes. */
async function adoptTwin(work: Work, placing: Placing): Promise<void> {
  await work.parts.ports.disk.remove(placing.from)
  await settle(work, placing)
  work.note({ kind: 'adopt', path: placing.item.path, reason: 'already-here' })
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

async function settle(work: Work, { item, from, to }: Placing): Promise<void> {
  const { parts, known: tree } = work
  parts.landings.move(from, to)
  await parts.syncFolder(join(to, '..'))
  const found = await parts.ports.disk.stat(to)
  tree.save(recordOf(item, found, { proven: true }))
  await parts.store.recorded()
}

/** A file that was here and looks like the site's: taken for it, without a byte. */
export async function adoptFile(work: Work, item: PlanItem): Promise<void> {
  const { parts, places, known: tree } = work
  const parent = await openParent(work, item)
  const path = places.at([...parent, item.localName])
  const found = await parts.ports.disk.stat(path)
  const isThere = found?.kind === 'file' && found.sizeBytes === item.sizeBytes
  // Gone or changed since the plan: the next look tells.
  if (!isThere) return
  const landing = parts.landings.read(path)
  const proven =
    landing?.entityId === item.entityId &&
    landing.sizeBytes === found.sizeBytes &&
    landing.modifiedAtMs === found.modifiedAtMs
  tree.save(recordOf(item, found, { proven }))
  work.note({ kind: 'adopt', path: item.path, reason: item.reason })
}
