// The names of the treaty that are about order, named queues and history, on the engine's methods.

import type { QueueCommands, QueueQueries } from '../contract/queue-treaty.ts'
import type { Handlers } from '../contract/treaty.ts'
import { fail } from '../core/model/failure.ts'

type OrderHandlers = Pick<Handlers, keyof QueueCommands | keyof QueueQueries>

export function createQueueHandlers(): OrderHandlers {
  const later = () => {
    throw fail('illegal-state', 'not in this build yet')
  }
  return {
    'queue.prioritize': later,
    'queue.move': later,
    'queue.assign': later,
    'queue.startAt': later,
    'queue.removeFiles': later,
    'queues.create': later,
    'queues.edit': later,
    'queues.remove': later,
    'queues.pause': later,
    'queues.resume': later,
    'queues.list': later,
    'queue.search': later,
  }
}
