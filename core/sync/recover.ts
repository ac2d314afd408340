// What a run that was cut off left in the pair's own folder: taken back to where it belongs, or into the trash. Nothing in
// there is ever simply deleted but what came from the site and was never put in its place.

import type { KnownEntry } from '../model/sync.ts'
import { ownFolder } from '../plan/wanted.ts'
import { codeOf } from '../transfer/error-code.ts'
import { holding, incoming, nowhere } from './places.ts'
import { moveAny } from './put-away.ts'
import type { Work } from './work.ts'

/** Before a plan: the record and the holding folder say the same afterwards. */
export async function recoverHeld(work: Work): Promise<void> {
  for (const name of await namesIn(work, [ownFolder, holding])) {
    const path = work.places.at([ownFolder, holding, name])
    const known = ownerOf(work, name)
    const isMoving = name.startsWith('held-')
    if (known !== undefined && isMoving && known.held) continue
    if (known !== undefined && !known.held && (await isMissing(work, known))) {
      if (isMoving) work.known.save({ ...known, parentId: nowhere, held: true })
      // Taken away for a newer one, which did not come to its place.
      else await moveAny(work.parts.ports.disk, path, work.places.at(work.places.namesOf(known)))
      continue
    }
    await work.away.trashAs(path, ['left over', known?.localName ?? name])
  }
}

function ownerOf({ known: tree, places }: Work, name: string): KnownEntry | undefined {
  const match = /^(held|old)-[0-9a-z]+-(\w+)$/.exec(name)
  const [, use, id] = match ?? []
  if (id === undefined) return undefined
  const known = tree.get(id)
  const isIts = known !== undefined && places.holdName(id, use === 'old' ? 'old' : 'held').at(-1) === name
  return isIts ? known : undefined
}

async function isMissing({ places, guard, parts }: Work, known: KnownEntry): Promise<boolean> {
  const names = places.namesOf(known)
  if (!(await guard.enter(names.slice(0, -1)).catch(() => false))) return false
  return (await parts.ports.disk.stat(places.at(names))) === undefined
}

/** After a run in which everything was placed: nothing is left that anybody waits for. */
export async function clearIncoming(work: Work): Promise<void> {
  const { parts, places, away } = work
  for (const folder of await namesIn(work, [ownFolder, incoming])) {
    const below = [ownFolder, incoming, folder]
    for (const name of await namesIn(work, below)) {
      const path = places.at([...below, name])
      const landing = parts.landings.read(path)
      const found = await parts.ports.disk.stat(path)
      const isFetched =
        landing !== undefined &&
        landing.sizeBytes === found?.sizeBytes &&
        landing.modifiedAtMs === found.modifiedAtMs
      if (isFetched) await parts.ports.disk.remove(path)
      else await away.trashAs(path, ['left over', name])
    }
    await parts.ports.disk.removeFolder(places.at(below)).catch(ifInUse)
  }
  for (const name of [incoming, holding]) {
    await parts.ports.disk.removeFolder(places.at([ownFolder, name])).catch(ifInUse)
  }
}

async function namesIn({ parts, places }: Work, folder: readonly string[]): Promise<readonly string[]> {
  const path = places.at(folder)
  if ((await parts.ports.disk.stat(path))?.kind !== 'folder') return []
  const names: string[] = []
  for await (const { name } of parts.ports.disk.entries(path)) names.push(name)
  return names
}

function ifInUse(error: unknown): void {
  if (!['ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EPERM', 'EACCES'].includes(codeOf(error))) throw error
}
