// What the rooms of the queue share: the store, the clock, the site, and where news go. Made once by the engine.

import type { Account } from '../model/account.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import type { Entry, EntryPage, FileVersion } from '../model/entry.ts'
import type { StillSame } from '../model/file-removal.ts'
import type { LinkReply, LinkRequest } from '../model/link.ts'
import type { Settings } from '../model/settings.ts'
import type { Landing } from '../ports/landings.ts'
import type { Ports } from '../ports/ports.ts'
import type { Way } from '../ports/ways.ts'
import type { Store } from '../store/store.ts'
import type { DownloadParts } from '../transfer/download.ts'
import type { Limits } from '../transfer/limits.ts'
import type { Publisher } from './news.ts'
import type { Sampler } from './sampler.ts'
import type { Tempo } from './tempo.ts'

/** The site as the queue needs it; core/cloudreve implements it. */
export interface Remote {
  list(
    account: Account,
    uri: CloudUri,
    options: { pageToken?: string; pageSize?: number; signal?: AbortSignal },
  ): Promise<EntryPage>
  info(account: Account, uri: CloudUri, signal?: AbortSignal): Promise<Entry>
  infoById(account: Account, of: { fileId: string; signal: AbortSignal }): Promise<Entry>
  versions(account: Account, uri: CloudUri, signal?: AbortSignal): Promise<readonly FileVersion[]>
  links(account: Account, request: LinkRequest, signal?: AbortSignal): Promise<LinkReply>
  /** Where the link may answer, the best address first; at least one. */
  addresses(account: Account, url: string): readonly [string, ...string[]]
  /** How the account's connections are made, to storage as well. */
  way(account: Account): Way
  /** Whether the site limits the speed of each connection to this link. */
  isSpeedLimited(url: string): boolean
  /** The version that the link says it leads to; undefined where it does not say. */
  entityIn(account: Account, url: string): string | undefined
  /** Whether any site answers at all: asked while the queue is held as offline. Never rejects. */
  isReachable(): Promise<boolean>
  /** Whether the account's sign-in counts at its site; asked now and then while it is held for a new one. Never rejects. */
  isSignedIn(accountId: string): Promise<boolean>
}

export interface QueueParts {
  readonly ports: Ports
  readonly store: Store
  readonly remote: Remote
  readonly account: (accountId: string) => Account | undefined
  readonly settings: () => Settings
  readonly publisher: Publisher
  readonly sampler: Sampler
  readonly limits: Limits
  readonly tempo: Tempo
  /** Closes connections that nobody uses: after a while without a network they may be dead without a word. */
  readonly dropIdle: () => void
  /** When a late timer means sleep; milliseconds. */
  readonly sleep?: { readonly lateMs?: number }
  /** Whether a file is still what landed. */
  readonly stillSame: (landing: Landing, options: { thorough: boolean }) => Promise<StillSame>
  readonly download: Omit<DownloadParts, 'link'>
}
