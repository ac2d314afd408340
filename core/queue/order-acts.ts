// What a person does to the order: priorities, moves, named queues, later starts. Each act is one transaction; afterwards
// what runs and should not is stopped at what it has, and what may run now is looked for.

import type { AddRequest, QueueApi, TransferSelection } from '../engine-api.ts'
import { countTransfers } from '../model/batch.ts'
import type { Batch } from '../model/batch.ts'
import { fail } from '../model/failure.ts'
import { defaultQueueId } from '../model/named-queue.ts'
import { levelOf } from '../model/priority.ts'
import type { Priority } from '../model/priority.ts'
import type { QueueMove } from '../model/queue-move.ts'
import { mayMove } from '../model/queue-move.ts'
import type { NamedQueues } from './named-queues.ts'
import type { QueueParts } from './queue-parts.ts'
import type { Runner } from './runner.ts'
import type { Apply } from './states.ts'
import type { Walker } from './walker.ts'

export interface OrderParts extends QueueParts {
  readonly apply: Apply
  readonly runner: Runner
  readonly walker: Walker
  readonly queues: NamedQueues
  /** Walks a batch if its turn has come in this process. */
  readonly startWalk: (batch: Batch) => void
  readonly pump: () => void
  readonly resume: QueueApi['resume']
}

export interface OrderActs extends Pick<
  QueueApi,
  | 'prioritize'
  | 'setPace'
  | 'move'
  | 'assign'
  | 'startAt'
  | 'queues'
  | 'createQueue'
  | 'editQueue'
  | 'removeQueue'
  | 'pauseQueue'
> {
  /** A batch that was there already is asked for again: what the new wish says of its place counts. */
  readonly follow: (
    batchId: string,
    wish: Pick<AddRequest, 'queueId' | 'priority' | 'startAtMs' | 'pace'>,
  ) => void
  /** Their time has come. */
  readonly startNow: (batchIds: readonly string[]) => void
}

const openWalks = ['walking', 'waiting', 'held'] as const

