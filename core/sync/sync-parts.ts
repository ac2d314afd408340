// What the files of this room share: the store, the disk, the site and the queue that fetches. Made once by the engine.

import type { Account } from '../model/account.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import type { Entry, EntryPage } from '../model/entry.ts'
import type { Ports } from '../ports/ports.ts'
import type { Landings } from '../ports/landings.ts'
import type { SyncTables } from '../store/store.ts'
import type { HasherPool } from '../transfer/hasher.ts'
import type { FetchQueue } from '../ports/fetch-queue.ts'

/** The site as a sync needs it; core/cloudreve implements it. */
export interface SyncRemote {
  list(
    account: Account,
    uri: CloudUri,
    options: { pageToken?: string; pageSize?: number; signal?: AbortSignal },
  ): Promise<EntryPage>
  info(account: Account, uri: CloudUri, signal?: AbortSignal): Promise<Entry>
  /** Hints of changes below a folder, until the result is called. */
  follow(request: {
    readonly account: Account
    readonly uri: CloudUri
    readonly clientId: string
    readonly onEvent: (event: RemoteNews) => void
    readonly onState?: (state: 'live' | 'down' | 'unavailable') => void
  }): () => void
}

export interface RemoteHint {
  readonly kind: 'create' | 'modify' | 'rename' | 'delete'
  /** Decoded names below the pair's folder. */
  readonly from: readonly string[]
  /** Of a rename; empty otherwise. */
  readonly to: readonly string[]
}

export type RemoteNews =
  { readonly type: 'rescan' } | { readonly type: 'changes'; readonly changes: readonly RemoteHint[] }

export interface SyncParts {
  readonly ports: Pick<Ports, 'clock' | 'disk' | 'logger' | 'nameRules' | 'uuid' | 'random' | 'trash'>
  readonly store: SyncTables
  readonly landings: Landings
  readonly hashers: HasherPool
  readonly syncFolder: (folder: string) => Promise<void>
  readonly remote: SyncRemote
  readonly account: (accountId: string) => Account | undefined
  readonly fetchQueue: FetchQueue
}
