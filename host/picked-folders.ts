// Folders that the user chose in this run, by the token that stands for them in requests: a page never names a path.

import { randomUUID } from 'node:crypto'
import type { PickedFolder } from '../contract/views.ts'
import { fail } from '../core/model/failure.ts'

export interface PickedFolders {
  add(path: string): PickedFolder
  /** Fails `invalid-request` for a token that was not given out here. */
  pathOf(token: string): string
}

export function createPickedFolders(): PickedFolders {
  const paths = new Map<string, string>()
  return {
    add: (path) => {
      const token = randomUUID()
      paths.set(token, path)
      return { token, path }
    },
    pathOf: (token) => {
      const path = paths.get(token)
      if (path === undefined) throw fail('invalid-request', 'this folder was not picked here')
      return path
    },
  }
}
