// Gathers what the site can put right, as work for the queue: every file goes back to its own place, and whatever lies
// there is kept beside it. Decides nothing about when.

import { relative, sep } from 'node:path'
import type { BatchRoot } from '../model/batch.ts'
import { isRepairable } from './finding.ts'
import type { Finding } from './finding.ts'

export interface RepairGroup {
  readonly accountId: string
  readonly roots: readonly BatchRoot[]
}

export interface Repairs {
  add(finding: Finding): void
  count(): number
  /** By account, and of a size that one batch may have. */
  groups(): readonly RepairGroup[]
}

export const mostInBatch = 1_000

export function createRepairs(folder: string): Repairs {
  const byAccount = new Map<string, BatchRoot[]>()
  let count = 0
  return {
    add: (finding) => {
      if (!isRepairable(finding)) return
      const { origin, path } = finding
      const names = relative(folder, path).split(sep)
      const place = { folders: names.slice(0, -1), name: names.at(-1) ?? '' }
      const roots = byAccount.get(origin.accountId) ?? []
      roots.push({ uri: origin.uri, place })
      byAccount.set(origin.accountId, roots)
      count += 1
    },
    count: () => count,
    groups: () =>
      [...byAccount].flatMap(([accountId, roots]) =>
        Array.from({ length: Math.ceil(roots.length / mostInBatch) }, (_, index) => ({
          accountId,
          roots: roots.slice(index * mostInBatch, (index + 1) * mostInBatch),
        })),
      ),
  }
}
