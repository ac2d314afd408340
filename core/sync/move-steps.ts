// Renames and moves: a file or folder that has another name on the site gets it here, without a byte being fetched. What
// could be in each other's way (swaps, circles, another case of the same name, a folder that moves into its neighbour)
// first leaves its place for the holding folder and enters the new one afterwards. Every step can be cut off: where a
// thing is, is recorded after it went there, and where the record is late the holding folder is looked into.
//
//   detach, deepest first:   place -> held/…        record: held
//   attach, shallowest first: held/… -> new place   record: there

import type { KnownEntry, PlanItem } from '../model/sync.ts'
import { ownFolder } from '../plan/wanted.ts'
import { fail } from '../model/failure.ts'
import { codeOf } from '../transfer/error-code.ts'
import { holding, nowhere } from './places.ts'
import { moveAny } from './put-away.ts'
import { attempt, recordOf } from './work.ts'
import type { Work } from './work.ts'

export async function detachAll(work: Work): Promise<void> {
  const moving = new Set<string>()
  for (const { id } of work.items.byDepth(['move'], 'deep')) moving.add(id)
  if (moving.size === 0) return
  await work.parts.ports.disk.ensureFolder(work.pair.localRoot, [ownFolder, holding])
  for (const item of work.items.byDepth(['move'], 'deep')) {
    await attempt(work, item.path, () => leavePlace(work, item, moving))
  }
  work.guard.forget()
}

async function leavePlace(work: Work, item: PlanItem, moving: ReadonlySet<string>): Promise<void> {
  const { known: tree, places } = work
  const known = tree.get(item.id)
  if (known === undefined || known.held) return
  if (known.parentId === item.parentId && known.localName === item.localName) {
    tree.save({ ...known, remoteName: item.remoteName })
    return
  }
  const names = places.namesOf(known)
  const isThere = (await work.guard.enter(names.slice(0, -1))) && (await isStillOurs(work, known))
  const heldNames = places.holdName(known.id, 'held')
  if (!isThere) {
    await takeUp(work, item, { known, heldNames })
    return
  }
  if (await goDirect(work, item, { known, names, moving })) return
  await clearHold(work, heldNames)
  await moveAny(work.parts.ports.disk, places.at(names), places.at(heldNames))
  await settleMoved(work, { ...known, parentId: nowhere, held: true }, { from: names, to: heldNames })
}

/** Not at its place: a run that was cut off may have taken it, or somebody did, or changed it. */
async function takeUp(
  work: Work,
  item: PlanItem,
  { known, heldNames }: { known: KnownEntry; heldNames: readonly string[] },
): Promise<void> {
  const { known: tree, places, parts } = work
  const held = await parts.ports.disk.stat(places.at(heldNames))
  if (held?.kind === known.kind) {
    await settleMoved(
      work,
      { ...known, parentId: nowhere, held: true },
      { from: places.namesOf(known), to: heldNames },
    )
    return
  }
  if (known.kind === 'folder') {
    // It is made anew at its new place; what was in it and is gone too comes again.
    tree.save({ ...known, parentId: item.parentId, localName: item.localName, remoteName: item.remoteName })
    return
  }
  tree.remove(known.id)
  work.instead.push({ ...item, kind: 'create', action: 'fetch', reason: 'missing-here' })
}

async function isStillOurs(work: Work, known: KnownEntry): Promise<boolean> {
  const { places, look, signal, parts } = work
  const names = places.namesOf(known)
  if (known.kind === 'folder') return (await parts.ports.disk.stat(places.at(names)))?.kind === 'folder'
  const name = names.at(-1) ?? ''
  const facts = await look.look(places.at(names.slice(0, -1)), [{ name, known }], signal)
  return facts.get(name)?.ours === true
}

interface Leaving {
  readonly known: KnownEntry
  readonly names: readonly string[]
  readonly moving: ReadonlySet<string>
}

