// What a plan amounts to, and whether somebody has to agree to it first. Pure.

import type { MassGuard, PlanItem, PlanKind, PlanTotals, SyncQuestion } from '../model/sync.ts'
import { planKinds } from '../model/sync.ts'

export interface TotalsCounter {
  add(item: PlanItem): void
  totals(filesKnown: number): PlanTotals
}

export function createTotals(): TotalsCounter {
  const byKind = Object.fromEntries(planKinds.map((kind) => [kind, 0])) as Record<PlanKind, number>
  let [filesDeleted, filesReplaced, filesFetched, bytesFetched] = [0, 0, 0, 0]
  return {
    add: ({ kind, entry, action, sizeBytes }) => {
      byKind[kind] += 1
      if (entry !== 'file') return
      if (kind === 'delete') filesDeleted += 1
      if (kind === 'update' || kind === 'conflict') filesReplaced += 1
      if (action !== 'fetch') return
      filesFetched += 1
      bytesFetched += sizeBytes
    },
    totals: (filesKnown) => ({
      byKind: { ...byKind },
      filesDeleted,
      filesReplaced,
      filesFetched,
      bytesFetched,
      filesKnown,
    }),
  }
}

/** What was agreed to before: a plan that does no more than this need not ask again. */
export interface Agreed {
  readonly filesDeleted: number
  readonly filesReplaced: number
}

export interface QuestionFacts {
  readonly totals: PlanTotals
  readonly guard: MassGuard
  readonly confirmed: boolean
  /** The listing of the pair's own folder came back empty though there is a record of its content. */
  readonly rootEmptied: boolean
  readonly agreed: Agreed | undefined
}

export function questionOf(facts: QuestionFacts): SyncQuestion | undefined {
  const { totals, guard, confirmed, rootEmptied, agreed } = facts
  const { filesDeleted, filesReplaced } = totals
  if (agreed !== undefined && filesDeleted <= agreed.filesDeleted && filesReplaced <= agreed.filesReplaced)
    return undefined
  if (!confirmed) return 'first-run'
  if (rootEmptied) return 'root-empty'
  const touched = filesDeleted + filesReplaced
  const isMass = touched > guard.files && touched > guard.share * totals.filesKnown
  return isMass ? 'mass-change' : undefined
}
