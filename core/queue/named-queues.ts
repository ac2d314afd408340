// The named queues: made, changed, paused, removed. They are few, so they are kept in memory beside the database: the
// scheduler asks for them at every turn. That a queue is paused is one fact; no transfer of it is touched.

import type { NamedQueueSnapshot } from '../engine-api.ts'
import { fail } from '../model/failure.ts'
import {
  defaultQueueId,
  isSameQueueName,
  longestQueueName,
  mostQueues,
  toQueueName,
} from '../model/named-queue.ts'
import type { NamedQueue, QueueEdit } from '../model/named-queue.ts'
import type { QueueParts } from './queue-parts.ts'

export interface NamedQueues {
  list(): readonly NamedQueueSnapshot[]
  /** Fails `not-found`. */
  find(queueId: string): NamedQueue
  isPaused(queueId: string): boolean
  /** Undefined: no bound of its own. */
  concurrencyOf(queueId: string): number | undefined
  create(name: string, edit: QueueEdit): NamedQueueSnapshot
  edit(queueId: string, edit: QueueEdit): NamedQueueSnapshot
  remove(queueId: string): void
  setPaused(queueId: string, paused: boolean): void
}

export function createNamedQueues({ store, ports, limits }: QueueParts): NamedQueues {
  let known = new Map<string, NamedQueue>()
  const load = () => {
    known = new Map(store.queues.list().map((queue) => [queue.id, queue]))
    limits.queuesChanged(
      Object.fromEntries([...known.values()].map(({ id, speedLimit }) => [id, speedLimit])),
    )
  }
  load()

  const find = (queueId: string) => {
    const queue = known.get(queueId)
    if (queue === undefined) throw fail('not-found', 'there is no such queue')
    return queue
  }
  const nameFor = (text: string, own?: string) => {
    const name = toQueueName(text)
    if (name === undefined)
      throw fail('invalid-request', `a queue's name has 1 to ${longestQueueName} characters that can be seen`)
    const taken = [...known.values()].some((queue) => queue.id !== own && isSameQueueName(queue.name, name))
    if (taken) throw fail('name-taken', 'there is a queue of that name')
    return name
  }
  const snapshot = (queue: NamedQueue): NamedQueueSnapshot => {
    const figures = store.queues.figures(queue.id)
    if (figures === undefined) throw fail('illegal-state', 'a queue without figures')
    return { ...queue, ...figures }
  }

  return {
    find,
    list: () => [...known.values()].map(snapshot),
    isPaused: (queueId) => known.get(queueId)?.paused === true,
    concurrencyOf: (queueId) => known.get(queueId)?.concurrency,
    create: (text, edit) => {
      if (known.size >= mostQueues) throw fail('invalid-request', `there are ${mostQueues} queues already`)
      const name = nameFor(text)
      const id = ports.uuid()
      store.together(() => {
        store.queues.insert({ id, name, paused: false, speedLimit: 0 })
        store.queues.save(id, edit)
      })
      load()
      return snapshot(find(id))
    },
    edit: (queueId, { name, ...edit }) => {
      find(queueId)
      const renamed = name === undefined ? {} : { name: nameFor(name, queueId) }
      store.together(() => store.queues.save(queueId, { ...edit, ...renamed }))
      load()
      return snapshot(find(queueId))
    },
    remove: (queueId) => {
      if (queueId === defaultQueueId) throw fail('invalid-request', 'the default queue stays')
      find(queueId)
      store.together(() => store.queues.remove(queueId))
      load()
    },
    setPaused: (queueId, paused) => {
      find(queueId)
      store.together(() => store.queues.setPaused(queueId, paused))
      load()
    },
  }
}
