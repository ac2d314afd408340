// The names of the treaty that are about order, named queues and history, on the engine's methods.

import type { QueueCommands, QueueQueries, SearchWish } from '../contract/queue-treaty.ts'
import type { Handlers } from '../contract/treaty.ts'
import type { Engine, HistorySearch } from '../core/engine-api.ts'
import { defaultQueueId } from '../core/model/named-queue.ts'
import type { QueueEdit } from '../core/model/named-queue.ts'
import type { PickedFolders } from './picked-folders.ts'
import { toTransferRow } from './rows.ts'

export type OrderHandlers = Pick<Handlers, keyof QueueCommands | keyof QueueQueries>

export function createQueueHandlers({ queue }: Engine, picked: PickedFolders): OrderHandlers {
  return {
    'queue.prioritize': ({ priority, ...selection }) => {
      queue.prioritize(selection, priority ?? undefined)
      return {}
    },
    'queue.setPace': ({ connections, speedLimit, ...selection }) => {
      queue.setPace(selection, {
        ...(connections === undefined ? {} : { connections }),
        ...(speedLimit === undefined ? {} : { speedLimit }),
      })
      return {}
    },
    'queue.move': ({ move, ...selection }) => {
      queue.move(selection, move)
      return {}
    },
    'queue.assign': ({ batchIds, queueId }) => {
      queue.assign(batchIds, queueId)
      return {}
    },
    'queue.startAt': ({ batchIds, startAtMs }) => {
      queue.startAt(batchIds, startAtMs ?? undefined)
      return {}
    },
    'queue.removeFiles': ({ way, ...selection }) => queue.removeFiles(selection, way),
    'queue.search': (wish) => {
      const { transfers, ...page } = queue.search(toSearch(wish))
      const paused = pausedQueues(queue)
      const rows = transfers.map((one) => toTransferRow(one, paused.has(one.queueId ?? defaultQueueId)))
      return { ...page, rows }
    },
    ...namedQueueHandlers(queue, picked),
  }
}

export function toSearch({ text, view, offset, limit, ...rest }: SearchWish & Page): HistorySearch {
  const { accountId, queueId, fromMs, untilMs } = rest
  return {
    ...{ text, view, offset, limit },
    ...(accountId === undefined ? {} : { accountId }),
    ...(queueId === undefined ? {} : { queueId }),
    ...(fromMs === undefined ? {} : { fromMs }),
    ...(untilMs === undefined ? {} : { untilMs }),
  }
}

interface Page {
  offset: number
  limit: number
}

function pausedQueues(queue: Engine['queue']): ReadonlySet<string> {
  const { queues } = queue.queues()
  return new Set(queues.filter(({ paused }) => paused).map(({ id }) => id))
}

type QueuesNames = Extract<keyof OrderHandlers, `queues.${string}`>

function namedQueueHandlers(queue: Engine['queue'], picked: PickedFolders): Pick<OrderHandlers, QueuesNames> {
  type Facts = Omit<QueueCommands['queues.edit']['input'], 'queueId'>
  const toEdit = ({ name, concurrency, speedLimit, folder }: Facts): QueueEdit => ({
    ...(name === undefined ? {} : { name }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(speedLimit === undefined ? {} : { speedLimit }),
    ...(folder === undefined ? {} : { folder: folder === null ? null : picked.pathOf(folder.token) }),
  })
  return {
    'queues.create': ({ name, ...facts }) => ({ queue: queue.createQueue(name, toEdit(facts)) }),
    'queues.edit': ({ queueId, ...facts }) => ({ queue: queue.editQueue(queueId, toEdit(facts)) }),
    'queues.remove': ({ queueId }) => {
      queue.removeQueue(queueId)
      return {}
    },
    'queues.pause': ({ queueId }) => {
      queue.pauseQueue(queueId, true)
      return {}
    },
    'queues.resume': ({ queueId }) => {
      queue.pauseQueue(queueId, false)
      return {}
    },
    'queues.list': () => queue.queues(),
  }
}
