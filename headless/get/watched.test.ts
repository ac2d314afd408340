import { expect, test } from 'vitest'
import type { LocalBatch } from '../../contract/local.ts'
import type { Transfer } from '../../core/model/transfer.ts'
import type { GetProgress, GetView } from './view.ts'
import { createTally } from './tally.ts'
import { createWatched, readNews, showProgress } from './watched.ts'

/** A batch of small files whose totals a test moves on. */
function watchSmallFiles() {
  const shown: GetProgress[] = []
  const none = { queued: 0, resolving: 0, downloading: 0, finishing: 0, waiting: 0 }
  const byState = { ...none, held: 0, paused: 0, completed: 0, failed: 0, canceled: 0 }
  let bytesDone = 0
  const snapshot = () =>
    ({
      batch: { id: 'b', walk: { kind: 'done' } },
      counts: { byState, bytesDone, bytesTotal: 90_000 },
    }) as unknown as LocalBatch
  const view = {
    progress: (progress: GetProgress) => void shown.push(progress),
    completed: () => undefined,
    skipped: () => undefined,
  } as unknown as GetView
  const tally = createTally()
  const absent = { onConflict: undefined, onReleased: undefined }
  const watched = createWatched({ ...absent, view, batchIds: ['b'], tally, snapshots: [snapshot()] })
  const complete = (id: string, outcome: 'downloaded' | 'skipped', sizeBytes: number) => {
    bytesDone += sizeBytes
    const state = { kind: 'completed', path: `/t/${id}`, outcome }
    const target = { root: '/t', folders: [], name: id }
    const transfer = { id, batchId: 'b', bytesDone: sizeBytes, source: { sizeBytes }, target, state }
    watched.snapshots = [snapshot()]
    readNews(watched, { type: 'transfer', transfer: transfer as unknown as Transfer })
  }
  const speeds = () => shown.map(({ bytesPerSecond }) => bytesPerSecond)
  return { watched, complete, speeds }
}

test('files that come between two looks have a speed together', () => {
  const { watched, complete, speeds } = watchSmallFiles()
  showProgress(watched, 1000)
  complete('one', 'downloaded', 10_000)
  complete('two', 'downloaded', 20_000)
  showProgress(watched, 2000)
  expect(speeds()).toEqual([0, 30_000])
})

test('a file that is here already adds nothing to the speed', () => {
  const { watched, complete, speeds } = watchSmallFiles()
  showProgress(watched, 1000)
  complete('one', 'downloaded', 10_000)
  complete('here', 'skipped', 60_000)
  showProgress(watched, 2000)
  expect(speeds()).toEqual([0, 10_000])
})
