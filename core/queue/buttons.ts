// What the buttons do, for single transfers, for batches and for all there is: pause, resume, cancel, try again, take off
// the list, decide a conflict. Each is an event to the model; what runs is stopped one by one, the rest in one stroke.

import type { QueueApi, TransferSelection } from '../engine-api.ts'
import { isWalkCanceled } from '../model/batch.ts'
import type { Batch } from '../model/batch.ts'
import { isActive, isEnded, stateKinds, statesAllowing } from '../model/transfer.ts'
import type { StateKind, Transfer } from '../model/transfer.ts'
import type { CleanUp } from './clean-up.ts'
import type { Holds } from './holds.ts'
import type { QueueParts } from './queue-parts.ts'
import type { Runner } from './runner.ts'
import type { Apply } from './states.ts'
import type { Walker } from './walker.ts'

export interface ButtonParts extends QueueParts {
  readonly apply: Apply
  readonly runner: Runner
  readonly walker: Walker
  readonly holds: Holds
  readonly cleanUp: CleanUp
  /** Walks a batch if its turn has come in this process. */
  readonly startWalk: (batch: Batch) => void
  readonly pump: () => void
}

type Sweeping = 'pause' | 'cancel' | 'requeue'

export interface Buttons extends Pick<
  QueueApi,
  | 'pause'
  | 'resume'
  | 'cancel'
  | 'retry'
  | 'remove'
  | 'pauseAll'
  | 'resumeAll'
  | 'cancelAll'
  | 'retryAll'
  | 'clearEnded'
  | 'decide'
> {
  /** Everything of the batch that can go on goes on. */
  goOn(batch: Batch): void
}

const retryable: readonly StateKind[] = ['waiting', 'held', 'failed', 'canceled']
/** Taken off the list in one transaction. */
const endedAtOnce = 500
const openWalks = ['walking', 'waiting', 'held'] as const
const targetOf = { pause: 'paused', cancel: 'canceled', requeue: 'queued' } as const

