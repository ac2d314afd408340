// Parsers of the requests about order, named queues and history; see requests.ts.

import { z } from 'zod'
import { longestQueueName } from '../core/model/named-queue.ts'
import { priorities } from '../core/model/priority.ts'
import { moveKinds } from '../core/model/queue-move.ts'
import { concurrencyBounds, connectionsPerFileBounds, largestBytes } from '../core/model/settings.ts'
import type { QueueCommands, QueueQueries } from './queue-treaty.ts'
import { queueViews } from './views.ts'

type Names = keyof QueueCommands | keyof QueueQueries
type Inputs = QueueCommands & QueueQueries

const id = z.string().min(1).max(200)
const selection = { transferIds: z.array(id).max(100_000), batchIds: z.array(id).max(10_000) }
/** The years 1970 to 9999. */
export const moment = z.int().min(0).max(253_402_300_799_999)
export const priority = z.enum(priorities)
/** Spaces around it are cut off later. */
const queueName = z
  .string()
  .min(1)
  .max(2 * longestQueueName)
const facts = {
  concurrency: z.int().min(concurrencyBounds.min).max(concurrencyBounds.max).nullable().optional(),
  speedLimit: z.int().min(0).max(largestBytes).optional(),
  folder: z.strictObject({ token: id }).nullable().optional(),
}
export const connections = z.int().min(connectionsPerFileBounds.min).max(connectionsPerFileBounds.max)
export const speedLimit = z.int().min(1).max(largestBytes)
const pace = { connections: connections.nullable().optional(), speedLimit: speedLimit.nullable().optional() }
const move = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(moveKinds) }),
  z.strictObject({ kind: z.literal('before'), id }),
])

export const searchWish = {
  text: z.string().max(1_024),
  view: z.enum(queueViews),
  accountId: id.optional(),
  queueId: id.optional(),
  fromMs: moment.optional(),
  untilMs: moment.optional(),
}

export const queueParsers: { [N in Names]: z.ZodType<Inputs[N]['input']> } = {
  'queue.prioritize': z.strictObject({ ...selection, priority: priority.nullable() }),
  'queue.setPace': z.strictObject({ ...selection, ...pace }),
  'queue.move': z.strictObject({ ...selection, move }),
  'queue.assign': z.strictObject({ batchIds: selection.batchIds, queueId: id }),
  'queue.startAt': z.strictObject({ batchIds: selection.batchIds, startAtMs: moment.nullable() }),
  'queue.removeFiles': z.strictObject({ ...selection, way: z.enum(['trash', 'delete']) }),
  'queues.create': z.strictObject({ name: queueName, ...facts }),
  'queues.edit': z.strictObject({ queueId: id, name: queueName.optional(), ...facts }),
  'queues.remove': z.strictObject({ queueId: id }),
  'queues.pause': z.strictObject({ queueId: id }),
  'queues.resume': z.strictObject({ queueId: id }),
  'queues.list': z.strictObject({}),
  'queue.search': z.strictObject({
    ...searchWish,
    offset: z.int().min(0),
    limit: z.int().min(1).max(500),
  }),
}
