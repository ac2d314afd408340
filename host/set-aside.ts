// Moves a damaged file out of the way under a name with the moment in it, so that a second mishap does not destroy what
// somebody might still repair of the first.

import { renameSync } from 'node:fs'

/** The new path. */
export function setAside(path: string, now: Date = new Date()): string {
  const aside = `${path}.damaged-${now.toISOString().replaceAll(':', '')}`
  renameSync(path, aside)
  return aside
}