export function createButtons(parts: ButtonParts): Buttons {
  const { store, ports, publisher, apply, runner, walker, holds, cleanUp } = parts

  const applyAndStop = (id: string, type: Sweeping) => {
    if (apply(id, { type }) !== undefined && type !== 'requeue') runner.stop(id)
  }
  const sweep = (type: Sweeping, from: readonly StateKind[], batchId?: string) => {
    const running = from.filter(isActive)
    for (const { id } of running.length === 0 ? [] : store.transfers.inStates(running, batchId)) {
      applyAndStop(id, type)
    }
    store.transfers.saveStates({
      from: from.filter((kind) => !isActive(kind)),
      to: { kind: targetOf[type] },
      nowMs: ports.clock.now(),
      ...(batchId === undefined ? {} : { batchId }),
    })
  }
  const requeue = (id: string, from: readonly StateKind[]) => {
    const state = store.transfers.read(id)?.state.kind
    if (state === undefined || !from.includes(state)) return
    runner.forgive(id)
    apply(id, { type: 'requeue' })
  }
  const requeueBatch = (batch: Batch, from: readonly StateKind[]) => {
    runner.forgiveAll()
    sweep('requeue', from, batch.id)
    if (batch.walk.kind !== 'done') parts.startWalk(batch)
  }
  const stopBatch = (batch: Batch, type: 'pause' | 'cancel') => {
    walker.stop(batch.id, type)
    sweep(type, statesAllowing(type), batch.id)
  }
  const removeOne = (transfer: Transfer) => {
    if (!isEnded(transfer.state.kind)) return
    cleanUp.removeParts([transfer], () => {
      const now = store.transfers.read(transfer.id)
      // Wanted back while its part was being removed.
      if (now === undefined || !isEnded(now.state.kind)) return
      store.transfers.remove(transfer.id)
      publisher.touch()
    })
  }
  const isOpen = (batchId: string) => {
    const { byState } = store.batches.counts(batchId)
    return stateKinds.some((kind) => !isEnded(kind) && byState[kind] > 0)
  }
  const removeBatch = (batch: Batch) => {
    if (isOpen(batch.id)) return
    cleanUp.removeParts(store.transfers.withParts(batch.id), () => {
      if (isOpen(batch.id)) return
      store.batches.remove(batch.id)
      publisher.touch()
    })
  }
  /** What has no part file goes at once, all in one transaction. */
  const removeEnded = (batchIds: readonly string[]) => {
    const parted = batchIds.filter((id) => store.transfers.withParts(id).length > 0)
    act(() => {
      for (const id of batchIds) if (!parted.includes(id)) store.batches.remove(id)
    })
    for (const id of parted) {
      const batch = store.batches.read(id)
      if (batch !== undefined) removeBatch(batch)
    }
  }
  /** One transaction, one message, one look for free slots. */
  const act = (run: () => void) => {
    store.together(run)
    store.touched()
    publisher.touch()
    parts.pump()
  }
  const each = (
    { transferIds, batchIds }: TransferSelection,
    onTransfer: (id: string) => void,
    onBatch: (batch: Batch) => void,
  ) =>
    act(() => {
      for (const id of transferIds) onTransfer(id)
      for (const id of batchIds) {
        const batch = store.batches.read(id)
        if (batch !== undefined) onBatch(batch)
      }
    })
  const stopAllWalks = (why: 'pause' | 'cancel') => {
    for (const kind of openWalks) {
      for (const { id } of store.batches.withWalk(kind)) walker.stop(id, why)
    }
  }

  return {
    goOn: (batch) => act(() => requeueBatch(batch, ['paused', ...retryable])),
    pause: (selection) =>
      each(
        selection,
        (id) => applyAndStop(id, 'pause'),
        (batch) => stopBatch(batch, 'pause'),
      ),
    resume: (selection) =>
      each(
        selection,
        (id) => requeue(id, ['paused']),
        (batch) => requeueBatch(batch, ['paused']),
      ),
    cancel: (selection) => {
      each(
        selection,
        (id) => applyAndStop(id, 'cancel'),
        (batch) => stopBatch(batch, 'cancel'),
      )
      cleanUp.sweepCanceled()
    },
    retry: (selection) => {
      holds.releaseAll()
      each(
        selection,
        (id) => requeue(id, retryable),
        (batch) => requeueBatch(batch, retryable),
      )
    },
    remove: (selection) =>
      each(
        selection,
        (id) => {
          const transfer = store.transfers.read(id)
          if (transfer !== undefined) removeOne(transfer)
        },
        removeBatch,
      ),
    pauseAll: () =>
      act(() => {
        stopAllWalks('pause')
        sweep('pause', statesAllowing('pause'))
      }),
    resumeAll: () =>
      act(() => {
        sweep('requeue', ['paused'])
        for (const batch of store.batches.withWalk('stopped')) {
          // A walk that was stopped by Cancel stays so.
          if (!isWalkCanceled(batch.walk, store.batches.counts(batch.id))) parts.startWalk(batch)
        }
      }),
    cancelAll: () => {
      act(() => {
        stopAllWalks('cancel')
        sweep('cancel', statesAllowing('cancel'))
      })
      cleanUp.sweepCanceled()
    },
    retryAll: () => {
      holds.releaseAll()
      act(() => {
        runner.forgiveAll()
        sweep('requeue', ['failed', 'waiting', 'held'])
        for (const batch of store.batches.withWalk('failed')) parts.startWalk(batch)
      })
    },
    clearEnded: () => {
      for (let afterSeq = 0; ;) {
        const found = store.batches.ended({ afterSeq, limit: endedAtOnce })
        const last = found.at(-1)
        if (last === undefined) return
        removeEnded(found.map(({ id }) => id))
        afterSeq = last.seq
      }
    },
    decide: (transferId, conflict, forBatch) => {
      const transfer = store.transfers.read(transferId)
      if (transfer === undefined) return
      act(() => {
        if (forBatch) {
          store.batches.saveConflict(transfer.batchId, conflict)
          store.transfers.saveBatchConflict(transfer.batchId, conflict)
        } else store.transfers.saveConflict(transferId, conflict)
        const asked = forBatch ? store.transfers.inStates(['held'], transfer.batchId) : [transfer]
        for (const { id, state } of asked) {
          if (state.kind === 'held' && state.cause.scope === 'transfer') apply(id, { type: 'requeue' })
        }
      })
    },
  }
}
