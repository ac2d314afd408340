// Files that were here and look like the site's are taken for it, without a byte. A few are looked at together and recorded
// in one go: there may be as many as the tree has files.

import { join } from 'node:path'
import type { KnownEntry, PlanItem } from '../model/sync.ts'
import { openParent } from './move-steps.ts'
import { recordOf, tryOne } from './work.ts'
import type { Work } from './work.ts'

const itemsAtOnce = 500
const looksAtOnce = 32

export async function adoptAll(work: Work): Promise<void> {
  for (let afterSeq = 0; ;) {
    work.signal.throwIfAborted()
    const page = work.items.next(['adopt'], { afterSeq, limit: itemsAtOnce })
    await adoptPage(work, page)
    if (page.length === 0) return
    afterSeq = page.at(-1)?.seq ?? afterSeq
  }
}

async function adoptPage(work: Work, page: readonly PlanItem[]): Promise<void> {
  const found: { item: PlanItem; record: KnownEntry }[] = []
  const queue = page.values()
  const hand = async () => {
    for (const item of queue) {
      const record = await tryOne(work, item.path, () => lookAt(work, item))
      if (record !== undefined) found.push({ item, record })
    }
  }
  await Promise.all(Array.from({ length: Math.min(looksAtOnce, page.length) }, hand))
  for (const { item, record } of found) {
    work.known.save(record)
    work.note({ kind: 'adopt', path: item.path, reason: item.reason })
  }
  for (const _ of page) work.step()
}

/** Undefined where it is gone or changed since the plan: the next look tells. */
async function lookAt(work: Work, item: PlanItem): Promise<KnownEntry | undefined> {
  const { parts, places } = work
  const parent = await openParent(work, item)
  const path = join(places.at(parent), item.localName)
  const found = await parts.ports.disk.stat(path)
  if (found?.kind !== 'file' || found.sizeBytes !== item.sizeBytes) return undefined
  const landing = parts.landings.read(path)
  const proven =
    landing?.entityId === item.entityId &&
    landing.sizeBytes === found.sizeBytes &&
    landing.modifiedAtMs === found.modifiedAtMs
  return recordOf(item, found, { proven })
}
