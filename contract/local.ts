// What the owner's own shell may say beyond the treaty of a page: it names folders itself, sees the queue's own records
// and every change as it happens. Spoken over the local socket and inside of the command line; a page's gate knows none
// of these names.

import { z } from 'zod'
import { mostArguments, type AfterAction } from '../core/model/after-action.ts'
import type { Batch, BatchCounts } from '../core/model/batch.ts'
import type { Failure } from '../core/model/failure.ts'
import type { Transfer } from '../core/model/transfer.ts'
import type { ParsersFor } from './gate.ts'
import { searchWish } from './queue-requests.ts'
import type { SearchWish } from './queue-treaty.ts'
import { requestParsers } from './requests.ts'
import type { BridgeTo, Call, Events, Requests } from './treaty.ts'
import type { SyncEndView } from './sync-views.ts'
import { queueViews, type EntryView, type PickedFolder, type QueueView } from './views.ts'

type None = Record<string, never>

export interface LocalBatch {
  readonly batch: Batch
  readonly counts: BatchCounts
  /** Its named queue is paused. */
  readonly queuePaused?: boolean
  /** Present where the batch is one single file. */
  readonly single?: Transfer
}

export type LocalNews =
  | { readonly type: 'transfer'; readonly transfer: Transfer }
  | { readonly type: 'walk'; readonly batch: Batch }
  /** A running transfer starts again from zero, or renews its link. */
  | { readonly type: 'note'; readonly transfer: Transfer; readonly failure: Failure }

interface Page {
  readonly revision: number
  readonly total: number
}

export interface LocalRequests {
  /** A folder that is there, by its absolute path, for `queue.add`. Fails `disk-denied`. */
  'folder.use': Call<{ path: string }, { picked: PickedFolder }>
  /** Files that go back to where they were below a folder picked before; what lies there is kept beside them. */
  'queue.repair': Call<
    { accountId: string; token: string; files: { uri: string; path: string[] }[] },
    { batchId: string; resumed: boolean }
  >
  /** What follows once the batch is complete. Here alone may a program be named. */
  'queue.after': Call<{ batchId: string; after: AfterAction }, None>
  'browser.info': Call<{ accountId: string; uri: string }, { entry: EntryView }>
  'queue.list': Call<
    { view: QueueView; queueId?: string | undefined; offset: number; limit: number },
    Page & { readonly batches: readonly LocalBatch[] }
  >
  'queue.files': Call<
    { batchId: string; view: QueueView; offset: number; limit: number },
    Page & { readonly transfers: readonly Transfer[] }
  >
  /** Single files by their names, the last changed first. */
  'queue.find': Call<
    SearchWish & { offset: number; limit: number },
    Page & { readonly transfers: readonly Transfer[] }
  >
  /** What is no longer there is left out. */
  'queue.look': Call<
    { batchIds: string[]; transferIds: string[] },
    { readonly batches: readonly LocalBatch[]; readonly transfers: readonly Transfer[] }
  >
  /** From now on `queue.news` comes for these batches; without a list, for all. */
  'queue.follow': Call<{ batchIds?: string[] | undefined }, None>
  /** A full run now that says yes to whatever its plan asks; for scripts whose owner knows. */
  /** From now on pairs are kept in step by themselves, in whatever host this is. */
  'sync.keep': Call<None, None>
  'sync.force': Call<{ pairId: string }, SyncEndView>
  /** The zip of Save diagnostics, as Base64: the owner's shell names the place itself. */
  'diagnostics.collect': Call<None, { readonly zip: string }>
  /** Asks a host that can to hand the profile over. Fails `profile-in-use` where it does not. */
  'host.yield': Call<None, None>
}

export interface LocalEvents {
  'queue.news': { news: LocalNews }
}

export type AllRequests = Requests & LocalRequests
export type AllEvents = Events & LocalEvents
export type LocalBridge = BridgeTo<AllRequests, AllEvents>

const id = z.string().min(1).max(200)
const page = { view: z.enum(queueViews), offset: z.int().min(0), limit: z.int().min(1).max(500) }

/** A name in a folder, and nothing that leads out of it. */
const name = z
  .string()
  .min(1)
  .max(1_024)
  .refine((text) => text !== '.' && text !== '..' && !/[/\\\0]/.test(text))

/** For the owner's shell and the settings file. */
export const afterShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['nothing', 'open', 'reveal']) }),
  z.strictObject({
    kind: z.literal('run'),
    command: z.string().min(1).max(4_096),
    args: z.array(z.string().max(16_384)).max(mostArguments),
  }),
])

export const localParsers: ParsersFor<AllRequests> = {
  ...requestParsers,
  'folder.use': z.strictObject({ path: z.string().min(1).max(16_384) }),
  'queue.repair': z.strictObject({
    accountId: id,
    token: id,
    files: z
      .array(z.strictObject({ uri: z.string().min(1).max(16_384), path: z.array(name).min(1).max(1_000) }))
      .min(1)
      .max(1_000),
  }),
  'queue.after': z.strictObject({ batchId: id, after: afterShape }),
  'browser.info': z.strictObject({ accountId: id, uri: z.string().min(1).max(16_384) }),
  'queue.list': z.strictObject({ ...page, queueId: id.optional() }),
  'queue.find': z.strictObject({ ...page, ...searchWish }),
  'queue.files': z.strictObject({ batchId: id, ...page }),
  'queue.look': z.strictObject({ batchIds: z.array(id).max(10_000), transferIds: z.array(id).max(10_000) }),
  'queue.follow': z.strictObject({ batchIds: z.array(id).max(10_000).optional() }),
  'sync.keep': z.strictObject({}),
  'sync.force': z.strictObject({ pairId: id }),
  'diagnostics.collect': z.strictObject({}),
  'host.yield': z.strictObject({}),
}
