// Does what was wished for a batch once all of it is here: looked at whenever the queue has moved, done once, and never
// after a failure. A batch that is completed later, by trying again or at the next start, is done for then.

import { basename, join } from 'node:path'
import { factVariables, fillArguments } from '../model/after-action.ts'
import type { AfterAction, BatchFacts } from '../model/after-action.ts'
import { assertNever } from '../model/assert-never.ts'
import { batchStateKind, countTransfers } from '../model/batch.ts'
import type { Batch, BatchCounts } from '../model/batch.ts'
import { noAfterActions } from '../ports/after-actions.ts'
import type { QueueParts } from './queue-parts.ts'

export interface AfterBatch {
  set(batchId: string, action: AfterAction): void
  /** Does what is due now. */
  check(): void
  busy(): boolean
  /** Resolves when every program that was started has ended. */
  idle(): Promise<void>
  dispose(): void
}

/** `mayRun`: whether the batch is run by this process. */
export function createAfterBatch(parts: QueueParts, mayRun: (batchId: string) => boolean): AfterBatch {
  const { store, ports, publisher } = parts
  const { afterActions } = store
  const pending = new Set(afterActions.pending())
  const jobs = new Set<Promise<void>>()

  const act = async (batchId: string, action: AfterAction, facts: BatchFacts) => {
    try {
      const ended = await perform(parts, action, facts)
      ports.logger.log('info', 'what was to follow a batch is done', {
        batch: batchId,
        action: action.kind,
        ended,
      })
    } catch (error) {
      const reason = error instanceof Error ? error.name : 'unknown'
      ports.logger.log('warn', 'what was to follow a batch could not be done', {
        ...{ batch: batchId, action: action.kind, reason },
      })
    }
  }
  const look = (batchId: string) => {
    const batch = store.batches.read(batchId)
    if (batch === undefined) {
      pending.delete(batchId)
      return
    }
    if (!mayRun(batchId)) return
    const counts = store.batches.counts(batchId)
    if (batchStateKind(batch.walk, counts) !== 'completed') return
    pending.delete(batchId)
    const action = afterActions.take(batchId)
    if (action === undefined) return
    const job = act(batchId, action, factsOf(parts, batch, counts)).finally(() => {
      jobs.delete(job)
      publisher.touch()
    })
    jobs.add(job)
  }
  const check = () => {
    for (const batchId of [...pending]) look(batchId)
  }
  const stopListening = publisher.changed.on(check)
  return {
    check,
    set: (batchId, action) => {
      afterActions.save(batchId, action)
      if (action.kind === 'nothing') pending.delete(batchId)
      else pending.add(batchId)
      // It may be complete already.
      publisher.touch()
    },
    busy: () => jobs.size > 0,
    idle: async () => {
      while (jobs.size > 0) await Promise.all(jobs)
    },
    dispose: stopListening,
  }
}

async function perform({ ports }: QueueParts, action: AfterAction, facts: BatchFacts): Promise<string> {
  const { open, reveal, run } = ports.afterActions ?? noAfterActions
  switch (action.kind) {
    case 'nothing':
      return ''
    case 'open':
      await open(facts.path)
      return ''
    case 'reveal':
      await reveal(facts.path)
      return ''
    case 'run':
      return run({
        command: action.command,
        args: fillArguments(action.args, facts),
        folder: facts.folder,
        variables: factVariables(facts),
      })
    default:
      return assertNever(action)
  }
}

function factsOf({ store }: QueueParts, batch: Batch, counts: BatchCounts): BatchFacts {
  const files = countTransfers(counts)
  const path = pathOf(store, batch, files)
  return {
    batchId: batch.id,
    folder: batch.targetRoot,
    path,
    name: basename(path),
    files,
    bytes: counts.bytesTotal,
  }
}

/** The one file, the one folder, or the folder that everything went to. */
function pathOf({ transfers }: QueueParts['store'], { id, roots, targetRoot }: Batch, files: number): string {
  const [first] = transfers.window(id, 'all', { offset: 0, limit: 1 }).transfers
  if (first === undefined) return targetRoot
  const top = first.target.folders[0]
  if (roots.length === 1 && top !== undefined) return join(targetRoot, top)
  return files === 1 && first.state.kind === 'completed' ? first.state.path : targetRoot
}
