// Which folders a run looks into: all of them, or those that the site said something about and the way to them.

import type { RemoteHint } from './sync-parts.ts'

export interface Scope {
  /** Folders whose own listing is wanted, by their remote path; '' is the pair's folder. */
  readonly folders: ReadonlySet<string>
  /** Folders of which everything below is wanted. */
  readonly trees: ReadonlySet<string>
  /** What the site said was deleted: only that may be removed by a run that does not see everything. */
  readonly deleted: ReadonlySet<string>
}

/** What hints ask for. A rename is looked at on both ends, so that a move is seen as one. */
export function scopeOf(hints: readonly RemoteHint[]): Scope {
  const folders = new Set<string>()
  const deleted = new Set<string>()
  for (const { kind, from, to } of hints) {
    folders.add(from.slice(0, -1).join('/'))
    if (kind === 'rename') folders.add(to.slice(0, -1).join('/'))
    if (kind === 'delete') deleted.add(from.join('/'))
  }
  return { folders, deleted, trees: new Set() }
}

/** Undefined, which is everything, takes the other in. */
export function mergeScopes(one: Scope | undefined, other: Scope | undefined): Scope | undefined {
  if (one === undefined || other === undefined) return undefined
  return {
    folders: new Set([...one.folders, ...other.folders]),
    trees: new Set([...one.trees, ...other.trees]),
    deleted: new Set([...one.deleted, ...other.deleted]),
  }
}

/** `deep`: everything below; `shallow`: it, or the way to something wanted. */
export function isInScope(
  scope: Scope | undefined,
  remotePath: readonly string[],
): 'deep' | 'shallow' | undefined {
  if (scope === undefined) return 'deep'
  const path = remotePath.join('/')
  if ([...scope.trees].some((tree) => isWithin(path, tree))) return 'deep'
  const wanted = [...scope.folders, ...scope.trees]
  return wanted.some((one) => isWithin(one, path)) ? 'shallow' : undefined
}

export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`)
}
