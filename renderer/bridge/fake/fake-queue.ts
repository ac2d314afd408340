// The named queues of the host in memory; order itself is the host's business, so moves are only noted.

import type { QueueCommands, QueueQueries } from '../../../contract/queue-treaty.ts'
import type { NamedQueueView } from '../../../contract/queue-views.ts'
import type { Handlers } from '../../../contract/treaty.ts'
import type { QueueRow } from '../../../contract/views.ts'
import { createFailure, TransferError } from '../../../core/model/failure.ts'
import { defaultQueueId } from '../../../core/model/named-queue.ts'
import { aSummary } from './fixtures.ts'

export interface FakeQueues {
  queues: readonly NamedQueueView[]
  revision: number
  rows: readonly QueueRow[]
  /** By batch id. */
  files: Record<string, readonly QueueRow[]>
}

export function aQueue(name: string, parts: Partial<NamedQueueView> = {}): NamedQueueView {
  const { byState, bytesLeft } = aSummary()
  return {
    ...{ id: `queue ${name}`, name, paused: false, speedLimit: 0 },
    ...{ open: 0, ended: 0, byState, bytesLeft },
    ...parts,
  }
}

export function someQueues(): readonly NamedQueueView[] {
  return [aQueue('Default', { id: defaultQueueId })]
}

type QueueHandlers = Pick<Handlers, keyof QueueCommands | keyof QueueQueries>

export function namedQueueHandlers(state: FakeQueues, tell: () => void): QueueHandlers {
  const nothing = () => ({})
  const find = (queueId: string) => {
    const found = state.queues.find(({ id }) => id === queueId)
    if (found === undefined) throw new TransferError(createFailure('not-found', queueId))
    return found
  }
  const change = (queueId: string, facts: Partial<NamedQueueView>) => {
    const queue = { ...find(queueId), ...facts }
    state.queues = state.queues.map((one) => (one.id === queueId ? queue : one))
    tell()
    return queue
  }
  return {
    'queue.prioritize': nothing,
    'queue.setPace': nothing,
    'queue.move': nothing,
    'queue.assign': nothing,
    'queue.startAt': nothing,
    'queue.removeFiles': ({ transferIds }) => ({
      ...{ removed: transferIds.length, files: transferIds.length, kept: [], keptTotal: 0 },
    }),
    'queues.create': ({ name, ...facts }) => {
      const queue = { ...aQueue(name), ...toFacts(facts) }
      state.queues = [...state.queues, queue]
      tell()
      return { queue }
    },
    'queues.edit': ({ queueId, name, ...facts }) => ({
      queue: change(queueId, { ...(name === undefined ? {} : { name }), ...toFacts(facts) }),
    }),
    'queues.remove': ({ queueId }) => {
      state.queues = state.queues.filter(({ id }) => id !== find(queueId).id)
      tell()
      return {}
    },
    'queues.pause': ({ queueId }) => {
      change(queueId, { paused: true })
      return {}
    },
    'queues.resume': ({ queueId }) => {
      change(queueId, { paused: false })
      return {}
    },
    'queues.list': () => ({ revision: state.revision, queues: state.queues }),
    'queue.search': ({ text, offset, limit }) => {
      const all = [...state.rows, ...Object.values(state.files).flat()]
      const found = all.filter(({ type, name }) => type === 'transfer' && name.includes(text))
      return { revision: state.revision, total: found.length, rows: found.slice(offset, offset + limit) }
    },
  }
}

type Facts = Omit<QueueCommands['queues.create']['input'], 'name'>

function toFacts({ concurrency, speedLimit, folder }: Facts): Partial<NamedQueueView> {
  return {
    ...(typeof concurrency === 'number' ? { concurrency } : {}),
    ...(speedLimit === undefined ? {} : { speedLimit }),
    ...(folder === undefined || folder === null ? {} : { folder: '/home/ada/Pictures' }),
  }
}
