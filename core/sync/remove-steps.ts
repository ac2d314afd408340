// Removals: what came from the site and is not there any more goes to the trash, as long as nobody changed it here; and
// records of what is left to the user are dropped.

import type { PlanItem } from '../model/sync.ts'
import { codeOf } from '../transfer/error-code.ts'
import { attempt } from './work.ts'
import type { Work } from './work.ts'

const itemsAtOnce = 500

/** Children come before their folders, as the plan has them. */
export async function removeAll(work: Work): Promise<void> {
  let afterSeq = 0
  for (;;) {
    const page = work.items.next(['remove', 'forget'], { afterSeq, limit: itemsAtOnce })
    for (const item of page) await attempt(work, item.path, () => removeOne(work, item))
    if (page.length < itemsAtOnce) return
    afterSeq = page.at(-1)?.seq ?? afterSeq
  }
}

async function removeOne(work: Work, item: PlanItem): Promise<void> {
  const { known: tree } = work
  if (item.action === 'forget') {
    // Only what is no longer wanted takes its folder's content along; the others come one by one.
    const isWhole = ['ignored', 'not-ticked', 'shortcut', 'reserved-name'].includes(item.reason)
    if (isWhole) tree.removeTree(item.id)
    else tree.remove(item.id)
    work.note({ kind: 'skip', path: item.path, reason: item.reason })
    return
  }
  if (item.entry === 'folder') await removeFolder(work, item)
  else await removeFile(work, item)
}

async function removeFile(work: Work, item: PlanItem): Promise<void> {
  const { known: tree, places, look, away, parts } = work
  const known = tree.get(item.id)
  // It got a new place meanwhile, or another version.
  if (known === undefined || known.parentId !== item.parentId || known.entityId !== item.entityId) return
  const names = places.namesOf(known)
  const folder = names.slice(0, -1)
  const path = places.at(names)
  const found = (await work.guard.enter(folder)) ? await parts.ports.disk.stat(path) : undefined
  if (found !== undefined && (await look.prove(known, path, found)) === 'changed') {
    work.note({ kind: 'skip', path: item.path, reason: 'kept-changed-here' })
  } else if (found !== undefined) {
    const shown = item.path.split('/')
    const keptAs = known.held ? await away.trashAs(path, shown) : await away.trash(names)
    await parts.syncFolder(places.at(folder))
    work.note({
      kind: 'delete',
      path: item.path,
      reason: 'deleted',
      ...(keptAs === undefined ? {} : { keptAs }),
    })
  }
  tree.remove(known.id)
}

/** Only an empty one goes: what somebody put into it keeps it. */
async function removeFolder(work: Work, item: PlanItem): Promise<void> {
  const { known: tree, places, parts } = work
  const known = tree.get(item.id)
  if (known === undefined || known.parentId !== item.parentId) return
  // One of its files could not be removed, and is still on record.
  if (tree.children(known.id).length > 0) return
  const names = places.namesOf(known)
  work.guard.forget()
  if (await work.guard.enter(names.slice(0, -1))) {
    try {
      await parts.ports.disk.removeFolder(places.at(names))
      work.note({ kind: 'delete', path: item.path, reason: 'deleted' })
    } catch (error) {
      if (!['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(codeOf(error))) throw error
      work.note({ kind: 'skip', path: item.path, reason: 'kept-changed-here' })
    }
  }
  work.guard.forget()
  tree.remove(known.id)
}
