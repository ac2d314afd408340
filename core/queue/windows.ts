// What faces see of the queue: windows from the database with the live figures of what runs laid over them.

import type { BatchSnapshot, QueueApi, QueueTotals } from '../engine-api.ts'
import { countTransfers } from '../model/batch.ts'
import type { Batch } from '../model/batch.ts'
import { defaultQueueId } from '../model/named-queue.ts'
import type { Failure } from '../model/failure.ts'
import type { HoldCause, Transfer } from '../model/transfer.ts'
import type { Store } from '../store/store.ts'
import { holdCauseOf } from './holds.ts'
import type { QueueParts } from './queue-parts.ts'

export type Windows = Pick<QueueApi, 'batches' | 'transfers' | 'search' | 'batch' | 'transfer' | 'totals'>

export function createWindows(
  { store, publisher, sampler }: QueueParts,
  holdsOfQueue: () => readonly Failure[],
  isPaused: (queueId: string) => boolean,
): Windows {
  const withLive = (transfer: Transfer): Transfer => ({
    ...transfer,
    bytesDone: sampler.bytesOf(transfer.id) ?? transfer.bytesDone,
  })

  /** Bytes that running transfers have received beyond what is recorded. */
  const unrecordedBytes = () => {
    const byBatch = new Map<string, number>()
    for (const { id, batchId, bytesDone } of sampler.report().items) {
      const more = bytesDone - (store.transfers.read(id)?.bytesDone ?? 0)
      byBatch.set(batchId, (byBatch.get(batchId) ?? 0) + more)
    }
    return byBatch
  }

  const snapshot = (batch: Batch, unrecorded = unrecordedBytes()): BatchSnapshot => {
    const recorded = store.batches.counts(batch.id)
    const counts = { ...recorded, bytesDone: recorded.bytesDone + (unrecorded.get(batch.id) ?? 0) }
    const paused = isPaused(batch.queueId ?? defaultQueueId) ? { queuePaused: true } : {}
    const isAlone = batch.walk.kind === 'done' && batch.roots.length === 1 && countTransfers(counts) === 1
    const only = isAlone ? store.transfers.firstOf(batch.id) : undefined
    // A folder with one file in it is still a folder.
    const isFile = only !== undefined && only.target.folders.length === 0
    const facts = { batch, counts, ...paused }
    return isFile ? { ...facts, single: withLive(only) } : facts
  }

  return {
    batches: (wish) => {
      const { total, batches } = store.batches.window(wish)
      const unrecorded = unrecordedBytes()
      const snapshots = batches.map((batch) => snapshot(batch, unrecorded))
      return { revision: publisher.revision(), total, batches: snapshots }
    },
    search: (wanted) => {
      const { total, transfers } = store.history.search(wanted)
      return { revision: publisher.revision(), total, transfers: transfers.map(withLive) }
    },
    transfers: ({ batchId, view, offset, limit }) => {
      const { total, transfers } = store.transfers.window(batchId, view, { offset, limit })
      return { revision: publisher.revision(), total, transfers: transfers.map(withLive) }
    },
    batch: (batchId) => {
      const batch = store.batches.read(batchId)
      return batch === undefined ? undefined : snapshot(batch)
    },
    transfer: (transferId) => {
      const transfer = store.transfers.read(transferId)
      return transfer === undefined ? undefined : withLive(transfer)
    },
    totals: () => {
      const { byState, bytesLeft } = store.transfers.totals()
      const bytesPerSecond = sampler.speed()
      const holds = currentHolds(store, holdsOfQueue(), byState.queued)
      const totals = { revision: publisher.revision(), byState, bytesLeft, bytesPerSecond, holds }
      return bytesPerSecond > 0 ? { ...totals, secondsLeft: bytesLeft / bytesPerSecond } : totals
    },
  }
}

/**
 * One for each cause: what waits for it are transfers, and folders that cannot be looked into. For what holds the whole
 * queue those wait too that had not begun.
 */
function currentHolds(store: Store, ofQueue: readonly Failure[], queued: number): QueueTotals['holds'] {
  const holds = new Map<string, QueueTotals['holds'][number]>()
  const add = (cause: HoldCause, failure: Failure, transfers: number) => {
    const key = `${JSON.stringify(cause)} ${cause.scope === 'queue' ? failure.kind : ''}`
    holds.set(key, { cause, failure, transfers: (holds.get(key)?.transfers ?? 0) + transfers })
  }
  for (const { state, transfers } of store.transfers.heldGroups()) add(state.cause, state.failure, transfers)
  for (const { walk, accountId, targetRoot: root } of store.batches.withWalk('held')) {
    if (walk.kind === 'held') add(holdCauseOf(walk.failure, { accountId, root }), walk.failure, 1)
  }
  for (const failure of ofQueue) add({ scope: 'queue' }, failure, queued)
  return [...holds.values()].filter(({ transfers }) => transfers > 0)
}
