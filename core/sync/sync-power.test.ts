// The power goes while files are put in their places by the group: names that no folder sync made last may be gone, and so
// may the last commits of the database. Whatever is left, the next run brings the folder in step, and what a user wrote
// is still there.

import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createPowerCutDisk, makeAttic } from '../../testing/engine/power-cut-disk.ts'
import type { PowerCutDisk } from '../../testing/engine/power-cut-disk.ts'
import { createRandom } from '../../testing/engine/seeded-random.ts'
import { minesIn, projection } from '../../testing/sync/meddling.ts'
import { readTree, startSyncHarness } from '../../testing/sync/sync-harness.ts'
import type { SyncHarness } from '../../testing/sync/sync-harness.ts'

const files = 12

interface Cut {
  /** The power goes as this call is made for the nth time; `any` counts all of them. */
  readonly on: string
  readonly nth: number
  /** The database is as it was so many calls earlier. */
  readonly lag: number
  readonly seed: number
}

const cut: fc.Arbitrary<Cut> = fc.record({
  on: fc.constantFrom('any', 'any', 'stat', 'renameNoClobber', 'renameNoClobber', 'syncFolder', 'remove'),
  nth: fc.nat({ max: 30 }),
  lag: fc.constantFrom(0, 0, 1, 3),
  seed: fc.nat(),
})

/** The database and its journal as they are on the disk now: what a power cut leaves of them. */
function keepGeneration(path: string): () => void {
  const kept = ['', '-wal'].map((suffix) => [path + suffix, readFileSync(path + suffix)] as const)
  return () => {
    rmSync(`${path}-shm`, { force: true })
    for (const [name, content] of kept) writeFileSync(name, content)
  }
}

/** True where the power went before the run had ended. */
async function runUntil(s: SyncHarness, disk: PowerCutDisk, { on, nth, lag, seed }: Cut): Promise<boolean> {
  const generations: (() => void)[] = []
  let left = nth
  const wentOff = new Promise<true>((resolve) =>
    disk.onCall((_call, name) => {
      generations.push(keepGeneration(s.databasePath))
      if (generations.length > 4) generations.shift()
      if ((on !== 'any' && on !== name) || left-- !== 0) return
      disk.powerOff()
      resolve(true)
    }),
  )
  const run = s.settle().then(
    () => false as const,
    () => false as const,
  )
  const isCut = await Promise.race([wentOff, run])
  disk.onCall(() => undefined)
  if (!isCut) return false
  await s.stop()
  await run
  generations.at(-1 - Math.min(lag, generations.length - 1))?.()
  disk.powerOn(createRandom(seed))
  await s.restart()
  return true
}

async function live(cuts: readonly Cut[]): Promise<number> {
  let disk: PowerCutDisk | undefined
  const s = await startSyncHarness({
    disk: (target) => (disk = createPowerCutDisk(makeAttic(target))),
  })
  let count = 0
  try {
    for (let i = 0; i < files; i++) s.put(`d${String(i % 3)}/${String(i)}`, `site-${String(i)}`)
    for (const [round, one] of cuts.entries()) {
      if (disk !== undefined && (await runUntil(s, disk, one))) count += 1
      await s.write(`d${String(round % 3)}/${String(round)}`, `mine-${String(round)}`)
      s.fake.tree.writeVersion(`/w/d0/${String(3 * round)}`, { text: `site-again-${String(round)}` })
      s.put(`d1/new-${String(round)}`, `site-new-${String(round)}`)
    }
    const before = minesIn(await readTree(s.folder, () => true))
    expect(await s.settle()).toMatchObject({ kind: 'done', problems: [] })
    const whole = await readTree(s.folder, () => true)
    expect(minesIn(whole)).toEqual(before)
    expect(before).toHaveLength(cuts.length)
    expect(whole).toMatchObject(projection(s.fake))
    expect(await s.planned()).toEqual([])
  } finally {
    await s.close()
  }
  return count
}

it(
  'the power goes at any call, again and again: in step in the end, nothing of the user lost',
  { timeout: 120_000 },
  async () => {
    let count = 0
    await fc.assert(
      fc.asyncProperty(fc.array(cut, { minLength: 1, maxLength: 3 }), async (cuts) => {
        count += await live(cuts)
      }),
      { numRuns: Number(process.env['REVERIE_RUNS'] ?? 10), endOnFailure: true },
    )
    expect(count).toBeGreaterThan(3)
  },
)
