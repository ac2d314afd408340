// Paths of more than 260 characters on Windows. Node's file system gives every absolute path the prefix that lifts the
// limit (path.toNamespacedPath, called by each function of node:fs on Windows: nodejs/node, src/node_file.cc). It is given
// here as well where a path goes through more than one of them and the answer is compared.

import { win32 } from 'node:path'

/** `path` is absolute. Shares (`\\server\share`) get the prefix `\\?\UNC\`; elsewhere nothing is changed. */
export function longPath(path: string, platform: NodeJS.Platform): string {
  return platform === 'win32' ? win32.toNamespacedPath(path) : path
}
