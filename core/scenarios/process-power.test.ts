// The power goes at any moment (scenario p04): unsynced bytes and names are lost, torn or there, the last commits of the
// database may be missing. Whatever is left, the file is right in the end, and nothing wrong ever has its name.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPowerCutDisk, makeAttic } from '../../testing/engine/power-cut-disk.ts'
import type { PowerCutDisk } from '../../testing/engine/power-cut-disk.ts'
import { partFiles, startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'
import type { ConflictPolicy } from '../model/conflict.ts'

const mib = 1_048_576
let s: Scenario
let disk: PowerCutDisk

beforeEach(async () => {
  s = await startScenario({
    timeouts: { firstByteMs: 6e6, idleMs: 6e6 },
    disk: (target) => (disk = createPowerCutDisk(makeAttic(target))),
  })
  mkdirSync(s.target)
})
afterEach(() => s.close())

interface Cut {
  /** The power goes as this call is made for the nth time; `any` counts all of them. */
  readonly on: string
  readonly nth: number
  /** The database is as it was so many calls earlier. */
  readonly lag: number
  readonly seed: number
}

const cut = fc.record({
  on: fc.constantFrom(
    'any',
    'datasync',
    'datasync',
    'write',
    'renameNoClobber',
    'renameReplacing',
    'syncFolder',
  ),
  nth: fc.nat({ max: 9 }),
  lag: fc.constantFrom(0, 0, 0, 1, 2, 5),
  seed: fc.nat(),
})
const plan = fc.record({
  sizeBytes: fc.constantFrom(10, 3 * mib + 17, 5 * mib, 9 * mib + 5),
  conflict: fc.constantFrom<ConflictPolicy>('skip-if-same', 'overwrite', 'rename'),
  isThere: fc.boolean(),
  cuts: fc.array(cut, { minLength: 1, maxLength: 3 }),
})

/** Mulberry32. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The database and its journal as they are on the disk now: what a power cut leaves of them. */
function keepGeneration(path: string): () => void {
  const files = ['', '-wal'].map((suffix) => [path + suffix, readFileSync(path + suffix)] as const)
  return () => {
    rmSync(`${path}-shm`, { force: true })
    for (const [name, content] of files) writeFileSync(name, content)
  }
}

/** Calls of which there is one in each run. */
const once: ReadonlySet<string> = new Set(['renameNoClobber', 'renameReplacing', 'syncFolder'])

/** Runs the batch until the power goes or it has ended; true where the power went. */
async function runUntil(batchId: string, { on, nth, lag, seed }: Cut): Promise<boolean> {
  const generations: (() => void)[] = []
  let seen = 0
  const wentOff = new Promise<true>((resolve) =>
    disk.onCall((_call, name) => {
      generations.push(keepGeneration(s.databasePath))
      if (generations.length > 6) generations.shift()
      if ((on !== 'any' && on !== name) || seen++ !== Math.min(nth, once.has(on) ? 0 : nth)) return
      disk.powerOff()
      resolve(true)
    }),
  )
  const isCut = await Promise.race([wentOff, s.only(batchId).then(() => false)])
  disk.onCall(() => undefined)
  if (!isCut) return false
  await s.stop()
  generations.at(-1 - Math.min(lag, generations.length - 1))?.()
  disk.powerOn(createRandom(seed))
  return true
}

const old = Buffer.from('what the user had')
const namesOf = (name: string) =>
  readdirSync(s.target).filter((one) => one.startsWith(name) && one.endsWith('.bin'))

describe('p04 the power goes', () => {
  it('p04 at any call, once or again and again: the right file in the end, and never a wrong one under a name', async () => {
    let number = 0
    let cuts = 0
    await fc.assert(
      fc.asyncProperty(plan, async ({ sizeBytes, conflict, isThere, cuts: planned }) => {
        const name = `f${String(++number)}-`
        const path = `${name}.bin`
        const right = () => Buffer.from(s.fake.content(`/${path}`).read(0, sizeBytes))
        const allowed = (content: Buffer) => content.equals(right()) || (isThere && content.equals(old))
        const expectNothingWrong = () => {
          for (const one of namesOf(name)) {
            expect(`${one}: ${String(allowed(readFileSync(join(s.target, one))))}`).toBe(`${one}: true`)
          }
        }
        s.fake.tree.addFile(`/${path}`, { sizeBytes })
        if (isThere) await makeOld(path)
        const batchId = await s.fetch(path, { conflict })
        for (const next of planned) {
          const isCut = await runUntil(batchId, next)
          if (!isCut) break
          cuts += 1
          expectNothingWrong()
          await s.restart()
        }
        expect((await s.only(batchId)).state.kind).toBe('completed')
        expectNothingWrong()
        const contents = namesOf(name).map((one) => readFileSync(join(s.target, one)))
        expect(contents.some((content) => content.equals(right()))).toBe(true)
        if (isThere && conflict !== 'overwrite')
          expect(contents.some((content) => content.equals(old))).toBe(true)
        // A part that the database has forgotten might be anybody's, and is left alone.
        for (const part of await partFiles(s.target)) {
          expect(planned.some(({ lag }) => lag > 0)).toBe(true)
          rmSync(join(s.target, part))
        }
      }),
      { numRuns: 15, endOnFailure: true },
    )
    expect(cuts).toBeGreaterThan(6)
  })
})

/** A file of the user's own under the name, long there. */
async function makeOld(path: string): Promise<void> {
  const folder = await disk.ensureFolder(s.target, [])
  const file = await disk.open(join(folder, path), 'create')
  await file.write([old], 0)
  await file.datasync()
  await file.close()
  await disk.syncFolder(folder)
}
