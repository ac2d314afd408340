// What the engine can do, as its hosts see it. The implementation is put together in engine.ts.

import type { Account, AccountView } from './model/account.ts'
import type { AfterAction } from './model/after-action.ts'
import type { BatchCounts, BatchRoot, Batch } from './model/batch.ts'
import type { CloudUri } from './model/cloud-uri.ts'
import type { ConflictPolicy } from './model/conflict.ts'
import type { Entry, EntryOrder, EntryPage, OrderDirection } from './model/entry.ts'
import type { Failure } from './model/failure.ts'
import type { TransferProgress } from './model/progress.ts'
import type { Settings } from './model/settings.ts'
import type { HoldCause, StateKind, Transfer } from './model/transfer.ts'
import type { LinkReply, LinkRequest } from './model/link.ts'

export type Disposer = () => void

export interface SiteDescription {
  /** Site root without trailing slash, as it answered. */
  readonly site: string
  readonly instanceId: string
  readonly title: string
  readonly version: string
  readonly captcha: 'none' | 'picture' | 'unsupported'
  /** Most URIs in one /file/url call (cloudreve-api.md section 2, `max_batch_size`). */
  readonly maxBatchSize: number
}

export interface Captcha {
  /** `data:image/…` */
  readonly image: string
  readonly ticket: string
}

export interface PasswordSignIn {
  readonly site: string
  readonly email: string
  readonly password: string
  readonly captcha?: { readonly answer: string; readonly ticket: string }
}

export type SignInStep =
  { readonly step: 'done'; readonly account: Account } | { readonly step: 'otp'; readonly challenge: string }

export type ShareStep =
  | { readonly step: 'opened'; readonly account: Account; readonly uri: CloudUri; readonly name: string }
  | { readonly step: 'password' }

export interface AccountsApi {
  /** Fails `not-cloudreve`, `certificate-rejected`, `network` … for an address that is no usable site. */
  describeSite(site: string): Promise<SiteDescription>
  captcha(site: string): Promise<Captcha>
  signIn(request: PasswordSignIn): Promise<SignInStep>
  answerOtp(challenge: string, otp: string): Promise<SignInStep>
  signOut(accountId: string): Promise<void>
  list(): readonly AccountView[]
  /** `https://site/s/id[/password]`, or a `cloudreve://…@share` URI together with a site. */
  openShare(link: string, options?: { password?: string; site?: string }): Promise<ShareStep>
  onChanged(listener: () => void): Disposer
}

export interface ListRequest {
  readonly accountId: string
  readonly uri: CloudUri
  readonly pageToken?: string
  /** 1 to the site's cap, silently; 200 by default. */
  readonly pageSize?: number
  readonly order?: EntryOrder
  readonly direction?: OrderDirection
}

export interface BrowserApi {
  list(request: ListRequest): Promise<EntryPage>
  info(accountId: string, uri: CloudUri): Promise<Entry>
  links(accountId: string, request: LinkRequest): Promise<LinkReply>
}

export interface AddRequest {
  readonly accountId: string
  readonly roots: readonly BatchRoot[]
  /** Absolute folder. */
  readonly targetRoot: string
  readonly conflict?: ConflictPolicy
  /** One zip made by the site instead of files (cloudreve-api.md section 5.1). */
  readonly archive?: boolean
  /** Once all of it is here; the settings say where it is absent. */
  readonly after?: AfterAction
}

export interface TransferSelection {
  readonly transferIds: readonly string[]
  readonly batchIds: readonly string[]
}

export interface BatchSnapshot {
  readonly batch: Batch
  readonly counts: BatchCounts
  /** Present where the batch is one single file: it is shown as that transfer. */
  readonly single?: Transfer
}

export interface BatchWindow {
  readonly revision: number
  readonly total: number
  readonly batches: readonly BatchSnapshot[]
}

export interface TransferWindow {
  readonly revision: number
  readonly total: number
  readonly transfers: readonly Transfer[]
}

export type WindowView = 'all' | 'unfinished' | 'completed' | 'failed'

export interface QueueTotals {
  readonly revision: number
  readonly byState: Readonly<Record<StateKind, number>>
  readonly bytesLeft: number
  readonly bytesPerSecond: number
  readonly secondsLeft?: number
  readonly holds: readonly {
    readonly cause: HoldCause
    readonly failure: Failure
    readonly transfers: number
  }[]
}

export interface ProgressReport {
  readonly items: readonly TransferProgress[]
  readonly bytesPerSecond: number
}

export type QueueNews =
  | { readonly type: 'transfer'; readonly transfer: Transfer }
  | { readonly type: 'walk'; readonly batch: Batch }
  /** A running transfer drops its part and starts from zero, or renews its link: told, but no state of its own. */
  | { readonly type: 'note'; readonly transferId: string; readonly failure: Failure }

export interface QueueApi {
  /** An unfinished batch with the same account, roots and target goes on instead of a second one being made. */
  add(request: AddRequest): Promise<{ batchId: string; resumed: boolean }>
  /** What follows once the batch is complete, without a failure; done once. */
  setAfter(batchId: string, action: AfterAction): void
  pause(selection: TransferSelection): void
  resume(selection: TransferSelection): void
  cancel(selection: TransferSelection): void
  retry(selection: TransferSelection): void
  remove(selection: TransferSelection): void
  pauseAll(): void
  resumeAll(): void
  cancelAll(): void
  retryAll(): void
  clearEnded(): void
  /** Answers a name conflict that policy `ask` holds. */
  decide(transferId: string, conflict: ConflictPolicy, forBatch: boolean): void
  batches(window: { view: WindowView; offset: number; limit: number }): BatchWindow
  transfers(window: { batchId: string; view: WindowView; offset: number; limit: number }): TransferWindow
  batch(batchId: string): BatchSnapshot | undefined
  transfer(transferId: string): Transfer | undefined
  totals(): QueueTotals
  /** Something runs, waits, or is held; what is paused, and what has ended, is no work. */
  hasWork(): boolean
  /** Something changed since `revision`; at most 4 times a second. */
  onChanged(listener: (revision: number) => void): Disposer
  /** Live figures of running transfers, at most 4 times a second, and only if something moved. */
  onProgress(listener: (report: ProgressReport) => void): Disposer
  /** Every single change of state as it happens; for the command line. */
  onNews(listener: (news: QueueNews) => void): Disposer
}

/** How the database was found: `restored` and `lost` mean that a damaged one was set aside. */
export interface Opening {
  readonly origin: 'sound' | 'fresh' | 'restored' | 'lost'
  /** Where the damaged one is now. */
  readonly setAside?: string
}

export interface Engine {
  readonly opening: Opening
  readonly accounts: AccountsApi
  readonly browser: BrowserApi
  readonly queue: QueueApi
  readonly settings: {
    read(): Settings
    save(patch: Partial<Settings>): Settings
    onChanged(listener: (settings: Settings) => void): Disposer
  }
  /** Starts running what is queued; with `onlyBatches` everything else stays as it is. */
  start(options?: { onlyBatches?: boolean }): void
  /** Stops all work at a recorded point and closes the database. */
  close(): Promise<void>
}
