// Anything may happen on both sides, between runs and in the middle of them: afterwards the folder holds what the site
// holds, a second look finds nothing to do, and nothing that a user made is lost.

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { edit, meddle, minesIn, projection } from '../../testing/sync/meddling.ts'
import type { Edit } from '../../testing/sync/meddling.ts'
import { readTree, startSyncHarness } from '../../testing/sync/sync-harness.ts'
import type { SyncHarness } from '../../testing/sync/sync-harness.ts'

const whole = (s: SyncHarness) => readTree(s.folder, () => true)

async function expectInStep(s: SyncHarness): Promise<void> {
  expect(await s.planned()).toEqual([])
  expect(await s.local()).toMatchObject(projection(s.fake))
}

/** Ends the process in effect: from so many calls on the disk refuses everything, and the engine is opened again. */
async function cutOff(s: SyncHarness, calls: number): Promise<void> {
  let left = calls
  let stop: () => void = () => undefined
  const dead = new Promise<void>((resolve) => {
    stop = s.disk.onCall(() => {
      if (left-- !== 0) return
      s.disk.vanish('EIO')
      resolve()
    })
  })
  const run = s.settle().catch(() => undefined)
  await Promise.race([run, dead])
  await s.stop()
  await run
  stop()
  s.disk.vanish(undefined)
  await s.restart()
}

interface Chapter {
  readonly edits: readonly Edit[]
  /** Calls of the disk until the run is cut off; undefined lets it end. */
  readonly cut: number | undefined
}

const chapter: fc.Arbitrary<Chapter> = fc.record({
  edits: fc.array(edit, { minLength: 1, maxLength: 12 }),
  cut: fc.option(fc.nat(60), { nil: undefined }),
})

async function live(s: SyncHarness, chapters: readonly Chapter[]): Promise<void> {
  for (const { edits, cut } of chapters) {
    await meddle(s, edits)
    const before = minesIn(await whole(s))
    if (cut !== undefined) await cutOff(s, cut)
    const end = await s.settle()
    expect(end).toMatchObject({ kind: 'done', problems: [] })
    expect(minesIn(await whole(s))).toEqual(before)
    await expectInStep(s)
  }
}

it(
  'random edits on both sides, with runs cut off: in step, idempotent, nothing of the user lost',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(chapter, { minLength: 1, maxLength: 4 }), async (chapters) => {
        const s = await startSyncHarness()
        try {
          await live(s, chapters)
        } finally {
          await s.close()
        }
      }),
      { numRuns: Number(process.env['REVERIE_RUNS'] ?? 8), endOnFailure: true },
    )
  },
)
