// Which folders a run looks into: all of them, or those that the site said something about and the way to them.

export interface Scope {
  /** Folders whose own listing is wanted, by their remote path; '' is the pair's folder. */
  readonly folders: ReadonlySet<string>
  /** Folders of which everything below is wanted. */
  readonly trees: ReadonlySet<string>
  /** What the site said was deleted: only that may be removed by a run that does not see everything. */
  readonly deleted: ReadonlySet<string>
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
