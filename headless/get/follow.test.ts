import { expect, test } from 'vitest'
import type { LocalBatch } from '../../contract/local.ts'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import { followBatches } from './follow.ts'
import { createTally } from './tally.ts'
import type { GetView, Rest } from './view.ts'
import { createWatched } from './watched.ts'

test('a batch that rests says so once for each cause, and is waited for', async () => {
  const clock = createManualClock()
  const startAtMs = Date.UTC(2030, 0, 1)
  const none = { queued: 1, resolving: 0, downloading: 0, finishing: 0, waiting: 0 }
  const byState = { ...none, held: 0, paused: 0, completed: 0, failed: 0, canceled: 0 }
  const counts = { byState, bytesDone: 0, bytesTotal: 1 }
  const snapshotOf = (place: { queuePaused?: boolean; startAtMs?: number }) => {
    const { queuePaused = false, ...own } = place
    return { batch: { id: 'b', label: 'film', walk: { kind: 'done' }, ...own }, counts, queuePaused }
  }
  let current = snapshotOf({ queuePaused: true })
  const told: Rest[] = []
  const view = {
    resting: (_subject: unknown, rest: Rest) => void told.push(rest),
    progress: () => undefined,
  } as unknown as GetView
  const absent = { onConflict: undefined, onReleased: undefined, snapshots: [] }
  const watched = createWatched({ ...absent, view, batchIds: ['b'], tally: createTally() })
  const following = followBatches(watched, {
    host: {
      read: async () => [current as unknown as LocalBatch],
      readHolds: async () => [],
      readTransfers: async () => [],
      onNews: () => () => undefined,
      onProgress: () => () => undefined,
    },
    clock,
    maxWaitMs: 5_000,
  })
  const pass = async (seconds: number) => {
    for (let n = 0; n < seconds; n++) {
      clock.advance(1_000)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  await pass(20)
  current = snapshotOf({ startAtMs })
  await pass(20)
  current = snapshotOf({})
  await pass(2)
  current = snapshotOf({ queuePaused: true })
  await pass(3)
  expect(told).toEqual([{ kind: 'queue-paused' }, { kind: 'later', startAtMs }, { kind: 'queue-paused' }])
  following.end({ kind: 'interrupted' })
  expect(await following.ended).toEqual({ kind: 'interrupted' })
})