export function createOrderActs(parts: OrderParts): OrderActs {
  const { store, publisher, queues, runner, walker, limits, apply } = parts

  const isResting = ({ queueId = defaultQueueId, startAtMs }: Pick<Batch, 'queueId' | 'startAtMs'>) =>
    startAtMs !== undefined || queues.isPaused(queueId)
  /** What runs follows the new order: its share, its queue, or back into the line. */
  const followRunning = () => {
    for (const id of runner.runningIds()) {
      const transfer = store.transfers.read(id)
      if (transfer === undefined) continue
      const { priority = 'normal', queueId = defaultQueueId } = transfer
      limits.setTransferPriority(id, levelOf(priority))
      limits.setTransferLimit(id, transfer.speedLimit ?? 0)
      runner.moved(id, queueId)
      if (isResting(transfer) && apply(id, { type: 'yield' }) !== undefined) runner.stop(id)
    }
  }
  const followWalks = () => {
    for (const batch of openWalks.flatMap((kind) => store.batches.withWalk(kind))) {
      if (isResting(batch)) walker.suspend(batch.id)
      else if (!walker.has(batch.id)) parts.startWalk(batch)
    }
  }
  const act = <T>(run: () => T): T => {
    const result = store.together(run)
    followRunning()
    store.touched()
    publisher.touch()
    parts.pump()
    return result
  }

  /** A file that was asked for alone is its download: it is shown as one row, and moves as one. */
  const batchOfAlone = (transferId: string): string | undefined => {
    const batchId = store.transfers.read(transferId)?.batchId
    const batch = batchId === undefined ? undefined : store.batches.read(batchId)
    const isAlone = batch?.roots.length === 1 && countTransfers(store.batches.counts(batch.id)) === 1
    return isAlone && batch.walk.kind === 'done' ? batch.id : undefined
  }
  const asRows = ({ transferIds, batchIds }: TransferSelection): TransferSelection => ({
    transferIds: transferIds.filter((id) => batchOfAlone(id) === undefined),
    batchIds: [...batchIds, ...transferIds.flatMap((id) => batchOfAlone(id) ?? [])],
  })

  const prioritize = (selection: TransferSelection, priority: Priority | undefined) => {
    const { transferIds, batchIds } = asRows(selection)
    act(() => {
      const level = priority === undefined ? undefined : levelOf(priority)
      for (const id of transferIds) store.order.prioritizeTransfer(id, level)
      for (const id of batchIds) store.order.prioritizeBatch(id, level ?? levelOf('normal'))
    })
  }
  const makeReady = (id: string) => {
    const kind = store.transfers.read(id)?.state.kind
    if (kind === undefined || !['paused', 'waiting', 'held'].includes(kind)) return
    runner.forgive(id)
    apply(id, { type: 'requeue' })
  }
  const moveOne = (id: string, move: QueueMove) => {
    const state = store.transfers.read(id)?.state.kind
    if (state === undefined || !mayMove(state)) return
    if (!store.order.moveTransfer(id, move))
      throw fail('invalid-request', 'a file moves within its own download only')
    if (move.kind === 'next') makeReady(id)
  }
  const moveBatch = (id: string, move: QueueMove) => {
    if (!store.order.moveBatch(id, move)) throw fail('not-found', 'there is no such download')
    if (move.kind === 'next') store.order.startAt(id, undefined)
  }
  const move = (selection: TransferSelection, asked: QueueMove) => {
    const { transferIds, batchIds } = asRows(selection)
    const wish =
      asked.kind === 'before' && batchIds.length > 0
        ? { ...asked, id: batchOfAlone(asked.id) ?? asked.id }
        : asked
    // Each of these puts one in front of all: the last one moved would be the first.
    const isReversed = wish.kind === 'first' || wish.kind === 'next' || wish.kind === 'down'
    const inOrder = (ids: readonly string[]) => (isReversed ? ids.toReversed() : ids)
    act(() => {
      for (const id of inOrder(transferIds)) moveOne(id, wish)
      for (const id of inOrder(batchIds)) moveBatch(id, wish)
    })
    if (batchIds.length > 0) followWalks()
    if (wish.kind !== 'next') return
    act(() => {
      for (const batchId of batchIds) {
        for (const { id } of store.transfers.inStates(['waiting'], batchId)) makeReady(id)
      }
    })
    parts.resume({ transferIds: [], batchIds })
  }
  const startAt = (batchIds: readonly string[], startAtMs: number | undefined) => {
    act(() => {
      for (const id of batchIds) store.order.startAt(id, startAtMs)
    })
    followWalks()
  }

  const follow: OrderActs['follow'] = (batchId, { queueId, priority, startAtMs, pace }) => {
    act(() => {
      if (queueId !== undefined) store.order.assign(batchId, queueId)
      if (priority !== undefined) store.order.prioritizeBatch(batchId, levelOf(priority))
      store.order.startAt(batchId, startAtMs)
      if (pace !== undefined) store.paces.saveBatch(batchId, pace)
    })
  }

  return {
    follow,
    prioritize,
    setPace: ({ transferIds, batchIds }, pace) =>
      act(() => {
        for (const id of transferIds) store.paces.saveTransfer(id, pace)
        for (const id of batchIds) store.paces.saveBatch(id, pace)
      }),
    move,
    startAt,
    startNow: (batchIds) => {
      if (batchIds.length > 0) startAt(batchIds, undefined)
    },
    assign: (batchIds, queueId) => {
      queues.find(queueId)
      act(() => {
        for (const id of batchIds) store.order.assign(id, queueId)
      })
      followWalks()
    },
    queues: () => ({ revision: publisher.revision(), queues: queues.list() }),
    createQueue: (name, edit) => act(() => queues.create(name, edit)),
    editQueue: (queueId, edit) => act(() => queues.edit(queueId, edit)),
    removeQueue: (queueId) => {
      act(() => queues.remove(queueId))
      followWalks()
    },
    pauseQueue: (queueId, paused) => {
      act(() => queues.setPaused(queueId, paused))
      followWalks()
    },
  }
}