/** Nothing around it moves and its new place is free: one step does it. */
async function goDirect(work: Work, item: PlanItem, { known, names, moving }: Leaving): Promise<boolean> {
  const { places, parts, guard } = work
  const { disk } = parts.ports
  const parent = places.folderOf(item.parentId)
  if (parent === undefined || isBelowMoving(work, item.parentId, moving)) return false
  if (isBelowMoving(work, known.parentId, moving) || !(await guard.enter(parent))) return false
  const to = [...parent, item.localName]
  if ((await disk.stat(places.at(to))) !== undefined) return false
  try {
    await moveAny(disk, places.at(names), places.at(to))
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
  await arrive(work, item, { known, from: names, to })
  return true
}

function isBelowMoving({ known: tree }: Work, folderId: string, moving: ReadonlySet<string>): boolean {
  for (let at = folderId; at !== '';) {
    const folder = tree.get(at)
    if (folder === undefined || folder.held || moving.has(at)) return true
    at = folder.parentId
  }
  return false
}

/** Something of an earlier run, which nobody knows any more. */
async function clearHold(work: Work, names: readonly string[]): Promise<void> {
  const path = work.places.at(names)
  if ((await work.parts.ports.disk.stat(path)) === undefined) return
  await work.away.trashAs(path, ['left over', names.at(-1) ?? 'file'])
}

export async function attachAll(work: Work): Promise<void> {
  for (const item of work.items.byDepth(['make', 'move'], 'shallow')) {
    await attempt(work, item.path, () =>
      item.action === 'make' ? makeFolder(work, item) : enterPlace(work, item),
    )
  }
}

async function enterPlace(work: Work, item: PlanItem): Promise<void> {
  const { known: tree, places } = work
  const known = tree.get(item.id)
  if (known === undefined) return
  if (!known.held) {
    // Gone since: a folder is made again at its new place.
    if (known.kind === 'folder' && known.parentId === item.parentId) await makeFolder(work, item)
    return
  }
  const from = places.namesOf(known)
  const to = [...(await openParent(work, item)), item.localName]
  for (let tries = 0; ; tries++) {
    await freePlace(work, item, to)
    try {
      await moveAny(work.parts.ports.disk, places.at(from), places.at(to))
      break
    } catch (error) {
      if (codeOf(error) !== 'EEXIST' || tries > 10) throw error
    }
  }
  work.guard.forget()
  await arrive(work, item, { known, from, to })
}

async function arrive(
  work: Work,
  item: PlanItem,
  { known, from, to }: { known: KnownEntry; from: readonly string[]; to: readonly string[] },
): Promise<void> {
  const { parentId, localName, remoteName } = item
  await settleMoved(work, { ...known, parentId, localName, remoteName, held: false }, { from, to })
  const reason = item.reason
  work.note({
    kind: 'rename',
    path: item.path,
    reason,
    ...(item.fromPath === undefined ? {} : { fromPath: item.fromPath }),
  })
}

/** A rename changes a file's stamp; it is taken anew as long as nothing else changed. */
async function settleMoved(
  work: Work,
  next: KnownEntry,
  { from, to }: { from: readonly string[]; to: readonly string[] },
): Promise<void> {
  const { places, parts, known: tree } = work
  parts.landings.move(places.at(from), places.at(to))
  const found = next.kind === 'file' ? await parts.ports.disk.stat(places.at(to)) : undefined
  const isSame = found?.sizeBytes === next.localBytes && found.modifiedAtMs === next.localModifiedAtMs
  tree.save(isSame ? { ...next, stamp: found.stamp } : next)
  // The next step may take away the folder that the record would still speak of.
  await parts.store.recorded()
}

/** The folder that an entry goes into, which is there and is one. */
export async function openParent(work: Work, item: PlanItem): Promise<readonly string[]> {
  const parent = work.places.folderOf(item.parentId)
  if (parent === undefined || !(await work.guard.enter(parent)))
    throw fail('disk-denied', 'its folder could not be made')
  return parent
}

export async function makeFolder(work: Work, item: PlanItem): Promise<void> {
  const { places, parts, known: tree } = work
  const { disk } = parts.ports
  const names = [...(await openParent(work, item)), item.localName]
  const kind = (await disk.stat(places.at(names)))?.kind
  if (kind !== 'folder') {
    await freePlace(work, item, names)
    await makeOne(work, places.at(names))
    await parts.syncFolder(places.at(names.slice(0, -1)))
    work.note({ kind: 'create', entry: 'folder', path: item.path, reason: item.reason })
  }
  tree.save(recordOf(item, undefined, { proven: kind !== 'folder' }))
}

/** Its parent was looked at level by level: nothing in the way there leads elsewhere. */
async function makeOne({ parts }: Work, path: string): Promise<void> {
  const { disk } = parts.ports
  try {
    await disk.makeFolder(path)
  } catch (error) {
    // Somebody has just made it himself.
    if (codeOf(error) !== 'EEXIST' || (await disk.stat(path))?.kind !== 'folder') throw error
  }
}

/** What has the name and is not what should have it, is kept beside. */
export async function freePlace(work: Work, item: PlanItem, names: readonly string[]): Promise<void> {
  const path = work.places.at(names)
  if ((await work.parts.ports.disk.stat(path)) === undefined) return
  const keptAs = await work.away.setAside(path, names.at(-1))
  if (keptAs === undefined) return
  work.note({ kind: 'conflict', path: item.path, reason: 'in-the-way', keptAs })
}
