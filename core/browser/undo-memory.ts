// How to take back what was changed from here, for as long as this process lives. Only what the server can take back
// exactly: a rename, a move, a deletion into the recycle bin.

import { fail } from '../model/failure.ts'
import type { CloudUri } from '../model/cloud-uri.ts'

export type Undo = { readonly accountId: string } & (
  | { readonly kind: 'rename'; readonly uri: CloudUri; readonly name: string }
  /** Where each is now, and the folder that it came from. */
  | { readonly kind: 'move'; readonly moved: readonly { readonly uri: CloudUri; readonly to: CloudUri }[] }
  /** Where each was. */
  | { readonly kind: 'trash'; readonly uris: readonly CloudUri[] }
)

export interface UndoMemory {
  remember(undo: Undo): string
  /** Once: what is taken out is forgotten. Fails `not-found`. */
  take(undoId: string): Undo
}

const mostRemembered = 50

export function createUndoMemory(uuid: () => string): UndoMemory {
  const known = new Map<string, Undo>()
  return {
    remember: (undo) => {
      const id = uuid()
      known.set(id, undo)
      const [oldest] = known.keys()
      if (known.size > mostRemembered && oldest !== undefined) known.delete(oldest)
      return id
    },
    take: (undoId) => {
      const undo = known.get(undoId)
      if (undo === undefined) throw fail('not-found', 'this can no longer be taken back')
      known.delete(undoId)
      return undo
    },
  }
}
