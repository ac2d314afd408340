// Where things are, seen from the scripts.

import { homedir } from 'node:os'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')

/** For what is worth keeping between runs and between working copies; outside the tree. */
export function userCache(): string {
  const base = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
  return join(base, 'reverie')
}
