// New work: makes a batch of what the user pointed at, or finds that the same was asked before and is not done yet.

import type { AddRequest } from '../engine-api.ts'
import type { Batch } from '../model/batch.ts'
import { toLocalName } from '../model/local-name.ts'
import type { NameRules } from '../model/local-name.ts'
import type { Transfer } from '../model/transfer.ts'
import { labelOf } from '../plan/discover.ts'
import type { QueueParts } from './queue-parts.ts'

export interface Added {
  readonly batch: Batch
  readonly resumed: boolean
}

export function addBatch(parts: QueueParts, request: AddRequest): Added {
  const { store } = parts
  const { accountId, roots, targetRoot, archive = false } = request
  const same = store.batches.findUnfinished({ accountId, roots, targetRoot, archive })
  if (same !== undefined) {
    const conflict = request.conflict ?? same.conflict
    if (conflict !== same.conflict) {
      store.batches.saveConflict(same.id, conflict)
      store.transfers.saveBatchConflict(same.id, conflict)
    }
    return { batch: { ...same, conflict }, resumed: true }
  }
  const batch = createBatch(parts, request)
  store.together(() => {
    store.batches.insert(batch)
    if (archive) store.transfers.append([archiveTransfer(batch, parts.ports)])
  })
  return { batch, resumed: false }
}

/**
 * Asked for again: what was finished and is no longer there is to be fetched too, and the folder is walked again, since
 * there may be more in it now.
 */
export async function prepareAgain({ store, ports }: QueueParts, batch: Batch): Promise<Batch> {
  for (const { id, state } of store.transfers.inStates(['completed'], batch.id)) {
    const isGone = state.kind === 'completed' && (await ports.disk.stat(state.path)) === undefined
    if (isGone && !batch.archive) store.transfers.remove(id)
  }
  if (batch.archive || batch.walk.kind !== 'done') return batch
  const walk = { kind: 'walking' } as const
  store.batches.saveWalk(batch.id, walk)
  return { ...batch, walk }
}

function createBatch({ ports, settings }: QueueParts, request: AddRequest): Batch {
  const { accountId, roots, targetRoot, archive = false } = request
  return {
    id: ports.uuid(),
    accountId,
    roots,
    targetRoot,
    archive,
    conflict: request.conflict ?? settings().conflict,
    label: labelOf(roots),
    walk: { kind: archive ? 'done' : 'walking' },
    addedAtMs: ports.clock.now(),
    ...(request.queueId === undefined ? {} : { queueId: request.queueId }),
    ...(request.priority === undefined ? {} : { priority: request.priority }),
    ...(request.startAtMs === undefined ? {} : { startAtMs: request.startAtMs }),
    ...request.pace,
  }
}

/** One transfer for all roots: the site packs them while it sends (cloudreve-api.md section 5.1). */
function archiveTransfer(batch: Batch, ports: { uuid: () => string; nameRules: NameRules }): Transfer {
  const first = batch.roots[0]
  if (first === undefined) throw new Error('an archive of nothing')
  return {
    id: ports.uuid(),
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
    target: { root: batch.targetRoot, folders: [], name: toLocalName(`${batch.label}.zip`, ports.nameRules) },
    conflict: batch.conflict,
    state: { kind: 'queued' },
    addedAtMs: batch.addedAtMs,
    changedAtMs: batch.addedAtMs,
    bytesDone: 0,
  }
}
