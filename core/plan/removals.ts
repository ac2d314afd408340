// What becomes of known entries that the site has no more: deleted in a mirror, kept in a copy, and never touched where
// somebody changed them here. Pure but for the facts about the disk, which are asked for folder by folder.

import type { KnownEntry, PlanAction, PlanItem, PlanKind, PlanReason, SyncMode } from '../model/sync.ts'
import type { KnownTree, LocalFact } from './compare.ts'

export interface RemovalFacts {
  readonly tree: KnownTree
  readonly mode: SyncMode
  /** Listed elsewhere: only moved. */
  readonly moved: ReadonlySet<string>
  pathOf(known: KnownEntry): string
  /** What lies here of these children of one folder, by their ids. */
  look(known: readonly KnownEntry[]): Promise<ReadonlyMap<string, LocalFact>>
}

/** Children before their folder. Depth first with a stack: a thousand levels are no recursion. */
export async function* planRemovals(
  facts: RemovalFacts,
  gone: readonly KnownEntry[],
): AsyncGenerator<PlanItem> {
  const stack: { entry: KnownEntry; fact: LocalFact | undefined; opened: boolean }[] = []
  const push = async (entries: readonly KnownEntry[]) => {
    const here = entries.filter(({ id }) => !facts.moved.has(id))
    const found = await facts.look(here)
    for (const entry of here) stack.push({ entry, fact: found.get(entry.id), opened: false })
  }
  await push(gone)
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (top.entry.kind === 'file' || top.opened) {
      yield removalOf(facts, top.entry, top.fact)
      continue
    }
    stack.push({ ...top, opened: true })
    await push([...facts.tree.children(top.entry.id)])
  }
}

function removalOf(facts: RemovalFacts, entry: KnownEntry, fact: LocalFact | undefined): PlanItem {
  const { kind, action, reason } = fateOf(facts.mode, entry, fact)
  return {
    ...{ kind, action, reason },
    entry: entry.kind,
    id: entry.id,
    parentId: entry.parentId,
    remoteName: entry.remoteName,
    localName: entry.localName,
    entityId: entry.entityId,
    sizeBytes: entry.sizeBytes,
    modifiedAtMs: entry.modifiedAtMs,
    path: facts.pathOf(entry),
  }
}

interface Fate {
  readonly kind: PlanKind
  readonly action: PlanAction
  readonly reason: PlanReason
}

function fateOf(mode: SyncMode, entry: KnownEntry, fact: LocalFact | undefined): Fate {
  if (fact === undefined) return { kind: 'skip', action: 'forget', reason: 'missing-here' }
  if (mode === 'copy') return { kind: 'skip', action: 'forget', reason: 'kept-by-copy' }
  const isOurs = entry.kind === 'folder' ? fact.kind === 'folder' : fact.ours
  if (!isOurs) return { kind: 'skip', action: 'forget', reason: 'kept-changed-here' }
  return { kind: 'delete', action: 'remove', reason: 'deleted' }
}
