// Batches of files that somebody else has found: a sync says exactly which, and where to. From there on they are downloads
// like all others.

import type { Batch } from '../model/batch.ts'
import { isEnded, stateKinds } from '../model/transfer.ts'
import type { StateKind, Transfer } from '../model/transfer.ts'
import type { FetchBatch, FetchFile, FetchQueue, FetchRequest } from '../ports/fetch-queue.ts'
import type { Buttons } from './buttons.ts'
import type { QueueParts } from './queue-parts.ts'

export interface FetchBatchesParts extends QueueParts {
  readonly buttons: Pick<Buttons, 'pause' | 'cancel' | 'retry' | 'resume' | 'remove'>
  /** It may run in this process. */
  readonly choose: (batchId: string) => void
  readonly pump: () => void
}

export function createFetchBatches(parts: FetchBatchesParts): FetchQueue {
  const { store, publisher } = parts
  const find = (batchId: string): FetchBatch | undefined => {
    if (store.batches.read(batchId) === undefined) return undefined
    parts.choose(batchId)
    return toFetchBatch(parts, batchId)
  }
  return {
    find,
    open: (request) => {
      const known = request.batchId === undefined ? undefined : find(request.batchId)
      if (known !== undefined) return known
      const batch = newBatch(parts, request)
      store.together(() => store.batches.insert(batch))
      parts.choose(batch.id)
      publisher.touch()
      return toFetchBatch(parts, batch.id)
    },
    onMoved: (listener) =>
      publisher.news.on((news) => {
        if (news.type === 'transfer') listener(news.transfer)
      }),
  }
}

function newBatch({ ports }: QueueParts, { accountId, label, targetRoot }: FetchRequest): Batch {
  return {
    id: ports.uuid(),
    // Nothing to walk: whoever opened it appends, and until it is closed there may be more.
    ...{ accountId, label, targetRoot, roots: [], archive: false, conflict: 'overwrite' },
    walk: { kind: 'walking' },
    addedAtMs: ports.clock.now(),
  }
}

function toFetchBatch(parts: FetchBatchesParts, id: string): FetchBatch {
  const { store, publisher, buttons, ports } = parts
  const selection = (transferIds: readonly string[]) => ({ transferIds, batchIds: [] })
  const drop = (transferIds: readonly string[]) => {
    const states = transferIds.map((one) => ({ one, state: store.transfers.read(one)?.state.kind }))
    const idsOf = (isMeant: (state: StateKind) => boolean) =>
      states.flatMap(({ one, state }) => (state !== undefined && isMeant(state) ? [one] : []))
    // No part, no timer, no slot: only the row.
    const completed = idsOf((state) => state === 'completed')
    store.soon(() => completed.forEach((one) => store.transfers.remove(one)))
    const open = idsOf((state) => !isEnded(state))
    const others = idsOf((state) => state !== 'completed')
    if (open.length > 0) buttons.cancel(selection(open))
    if (others.length > 0) buttons.remove(selection(others))
    publisher.touch()
  }
  return {
    id,
    leftovers: store.transfers.inStates(stateKinds, id),
    read: (transferId) => store.transfers.read(transferId),
    append: (files) => {
      const batch = store.batches.read(id)
      if (batch === undefined) return []
      const transfers = files.map((file) => toTransfer(batch, file, ports))
      store.soon(() => store.transfers.append(transfers))
      store.touched()
      publisher.touch()
      parts.pump()
      return transfers.map((transfer) => transfer.id)
    },
    resume: (transferId) => {
      const state = store.transfers.read(transferId)?.state.kind
      if (state === 'paused') buttons.resume(selection([transferId]))
      else buttons.retry(selection([transferId]))
    },
    drop,
    pause: () => buttons.pause({ transferIds: [], batchIds: [id] }),
    close: () => {
      drop(store.transfers.inStates(stateKinds, id).map((transfer) => transfer.id))
      buttons.remove({ transferIds: [], batchIds: [id] })
      publisher.touch()
    },
  }
}

function toTransfer(batch: Batch, file: FetchFile, ports: QueueParts['ports']): Transfer {
  const now = ports.clock.now()
  const { uri, fileId, entityId, sizeBytes, modifiedAtMs, folders, name } = file
  return {
    id: ports.uuid(),
    batchId: batch.id,
    accountId: batch.accountId,
    source: { uri, fileId, entityId, sizeBytes, modifiedAtMs, pinned: false },
    target: { root: batch.targetRoot, folders, name },
    conflict: batch.conflict,
    state: { kind: 'queued' },
    addedAtMs: file.listedAtMs,
    changedAtMs: now,
    bytesDone: 0,
  }
}
