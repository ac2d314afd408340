// Whether another transfer may start beside what runs: of all slots, of its named queue's, of its account's. Small files
// take a part of a slot; how small a part, the round trips say (tempo.ts).

import type { Transfer } from '../model/transfer.ts'
import { defaultQueueId } from '../model/named-queue.ts'
import type { Line } from '../store/line.ts'
import { isSmallFile } from '../transfer/small-file.ts'
import type { NamedQueues } from './named-queues.ts'
import type { QueueParts } from './queue-parts.ts'
import type { Runner } from './runner.ts'

export interface Room {
  /** Nothing of that line may start, however small. */
  isFull(line: Line): boolean
  /** Its queue, or its account, has no room for it. */
  isCapped(transfer: Transfer): boolean
  hasSlot(transfer: Transfer): boolean
  /** Slots, and parts of them, that a named queue has under way. */
  takenBy(queueId: string): number
}

/** A small file has its connection for the half of its life, and the disk for the rest; who gets one, the budget says. */
const filesPerConnection = 2
/** Parts of a slot do not add up exactly. */
const rounding = 1e-6

export interface RoomParts {
  readonly runner: Pick<Runner, 'running'>
  readonly queues: Pick<NamedQueues, 'concurrencyOf'>
}

export function createRoom({ settings, tempo }: QueueParts, { runner, queues }: RoomParts): Room {
  const part = () => {
    const { concurrency, connections, connectionsPerOrigin } = settings()
    return concurrency / tempo.inFlight(filesPerConnection * Math.min(connections, connectionsPerOrigin))
  }
  const taken = (of: Partial<Line>) => {
    const { small, large } = runner.running(of)
    return large + small * part()
  }
  const sizeOf = (transfer: Transfer) => (isSmallFile(transfer) ? part() : 1)
  const fits = (of: Partial<Line>, size: number, slots: number | undefined) =>
    slots === undefined || taken(of) + size <= slots + rounding
  /** Each that runs has at least one connection. */
  const hasConnection = ({ accountId }: Pick<Line, 'accountId'>) => {
    const cap = settings().accountConnections[accountId]
    if (cap === undefined) return true
    const { small, large } = runner.running({ accountId })
    return small + large < cap
  }
  const isWithinCaps = ({ queueId, accountId }: Line, size: number) =>
    fits({ queueId }, size, queues.concurrencyOf(queueId)) &&
    fits({ accountId }, size, settings().accountConcurrency[accountId]) &&
    hasConnection({ accountId })

  return {
    isFull: (line) => !isWithinCaps(line, Math.min(1, part())),
    isCapped: (transfer) => {
      const { queueId = defaultQueueId, accountId } = transfer
      return !isWithinCaps({ queueId, accountId }, sizeOf(transfer))
    },
    hasSlot: (transfer) => fits({}, sizeOf(transfer), settings().concurrency),
    takenBy: (queueId) => taken({ queueId }),
  }
}
