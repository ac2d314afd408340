// Everything that host and user interface may say to each other: three maps of names. A name added here does not
// compile until it has a parser (requests.ts) and a handler in every host.

import type { AccountView } from '../core/model/account.ts'
import type { ConflictPolicy } from '../core/model/conflict.ts'
import type { SearchQuery } from '../core/model/search.ts'
import type { Priority } from '../core/model/priority.ts'
import type { AccountCommands, AccountQueries } from './account-treaty.ts'
import type { BrowserCommands, BrowserEvents, BrowserQueries } from './browser-treaty.ts'
import type { DesktopCommands, DesktopEvents, DesktopQueries } from './desktop-treaty.ts'
import type { UpdateCommands, UpdateEvents, UpdateQueries } from './update-treaty.ts'
import type { QueueCommands, QueueQueries } from './queue-treaty.ts'
import type { Outcome } from './result.ts'
import type { SyncCommands, SyncEvents, SyncQueries } from './sync-treaty.ts'
import type {
  HostView,
  OpenedShare,
  PickedFolder,
  ProgressView,
  QueueSummary,
  QueueOrder,
  QueueView,
  QueueWindow,
  SettingsView,
} from './views.ts'

export interface Call<Input, Output> {
  input: Input
  output: Output
}
type None = Record<string, never>

/** Where a download goes: the folder of the settings, or one that the host's own dialog returned. */
export type TargetChoice = { kind: 'default' } | { kind: 'picked'; token: string }

export interface RootChoice {
  uri: string
  entityId?: string | undefined
  /** Another name on the disk; of one file. */
  name?: string | undefined
  /** Not the folder, but everything in it, or all that a search in it finds, whether a page has listed it or not. */
  contents?: { except: string[]; search?: SearchQuery | undefined } | undefined
}

export interface Selection {
  transferIds: string[]
  batchIds: string[]
}

/** They change something. */
export interface Commands
  extends AccountCommands, BrowserCommands, DesktopCommands, QueueCommands, SyncCommands, UpdateCommands {
  'share.open': Call<{ link: string; password?: string | undefined }, OpenedShare>
  'queue.add': Call<
    {
      accountId: string
      roots: RootChoice[]
      target: TargetChoice
      conflict?: ConflictPolicy | undefined
      /** One zip made by the site instead of files; it cannot be resumed. */
      archive?: boolean | undefined
      /** Absent: the default one. Its folder is meant by the default target, where it has one. */
      queueId?: string | undefined
      priority?: Priority | undefined
      /** Not before this moment; Unix milliseconds. */
      startAtMs?: number | undefined
      /** See Pace. */
      connections?: number | undefined
      speedLimit?: number | undefined
    },
    { batchId: string; resumed: boolean }
  >
  'queue.pause': Call<Selection, None>
  'queue.resume': Call<Selection, None>
  'queue.cancel': Call<Selection, None>
  'queue.retry': Call<Selection, None>
  /** Takes ended rows off the list; files on the disk stay. */
  'queue.remove': Call<Selection, None>
  'queue.pauseAll': Call<None, None>
  'queue.resumeAll': Call<None, None>
  'queue.cancelAll': Call<None, None>
  'queue.retryAll': Call<None, None>
  'queue.clearEnded': Call<None, None>
  'queue.decide': Call<{ transferId: string; conflict: ConflictPolicy; forBatch: boolean }, None>
  /** Fails `invalid-request` where a page has no say in that. */
  'host.quitWhenDone': Call<{ on: boolean }, HostView>
  'settings.save': Call<Partial<Omit<SettingsView, 'downloadFolder'>>, SettingsView>
  'settings.useFolder': Call<{ token: string }, SettingsView>
  /** Opens the host's folder dialog; `wish` is a folder below the download folder, for hosts without dialogs. */
  'folder.pick': Call<{ wish?: string | undefined }, { picked: PickedFolder | null }>
  /** Share links and URIs that the program was started with, each handed out once. */
  'address.take': Call<None, { addresses: string[] }>
  'file.open': Call<{ transferId: string }, None>
  'file.reveal': Call<{ transferId?: string | undefined; batchId?: string | undefined }, None>
}

/** They only read. */
export interface Queries
  extends AccountQueries, BrowserQueries, DesktopQueries, QueueQueries, SyncQueries, UpdateQueries {
  'host.describe': Call<None, HostView>
  'queue.window': Call<
    {
      view: QueueView
      batchId?: string | undefined
      /** Batches of this queue alone. */
      queueId?: string | undefined
      /** Of all batches, those of this account. */
      accountId?: string | undefined
      /** Of batches; absent: in the order of their turn, before what is over. Else as they were added. */
      order?: QueueOrder | undefined
      offset: number
      limit: number
    },
    QueueWindow
  >
  'queue.summary': Call<None, QueueSummary>
  'settings.read': Call<None, SettingsView>
}

export type Requests = Commands & Queries
export type RequestName = keyof Requests
export type Input<N extends RequestName> = Requests[N]['input']
export type Output<N extends RequestName> = Requests[N]['output']

/** The host says them unasked. */
export interface Events extends BrowserEvents, DesktopEvents, SyncEvents, UpdateEvents {
  'host.changed': HostView
  'account.changed': { accounts: AccountView[] }
  'queue.changed': { revision: number }
  'queue.progress': ProgressView
  'settings.changed': SettingsView
  /** There is something to take. */
  'address.given': None
}

export type EventName = keyof Events

export type Handlers = { [N in RequestName]: (input: Input<N>) => Promise<Output<N>> | Output<N> }

export type Calls<R> = { [N in keyof R]: Call<unknown, unknown> }

/** A user interface's end for these names, whatever carries it. */
export interface BridgeTo<R extends Calls<R>, E> {
  invoke<N extends keyof R>(name: N, input: R[N]['input']): Promise<Outcome<R[N]['output']>>
  on<N extends keyof E>(name: N, listener: (payload: E[N]) => void): () => void
}

/** The end of a page. */
export type Bridge = BridgeTo<Requests, Events>
