// The queue's door: puts the scheduler, the runner, the walker, the holds and the buttons together. Who may run when, and
// what happens at start and end, is decided here; everything else in its own file.

import type { AddRequest, QueueApi } from '../engine-api.ts'
import type { Batch } from '../model/batch.ts'
import type { FetchQueue } from '../ports/fetch-queue.ts'
import { isActive, isEnded, stateKinds } from '../model/transfer.ts'
import type { HoldCause, StateKind } from '../model/transfer.ts'
import { defaultQueueId } from '../model/named-queue.ts'
import { createAfterBatch } from './after-batch.ts'
import { addBatch, prepareAgain } from './batch-adder.ts'
import { createButtons } from './buttons.ts'
import { createCleanUp } from './clean-up.ts'
import { createFetchBatches } from './fetch-batches.ts'
import { createFlow } from './flow.ts'
import type { Flow } from './flow.ts'
import { createFileRemoval } from './file-removal.ts'
import { createHolds } from './holds.ts'
import { createNamedQueues } from './named-queues.ts'
import { createOrderActs } from './order-acts.ts'
import type { QueueParts } from './queue-parts.ts'
import { createRunner } from './runner.ts'
import { createScheduler } from './scheduler.ts'
import { createApply } from './states.ts'
import { createWalker } from './walker.ts'
import { createWindows } from './windows.ts'

export interface Queue extends QueueApi, Pick<Flow, 'networkLost' | 'networkReturned' | 'machineWoke'> {
  start(options: { onlyBatches: boolean }): void
  /** A sign-in is good again: whoever waited for it goes on. */
  accountReady(accountId: string): void
  settingsChanged(): void
  /** For those who know exactly which files they want. */
  readonly fetching: FetchQueue
  close(): Promise<void>
}

const openWalks = ['walking', 'waiting', 'held'] as const

