// What the user interface shows: snapshots made by the host, free of secrets. Not the engine's own records.

import type { ListingExtras } from './browser-views.ts'
import type { RowPlace } from './queue-views.ts'
import type { AccountView } from '../core/model/account.ts'
import type { BatchStateKind } from '../core/model/batch.ts'
import type { ConflictPolicy } from '../core/model/conflict.ts'
import type { Entry } from '../core/model/entry.ts'
import type { Failure } from '../core/model/failure.ts'
import type { TransferProgress } from '../core/model/progress.ts'
import type { Settings } from '../core/model/settings.ts'
import type { HoldCause, LeftOut, StateKind, TransferAction } from '../core/model/transfer.ts'

/** An entry with its URI in text form: `cloudreve://…`, never with a password. */
export type EntryView = Omit<Entry, 'uri' | 'trashed'> & {
  readonly uri: string
  readonly sizeBytes?: number
  /** Of a file: which bytes it has; changes with every version. */
  readonly entityId?: string
  readonly uploading?: boolean
  /** Leads into somebody else's folder; never walked by a download. */
  readonly shortcut?: boolean
  /** In the recycle bin: where it was, and when the site deletes it for good; Unix milliseconds. */
  readonly trashed?: { readonly from?: string; readonly purgeAtMs?: number }
}

export interface ListingView extends ListingExtras {
  readonly uri: string
  readonly entries: readonly EntryView[]
  readonly nextPageToken?: string
  readonly singleFile: boolean
}

interface RowCommon extends RowPlace {
  readonly id: string
  readonly batchId: string
  readonly accountId: string
  readonly name: string
  /** Folder on the disk that it lands in; for display. */
  readonly folder: string
  readonly bytesTotal: number
  readonly bytesDone: number
  readonly failure?: Failure
  /** Unix milliseconds of the next try by itself. */
  readonly retryAtMs?: number
  readonly actions: readonly TransferAction[]
  readonly addedAtMs: number
}

export interface TransferRow extends RowCommon {
  readonly type: 'transfer'
  readonly state: StateKind
  readonly cause?: HoldCause
  readonly outcome?: 'downloaded' | 'skipped'
  /** Of a zip made by the site: files that it left out. */
  readonly leftOut?: LeftOut
  /** The priority is its own, not its batch's. */
  readonly ownPriority?: boolean
  readonly conflict: ConflictPolicy
}

export interface BatchRow extends RowCommon {
  readonly type: 'batch'
  readonly state: BatchStateKind
  /** Roots besides the one that gives the name: "Lisbon and 2 more". */
  readonly others: number
  readonly filesTotal: number
  readonly filesDone: number
  readonly filesFailed: number
  /** False while the folder is still being walked: totals may grow. */
  readonly walked: boolean
}

export type QueueRow = TransferRow | BatchRow

export const queueViews = ['all', 'unfinished', 'running', 'waiting', 'completed', 'failed'] as const
export const queueOrders = ['line', 'newest', 'oldest'] as const
export type QueueOrder = (typeof queueOrders)[number]
export type QueueView = (typeof queueViews)[number]

export interface QueueWindow {
  /** Rises with every change; a snapshot older than one already shown is to be dropped. */
  readonly revision: number
  readonly total: number
  readonly rows: readonly QueueRow[]
}

export interface QueueSummary {
  readonly revision: number
  readonly byState: Readonly<Record<StateKind, number>>
  /** Bytes of what is not ended yet. */
  readonly bytesLeft: number
  readonly bytesPerSecond: number
  readonly secondsLeft?: number
  readonly holds: readonly HoldView[]
}

/** One message for all that wait for the same cause. */
export interface HoldView {
  readonly cause: HoldCause
  readonly failure: Failure
  readonly transfers: number
}

export interface ProgressView {
  readonly items: readonly TransferProgress[]
  readonly bytesPerSecond: number
}

export interface SiteView {
  readonly site: string
  readonly title: string
  readonly version: string
  /** Whether signing in asks for a captcha, and whether it is one that we can show. */
  readonly captcha: 'none' | 'picture' | 'unsupported'
  /** Whether it has a page of its own that programs sign in by. */
  readonly browser: boolean
  readonly passkeys: boolean
}

export interface CaptchaView {
  /** `data:image/…` */
  readonly image: string
  readonly ticket: string
}

export type SignInView =
  | { readonly step: 'done'; readonly account: AccountView }
  | { readonly step: 'otp'; readonly challenge: string }

export type OpenedShare =
  | { readonly step: 'opened'; readonly accountId: string; readonly uri: string; readonly name: string }
  | { readonly step: 'password' }

export interface PickedFolder {
  /** Stands for the folder in later requests: a page never names a path itself. */
  readonly token: string
  readonly path: string
}

export interface HostView {
  readonly face: 'desktop' | 'web'
  readonly version: string
  readonly platform: string
  /** Secrets are kept without the operating system's encryption; the reason is shown once. */
  readonly plainVault: boolean
  /** The page may ask the host to open files and folders on the host's own screen. */
  readonly canOpenFiles: boolean
  /** Files can be put where they can be brought back from. */
  readonly hasTrash?: boolean | undefined
  /** The host shows the page of a site in a window of its own; else the page opens it, and what it ends with is pasted. */
  readonly signInWindow?: boolean | undefined
  /** Whether the program ends once the queue has nothing left to do; absent where a page has no say in that. */
  readonly quitWhenDone?: boolean | undefined
  /** Absent on a host without windows. */
  readonly desktop?: DesktopFacts | undefined
}

export interface DesktopFacts {
  /** The system says whether the network is paid by the byte. */
  readonly tellsMetered: boolean
  /** Whether the shortcut of the settings works; another program may have it. */
  readonly shortcut: 'none' | 'working' | 'taken'
}

/** Without what follows a batch: that may name a program of the owner's. */
export type SettingsView = Omit<Settings, 'after'>
