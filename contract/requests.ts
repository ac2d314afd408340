// A parser for every request: nothing reaches a handler that has not passed here. Bounds are those of a sane user
// interface; texts are capped so that a broken page cannot fill the host's memory.

import { z } from 'zod'
import { conflictPolicies } from '../core/model/conflict.ts'
import { accountParsers } from './account-requests.ts'
import { browserParsers, searchShape } from './browser-requests.ts'
import { desktopParsers } from './desktop-requests.ts'
import { connections, moment, priority, queueParsers, speedLimit } from './queue-requests.ts'
import { settingShapes } from './setting-shapes.ts'
import { syncParsers } from './sync-requests.ts'
import type { EventName, Input, RequestName } from './treaty.ts'
import { updateParsers } from './update-requests.ts'
import { queueOrders, queueViews } from './views.ts'

const none = z.strictObject({})
const id = z.string().min(1).max(200)
const uri = z.string().min(1).max(16_384)
const text = z.string().max(4_096)
const conflict = z.enum(conflictPolicies)
const selection = z.strictObject({ transferIds: z.array(id).max(100_000), batchIds: z.array(id).max(10_000) })
const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('default') }),
  z.strictObject({ kind: z.literal('picked'), token: id }),
])

export const requestParsers: { [N in RequestName]: z.ZodType<Input<N>> } = {
  ...accountParsers,
  ...browserParsers,
  ...desktopParsers,
  ...queueParsers,
  ...syncParsers,
  ...updateParsers,
  'share.open': z.strictObject({ link: text.min(1), password: text.optional() }),
  'queue.add': z.strictObject({
    accountId: id,
    roots: z
      .array(
        z.strictObject({
          uri,
          entityId: id.optional(),
          name: z.string().min(1).max(1_024).optional(),
          contents: z
            .strictObject({ except: z.array(uri).max(100_000), search: searchShape.optional() })
            .optional(),
        }),
      )
      .min(1)
      .max(100_000),
    target,
    conflict: conflict.optional(),
    archive: z.boolean().optional(),
    queueId: id.optional(),
    priority: priority.optional(),
    startAtMs: moment.optional(),
    connections: connections.optional(),
    speedLimit: speedLimit.optional(),
  }),
  'queue.pause': selection,
  'queue.resume': selection,
  'queue.cancel': selection,
  'queue.retry': selection,
  'queue.remove': selection,
  'queue.pauseAll': none,
  'queue.resumeAll': none,
  'queue.cancelAll': none,
  'queue.retryAll': none,
  'queue.clearEnded': none,
  'queue.decide': z.strictObject({ transferId: id, conflict, forBatch: z.boolean() }),
  'host.quitWhenDone': z.strictObject({ on: z.boolean() }),
  'settings.save': z.strictObject(settingShapes).partial() as z.ZodType<Input<'settings.save'>>,
  'settings.useFolder': z.strictObject({ token: id }),
  'folder.pick': z.strictObject({ wish: text.optional() }),
  'address.take': none,
  'file.open': z.strictObject({ transferId: id }),
  'file.reveal': z.strictObject({ transferId: id.optional(), batchId: id.optional() }),
  'host.describe': none,
  'queue.window': z.strictObject({
    view: z.enum(queueViews),
    batchId: id.optional(),
    queueId: id.optional(),
    accountId: id.optional(),
    order: z.enum(queueOrders).optional(),
    offset: z.int().min(0),
    limit: z.int().min(1).max(500),
  }),
  'queue.summary': none,
  'settings.read': none,
}

export const requestNames = Object.keys(requestParsers) as readonly RequestName[]
/** A table, so that an event without its line here does not compile: a page may follow only these. */
const events: Record<EventName, true> = {
  'account.changed': true,
  'queue.changed': true,
  'queue.progress': true,
  'settings.changed': true,
  'address.given': true,
  'host.changed': true,
  'browser.changed': true,
  'activity.changed': true,
  'desktop.placeAsked': true,
  'update.changed': true,
  'place.changed': true,
  'sync.changed': true,
}
export const eventNames = Object.keys(events) as readonly EventName[]
