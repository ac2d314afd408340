// The queue's door: adds work, answers the buttons, reads windows. Put together from the scheduler, the runner, the
// walker and the holds, each in its own file.

import type { AddRequest, BatchSnapshot, QueueApi, TransferSelection } from '../engine-api.ts'
import type { Batch } from '../model/batch.ts'
import { countTransfers } from '../model/batch.ts'
import { isEnded, statesAllowing } from '../model/transfer.ts'
import type { HoldCause, StateKind, Transfer } from '../model/transfer.ts'
import { labelOf } from '../plan/discover.ts'
import { createHolds } from './holds.ts'
import type { QueueParts } from './queue-parts.ts'
import { createRunner, dropPart } from './runner.ts'
import { createScheduler } from './scheduler.ts'
import { createApply } from './states.ts'
import { createWalker } from './walker.ts'

export interface Queue extends QueueApi {
  start(options: { onlyBatches: boolean }): void
  /** A sign-in is good again: whoever waited for it goes on. */
  accountReady(accountId: string): void
  /** The network is back or the machine woke up. */
  networkReturned(): void
  settingsChanged(): void
  close(): Promise<void>
}

const runnable: readonly StateKind[] = ['resolving', 'downloading', 'finishing']

export function createQueue(parts: QueueParts): Queue {
  const { store, ports, publisher, sampler } = parts
  const apply = createApply(parts)
  let started = false
  let closing = false
  /** Undefined: all batches may run. */
  let chosen: Set<string> | undefined = new Set()

  const pump = () => {
    if (started && !closing) scheduler.pump()
  }
  const holds = createHolds({ clock: ports.clock, disk: ports.disk }, (cause) => release(cause))
  const runner = createRunner({
    ...parts,
    apply,
    holds,
    onSettled: (id) => {
      const transfer = store.transfers.read(id)
      if (transfer?.state.kind === 'canceled') void sweepCanceled()
      publisher.touch()
      pump()
    },
  })
  const scheduler = createScheduler(parts, { runner, holds, apply })
  const walker = createWalker(parts, pump)
  recover()

  const release = (cause: HoldCause) => {
    for (const transfer of store.transfers.inStates(['held'])) {
      if (transfer.state.kind !== 'held') continue
      if (JSON.stringify(transfer.state.cause) === JSON.stringify(cause))
        apply(transfer.id, { type: 'requeue' })
    }
    for (const batch of store.batches.withWalk('held')) startWalk(batch)
    publisher.touch()
    pump()
  }

  const startWalk = (batch: Batch) => {
    if (started && !closing && (chosen === undefined || chosen.has(batch.id))) walker.start(batch.id)
  }

  /** The same event for all of a batch (or all there are): the running one by one, the rest in one stroke. */
  const applyToMany = (
    type: 'pause' | 'cancel' | 'requeue',
    from: readonly StateKind[],
    batchId?: string,
  ) => {
    const running = store.transfers.inStates(runnable, batchId)
    for (const transfer of running) {
      if (from.includes(transfer.state.kind)) applyAndStop(transfer.id, type)
    }
    const to = type === 'pause' ? 'paused' : type === 'cancel' ? 'canceled' : 'queued'
    const change = { from: from.filter((kind) => !runnable.includes(kind)), to: { kind: to } as const }
    store.transfers.saveStates({
      ...change,
      nowMs: ports.clock.now(),
      ...(batchId === undefined ? {} : { batchId }),
    })
    publisher.touch()
  }

  const applyAndStop = (id: string, type: 'pause' | 'cancel' | 'requeue') => {
    if (apply(id, { type }) !== undefined && type !== 'requeue') runner.stop(id)
  }

  const sweepCanceled = async () => {
    const running = new Set(runner.runningIds())
    for (const transfer of store.transfers.canceledWithPart()) {
      if (!running.has(transfer.id)) await removePart(transfer)
    }
  }

  const removePart = async (transfer: Transfer) => {
    try {
      await dropPart(parts, transfer)
    } catch (error) {
      // The record stays, so the next sweep tries again.
      ports.logger.log('warn', 'a part file could not be removed', {
        transfer: transfer.id,
        reason: String(error),
      })
    }
  }

  const each = (
    { transferIds, batchIds }: TransferSelection,
    onTransfer: (id: string) => void,
    onBatch: (batch: Batch) => void,
  ) => {
    store.together(() => {
      for (const id of transferIds) onTransfer(id)
      for (const id of batchIds) {
        const batch = store.batches.read(id)
        if (batch !== undefined) onBatch(batch)
      }
    })
    store.touched()
    publisher.touch()
    pump()
  }

  const requeueOne = (id: string, from: readonly StateKind[]) => {
    const state = store.transfers.read(id)?.state.kind
    if (state === undefined || !from.includes(state)) return
    runner.forgive(id)
    apply(id, { type: 'requeue' })
  }
  const requeueBatch = (batch: Batch, from: readonly StateKind[]) => {
    for (const { id } of store.transfers.inStates(['waiting', 'failed'], batch.id)) runner.forgive(id)
    applyToMany('requeue', from, batch.id)
    if (batch.walk.kind !== 'done') startWalk(batch)
  }
  const retryable: readonly StateKind[] = ['waiting', 'held', 'failed', 'canceled']

  const removeOne = (transfer: Transfer) => {
    if (!isEnded(transfer.state.kind)) return
    const drop = removePart(transfer)
    void drop.then(() => {
      store.transfers.remove(transfer.id)
      publisher.touch()
    })
  }

  const removeBatch = (batch: Batch) => {
    if (store.transfers.inStates(unfinishedStates, batch.id).length > 0) return
    const parted = store.transfers.inStates(['failed', 'canceled'], batch.id)
    void Promise.all(parted.map(removePart)).then(() => {
      store.batches.remove(batch.id)
      publisher.touch()
    })
  }

  const snapshot = (batch: Batch): BatchSnapshot => {
    const counts = store.batches.counts(batch.id)
    const live = sampler.report().items.filter(({ batchId }) => batchId === batch.id)
    const extra = live.reduce(
      (sum, { id, bytesDone }) => sum + bytesDone - (store.transfers.read(id)?.bytesDone ?? 0),
      0,
    )
    const shown = { ...counts, bytesDone: counts.bytesDone + extra }
    const isSingle = batch.walk.kind === 'done' && batch.roots.length === 1 && countTransfers(counts) === 1
    const only = isSingle
      ? store.transfers.window(batch.id, 'all', { offset: 0, limit: 1 }).transfers[0]
      : undefined
    const single =
      only !== undefined && (only.target.folders.length === 0 || batch.archive) ? withLive(only) : undefined
    return single === undefined ? { batch, counts: shown } : { batch, counts: shown, single }
  }
  const withLive = (transfer: Transfer): Transfer => ({
    ...transfer,
    bytesDone: sampler.bytesOf(transfer.id) ?? transfer.bytesDone,
  })

  return {
    add: (request) => Promise.resolve(addBatch(request)),
    pause: (selection) =>
      each(
        selection,
        (id) => applyAndStop(id, 'pause'),
        (batch) => {
          walker.stop(batch.id)
          applyToMany('pause', statesAllowing('pause'), batch.id)
        },
      ),
    resume: (selection) =>
      each(
        selection,
        (id) => requeueOne(id, ['paused']),
        (batch) => requeueBatch(batch, ['paused']),
      ),
    cancel: (selection) => {
      each(
        selection,
        (id) => applyAndStop(id, 'cancel'),
        (batch) => {
          walker.stop(batch.id)
          applyToMany('cancel', statesAllowing('cancel'), batch.id)
        },
      )
      void sweepCanceled()
    },
    retry: (selection) => {
      holds.releaseAll()
      each(
        selection,
        (id) => requeueOne(id, retryable),
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
    pauseAll: () => {
      for (const kind of ['walking', 'waiting', 'held'] as const) {
        for (const batch of store.batches.withWalk(kind)) walker.stop(batch.id)
      }
      applyToMany('pause', statesAllowing('pause'))
    },
    resumeAll: () => {
      applyToMany('requeue', ['paused'])
      for (const batch of store.batches.withWalk('stopped')) {
        if (store.batches.counts(batch.id).byState.canceled === 0) startWalk(batch)
      }
      pump()
    },
    cancelAll: () => {
      walker.stopAll()
      for (const kind of ['walking', 'waiting', 'held', 'stopped'] as const) {
        for (const batch of store.batches.withWalk(kind)) walker.stop(batch.id)
      }
      applyToMany('cancel', statesAllowing('cancel'))
      void sweepCanceled()
    },
    retryAll: () => {
      holds.releaseAll()
      for (const { id } of store.transfers.inStates(['failed', 'waiting'])) runner.forgive(id)
      applyToMany('requeue', ['failed', 'waiting', 'held'])
      for (const batch of store.batches.withWalk('failed')) startWalk(batch)
      pump()
    },
    clearEnded: () => {
      for (const id of store.batches.ended()) {
        const batch = store.batches.read(id)
        if (batch !== undefined) removeBatch(batch)
      }
    },
    decide: (transferId, conflict, forBatch) => {
      const transfer = store.transfers.read(transferId)
      if (transfer === undefined) return
      if (forBatch) {
        store.batches.saveConflict(transfer.batchId, conflict)
        store.transfers.saveBatchConflict(transfer.batchId, conflict)
      } else store.transfers.saveConflict(transferId, conflict)
      const decided = forBatch ? store.transfers.inStates(['held'], transfer.batchId) : [transfer]
      for (const { id, state } of decided) {
        if (state.kind === 'held' && state.cause.scope === 'transfer') apply(id, { type: 'requeue' })
      }
      pump()
    },
    batches: ({ view, offset, limit }) => {
      const { total, batches } = store.batches.window(view, offset, limit)
      return { revision: publisher.revision(), total, batches: batches.map(snapshot) }
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
      const left = bytesPerSecond > 0 ? { secondsLeft: bytesLeft / bytesPerSecond } : {}
      const groups = store.transfers.heldGroups()
      const groupHolds = groups.map(({ state, transfers }) => ({
        cause: state.cause,
        failure: state.failure,
        transfers,
      }))
      return {
        revision: publisher.revision(),
        byState,
        bytesLeft,
        bytesPerSecond,
        holds: groupHolds,
        ...left,
      }
    },
    onChanged: (listener) => publisher.changed.on(listener),
    onProgress: (listener) => publisher.progress.on(listener),
    onNews: (listener) => publisher.news.on(listener),

    start: ({ onlyBatches }) => {
      started = true
      if (!onlyBatches) chosen = undefined
      scheduler.allow(chosen === undefined ? undefined : [...chosen])
      for (const transfer of store.transfers.inStates(['held'])) {
        if (transfer.state.kind === 'held' && transfer.state.cause.scope !== 'transfer') {
          apply(transfer.id, { type: 'requeue' })
        }
      }
      for (const kind of ['walking', 'waiting', 'held'] as const) {
        for (const batch of store.batches.withWalk(kind)) startWalk(batch)
      }
      void sweepCanceled()
      pump()
    },
    accountReady: (accountId) => holds.releaseAccount(accountId),
    networkReturned: () => {
      holds.releaseAll()
      for (const { id } of store.transfers.inStates(['waiting'])) {
        runner.forgive(id)
        apply(id, { type: 'requeue' })
      }
      pump()
    },
    settingsChanged: pump,
    close: async () => {
      closing = true
      scheduler.dispose()
      holds.dispose()
      walker.stopAll()
      runner.stopAll()
      await Promise.all([runner.idle(), walker.idle()])
      recover()
      publisher.dispose()
      sampler.dispose()
    },
  }

  function addBatch(request: AddRequest): { batchId: string; resumed: boolean } {
    const { accountId, roots, targetRoot } = request
    const archive = request.archive ?? false
    const same = store.batches.findUnfinished({ accountId, roots, targetRoot, archive })
    if (same !== undefined) {
      choose(same.id)
      if (request.conflict !== undefined && request.conflict !== same.conflict) {
        store.batches.saveConflict(same.id, request.conflict)
        store.transfers.saveBatchConflict(same.id, request.conflict)
      }
      requeueBatch(same, ['paused', ...retryable])
      pump()
      return { batchId: same.id, resumed: true }
    }
    const now = ports.clock.now()
    const batch: Batch = {
      id: ports.uuid(),
      accountId,
      roots,
      targetRoot,
      archive,
      conflict: request.conflict ?? parts.settings().conflict,
      label: labelOf(roots),
      walk: { kind: archive ? 'done' : 'walking' },
      addedAtMs: now,
    }
    store.together(() => {
      store.batches.insert(batch)
      if (archive) store.transfers.append([archiveTransfer(batch, ports.uuid())])
    })
    store.touched()
    publisher.touch()
    choose(batch.id)
    if (!archive) startWalk(batch)
    pump()
    return { batchId: batch.id, resumed: false }
  }

  function choose(batchId: string): void {
    chosen?.add(batchId)
    if (started) scheduler.allow(chosen === undefined ? undefined : [...chosen])
  }

  /** What a process left running when it ended is queued again; its resume points say where to go on. */
  function recover(): void {
    store.transfers.saveStates({ from: runnable, to: { kind: 'queued' }, nowMs: ports.clock.now() })
  }
}

const unfinishedStates: readonly StateKind[] = [
  'queued',
  'resolving',
  'downloading',
  'finishing',
  'waiting',
  'held',
  'paused',
]

function archiveTransfer(batch: Batch, id: string): Transfer {
  const first = batch.roots[0]
  if (first === undefined) throw new Error('an archive of nothing')
  return {
    id,
    batchId: batch.id,
    accountId: batch.accountId,
    source: {
      uri: first.uri,
      fileId: '',
      entityId: '',
      sizeBytes: 0,
      modifiedAtMs: 0,
      pinned: true,
      archiveOf: batch.roots.map(({ uri }) => uri),
    },
    target: { root: batch.targetRoot, folders: [], name: `${batch.label}.zip` },
    conflict: batch.conflict,
    state: { kind: 'queued' },
    addedAtMs: batch.addedAtMs,
    changedAtMs: batch.addedAtMs,
    bytesDone: 0,
  }
}
