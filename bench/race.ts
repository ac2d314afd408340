// Rounds of contenders in turn, each a whole process into an empty folder; every byte is compared after every run. A
// contender that fails is named and the others go on.

import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Runs } from './figures.ts'
import { measure } from './measure.ts'
import type { Command, Cost } from './measure.ts'
import type { Bench } from './row.ts'
import { difference } from './site/content.ts'

export interface Contender {
  readonly name: string
  /** What has to be installed; absent for ourselves. */
  readonly tool?: string
  /** Ours: its failure fails the row. */
  readonly own?: true
  /** Downloads into `folder`, which exists; `beside` is for its own files. */
  command(folder: string, beside: string): Promise<Command>
  /** Where below the folder it leaves a path of the site; by default its last name. */
  placeOf?(path: string): string
}

export interface Course {
  readonly contenders: readonly Contender[]
  /** Paths on the site. */
  readonly paths: readonly string[]
  /** Told after each run. */
  readonly afterRun?: (name: string) => Promise<void>
  /**
   * What came stays until the row is over: ext4 without a journal passes over every inode that was freed in the last minutes
   * (fs/ext4/ialloc.c, recently_deleted), so ten thousand removed files make the next ones cost several times as much.
   */
  readonly keepsFiles?: true
}

/** A peer whose run took longer is not asked again: its one figure stands. */
const patienceMs = 45_000

export async function race(bench: Bench, course: Course): Promise<Runs[]> {
  const present = course.contenders.filter(({ tool }) => tool === undefined || bench.has(tool))
  const runs = new Map(present.map(({ name }) => [name, [] as (Cost | undefined)[]]))
  const troubles = new Map<string, string>()
  const slow = new Set<string>()
  for (let round = 0; round < bench.rounds; round++) {
    for (let turn = 0; turn < present.length; turn++) {
      // Each begins a round once: nobody always runs on what another one left behind.
      const contender = present[(turn + round) % present.length]
      if (contender === undefined || slow.has(contender.name)) continue
      try {
        const cost = await runOnce(bench, course, contender)
        runs.get(contender.name)?.push(cost)
        if (cost.wallMs > patienceMs && contender.own !== true) slow.add(contender.name)
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        if (contender.own === true) throw new Error(`${contender.name}: ${reason}`, { cause: error })
        bench.say(`  ${contender.name} failed: ${reason}`)
        troubles.set(contender.name, `failed: ${reason.split('\n')[0] ?? ''}`.slice(0, 120))
        runs.get(contender.name)?.push(undefined)
      }
      await course.afterRun?.(contender.name)
    }
  }
  return present.map(({ name }) => {
    const trouble = troubles.get(name)
    return { name, rounds: runs.get(name) ?? [], ...(trouble === undefined ? {} : { trouble }) }
  })
}

async function runOnce(bench: Bench, { paths, keepsFiles }: Course, contender: Contender): Promise<Cost> {
  const beside = await mkdtemp(join(bench.scratch, 'run-'))
  try {
    const folder = join(beside, 'out')
    await mkdir(folder)
    const command = await contender.command(folder, beside)
    // What an earlier run left for the disk to write is not this one's.
    spawnSync('sync')
    const cost = await measure(command)
    for (const path of paths) {
      const place = contender.placeOf?.(path) ?? path.slice(path.lastIndexOf('/') + 1)
      const wrong = await difference(join(folder, place), bench.site.source(path))
      if (wrong !== undefined) throw new Error(`${path} is not what the server sent: ${wrong}`)
    }
    return cost
  } finally {
    if (keepsFiles !== true) await rm(beside, { recursive: true, force: true })
  }
}
