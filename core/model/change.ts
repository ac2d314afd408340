// What became of a change that a user made to many entries at once: partly done is the rule, not the exception
// (cloudreve-api.md sections 1.4 and 9).

import type { CloudUri } from './cloud-uri.ts'
import type { Failure } from './failure.ts'

/** Who keeps an entry from being changed (section 1.4, code 40073). */
export interface FileLock {
  /** `cloudreve://…` of what is locked: the entry, or something in it. Without a password. */
  readonly uri: string
  /** What the site calls the holder: `upload`, `viewer`, `dav`, `rename` … */
  readonly application: string
  /** The server's name for the lock, for undoing it by force; only the owner of the tree is told (section 1.4). */
  readonly lockId?: string
}

export interface ItemFailure {
  readonly uri: CloudUri
  readonly failure: Failure
}

export interface ChangeOutcome {
  /** As many items are done. */
  readonly done: number
  readonly failed: readonly ItemFailure[]
}
