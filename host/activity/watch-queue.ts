// Says what of the queue is worth telling somebody who does not look: a batch that came to its end, and a hold that
// needs a person. A batch of four hundred files is one event.

import { batchStateKind, countTransfers } from '../../core/model/batch.ts'
import type { BatchSnapshot, Disposer, QueueApi, QueueTotals } from '../../core/engine-api.ts'
import type { ActivityEvent } from '../../core/model/activity.ts'
import type { FailureKind } from '../../core/model/failure.ts'
import { isEnded } from '../../core/model/transfer.ts'
import type { Clock } from '../../core/ports/clock.ts'

/** Holds that nobody can end but a person. */
const needsPerson: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'sign-in-required',
  'proxy-sign-in',
  'disk-full',
  'disk-gone',
  'conflict-undecided',
])

/** A batch that goes on with its next file is looked at this often at most. */
const lookEveryMs = 1_000

export interface WatchParts {
  readonly queue: Pick<QueueApi, 'onNews' | 'onChanged' | 'batch' | 'totals'>
  readonly clock: Pick<Clock, 'after'>
  tell(event: ActivityEvent): void
}

export function watchQueue({ queue, clock, tell }: WatchParts): Disposer {
  const touched = new Set<string>()
  let told: ReadonlySet<string> = new Set()
  let stopTimer: Disposer | undefined

  const look = () => {
    stopTimer = undefined
    for (const batchId of touched) {
      const snapshot = queue.batch(batchId)
      const event = snapshot === undefined ? undefined : endOf(snapshot)
      if (event !== undefined) tell(event)
    }
    touched.clear()
    const holds = queue.totals().holds.filter(({ failure }) => needsPerson.has(failure.kind))
    for (const hold of holds) {
      if (!told.has(keyOf(hold))) tell({ kind: 'held', failure: hold.failure, cause: hold.cause })
    }
    told = new Set(holds.map(keyOf))
  }
  const soon = () => {
    stopTimer ??= clock.after(lookEveryMs, look)
  }
  const stops = [
    queue.onNews((news) => {
      if (news.type === 'note') return
      if (news.type === 'walk') touched.add(news.batch.id)
      else if (isEnded(news.transfer.state.kind)) touched.add(news.transfer.batchId)
      else if (news.transfer.state.kind !== 'held') return
      soon()
    }),
    // A hold that is over may come again, and is news then.
    queue.onChanged(() => {
      if (told.size > 0) soon()
    }),
  ]
  return () => {
    for (const stop of stops) stop()
    stopTimer?.()
  }
}

const keyOf = ({ cause, failure }: QueueTotals['holds'][number]) => JSON.stringify([cause, failure.kind])

/** Undefined while it goes on, and where the user ended it. */
function endOf({ batch, counts, single }: BatchSnapshot): ActivityEvent | undefined {
  const state = batchStateKind(batch.walk, counts)
  if (state !== 'completed' && state !== 'failed') return undefined
  const of = {
    batchId: batch.id,
    ...(single === undefined ? {} : { transferId: single.id }),
    name: single?.target.name ?? batch.label,
    others: batch.roots.length - 1,
    files: countTransfers(counts) - counts.byState.canceled,
    bytes: counts.bytesDone,
  }
  if (state === 'completed') return { kind: 'completed', ...of }
  const failure = single !== undefined && 'failure' in single.state ? single.state.failure : undefined
  const ofWalk = 'failure' in batch.walk ? batch.walk.failure : undefined
  const why = failure ?? ofWalk
  return {
    kind: 'failed',
    ...of,
    filesFailed: counts.byState.failed,
    ...(why === undefined ? {} : { failure: why }),
  }
}