export function createQueue(parts: QueueParts): Queue {
  const { store, ports, publisher, sampler } = parts
  const apply = createApply(parts)
  let running = false
  /** Batches that may run in this process; undefined: all of them. */
  let chosen: Set<string> | undefined = new Set()

  const pump = () => {
    if (running) scheduler.reconsider()
  }
  const queues = createNamedQueues(parts)
  const startWalk = (batch: Batch) => {
    const { queueId = defaultQueueId, startAtMs } = batch
    const mayRun = startAtMs === undefined && !queues.isPaused(queueId)
    const isOurs = running && mayRun && (chosen === undefined || chosen.has(batch.id))
    if (isOurs) walker.start(batch.id)
    // Whoever runs it next looks into its folders.
    else if (batch.walk.kind === 'stopped' || batch.walk.kind === 'failed')
      store.batches.saveWalk(batch.id, { kind: 'walking' })
  }
  const choose = (batchId?: string) => {
    if (batchId !== undefined) chosen?.add(batchId)
    scheduler.allow(chosen === undefined ? undefined : [...chosen])
  }
  const release = (cause: HoldCause) => {
    for (const { id, state } of store.transfers.inStates(['held'])) {
      if (state.kind === 'held' && isSameCause(state.cause, cause)) apply(id, { type: 'requeue' })
    }
    for (const batch of store.batches.withWalk('held')) startWalk(batch)
    pump()
  }
  /** What ran when a process ended is queued again; its resume points say where to go on. */
  const recover = () =>
    store.transfers.saveStates({
      from: stateKinds.filter(isActive),
      to: { kind: 'queued' },
      nowMs: ports.clock.now(),
    })

  const holds = createHolds(
    {
      clock: ports.clock,
      disk: ports.disk,
      isReachable: parts.remote.isReachable,
      fits: parts.download.space.fits,
      isSignedIn: parts.remote.isSignedIn,
    },
    release,
  )
  const onSettled = (transferId: string) => {
    const state = store.transfers.read(transferId)?.state.kind
    if (state === 'canceled') cleanUp.sweepCanceled()
    publisher.touch()
    // Whatever did not simply end may have changed who comes next, and when.
    if (state !== 'completed') pump()
    else if (running) scheduler.pump()
  }
  const runner = createRunner({ ...parts, apply, holds, onSettled })
  const scheduler = createScheduler(parts, {
    ...{ runner, holds, queues, apply },
    removingIds: () => cleanUp.removingIds(),
    onDue: (batchIds) => startNow(batchIds),
  })
  const walker = createWalker(parts, pump)
  const cleanUp = createCleanUp(parts, { runningIds: runner.runningIds, onRemoved: pump })
  const { goOn, ...buttons } = createButtons({
    ...parts,
    apply,
    runner,
    walker,
    holds,
    cleanUp,
    startWalk,
    pump,
  })
  const { startNow, follow, ...orderActs } = createOrderActs({
    ...parts,
    ...{ apply, runner, walker, queues, startWalk, pump },
    resume: buttons.resume,
  })
  const flow = createFlow({ ...parts, runner, holds, apply, pump })
  recover()

  const afterBatch = createAfterBatch(
    parts,
    (batchId) => running && (chosen === undefined || chosen.has(batchId)),
  )

  const add = async (request: AddRequest) => {
    if (request.queueId !== undefined) queues.find(request.queueId)
    const { batch, resumed } = addBatch(parts, request)
    if (resumed) follow(batch.id, request)
    choose(batch.id)
    const after = request.after ?? (resumed ? undefined : parts.settings().after)
    if (after !== undefined) afterBatch.set(batch.id, after)
    goOn(resumed ? await prepareAgain(parts, store.batches.read(batch.id) ?? batch) : batch)
    return { batchId: batch.id, resumed }
  }

  return {
    ...buttons,
    ...orderActs,
    ...createWindows(parts, holds.ofQueue, queues.isPaused),
    removeFiles: createFileRemoval({ ...parts, removeRows: buttons.remove, settled: cleanUp.idle }),
    add,
    fetching: createFetchBatches({ ...parts, buttons, choose, pump }),
    setAfter: afterBatch.set,
    hasWork: () => {
      const isOpen = queues
        .list()
        .some(({ paused, byState }) =>
          stateKinds.some((kind) => byState[kind] > 0 && (paused ? isActive(kind) : isWork(kind))),
        )
      return isOpen || afterBatch.busy() || store.queues.hasOpenWalk()
    },
    onChanged: (listener) => publisher.changed.on(listener),
    onProgress: (listener) => publisher.progress.on(listener),
    onNews: (listener) => publisher.news.on(listener),
    start: ({ onlyBatches }) => {
      running = true
      flow.start()
      if (!onlyBatches) chosen = undefined
      choose()
      // The causes of holds are found out anew; only an unanswered conflict is still unanswered.
      for (const { id, state } of store.transfers.inStates(['held'])) {
        if (state.kind === 'held' && state.cause.scope !== 'transfer') apply(id, { type: 'requeue' })
      }
      for (const batch of openWalks.flatMap((kind) => store.batches.withWalk(kind))) startWalk(batch)
      cleanUp.sweepCanceled()
      pump()
      afterBatch.check()
    },
    accountReady: (accountId) => {
      holds.releaseAccount(accountId)
      for (const batch of store.batches.withWalk('held')) {
        if (batch.accountId === accountId) startWalk(batch)
      }
    },
    networkLost: flow.networkLost,
    networkReturned: flow.networkReturned,
    machineWoke: flow.machineWoke,
    settingsChanged: () => {
      flow.settingsChanged()
      pump()
    },
    close: async () => {
      // What has just come to its end may not have been looked at yet.
      afterBatch.check()
      afterBatch.dispose()
      running = false
      scheduler.dispose()
      flow.dispose()
      holds.dispose()
      walker.stopAll()
      runner.stopAll()
      await Promise.all([runner.idle(), walker.idle()])
      await cleanUp.idle()
      await afterBatch.idle()
      recover()
      publisher.dispose()
      sampler.dispose()
    },
  }
}

/** Would go on by itself. */
function isWork(kind: StateKind): boolean {
  return kind !== 'paused' && !isEnded(kind)
}

function isSameCause(one: HoldCause, other: HoldCause): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
