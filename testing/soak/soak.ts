// The soak: a tree is fetched by a real process while a seeded script lets everything go wrong that can, and the process is
// killed now and then. Round after round until the time is up; then the script falls silent, the round is fetched to its
// end, and every byte is compared.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as passing } from 'node:timers/promises'
import { createRandom } from '../engine/seeded-random.ts'
import { startFakeCloudreve } from '../fake-cloudreve/index.ts'
import type { FakeCloudreve } from '../fake-cloudreve/index.ts'
import type { LandedList, SoakOrder } from './child.ts'
import { createFaultScript } from './fault-script.ts'
import type { FaultScript } from './fault-script.ts'
import { findWrong, judge } from './judge.ts'
import { addSoakTree } from './tree.ts'
import type { SoakTree } from './tree.ts'
import { createVolume } from './volume.ts'
import type { Volume } from './volume.ts'

export interface SoakWish {
  readonly minutes: number
  readonly seed: number
  /** 5,000 by default. */
  readonly files?: number
  /** 64 MiB by default. */
  readonly largestBytes?: number
  readonly say: (line: string) => void
}

export interface SoakReport {
  readonly seed: number
  readonly rounds: number
  readonly files: number
  readonly kills: number
  readonly faults: ReadonlyMap<string, number>
  readonly bytesTotal: number
  readonly bytesFetchedTwice: number
  /** How often the process said that something had given up; it was tried again then. */
  readonly gaveUp: number
  readonly canFill: boolean
  /** Empty where all is well. */
  readonly wrong: readonly string[]
}

const mebibyte = 1_048_576
const program = join(import.meta.dirname, 'child.ts')
const speed = 20
/** Without a fault, what is left has to come within this time. */
const calmMs = 180_000

interface Round {
  readonly fake: FakeCloudreve
  readonly tree: SoakTree
  readonly script: FaultScript
  readonly volume: Volume
  readonly order: Omit<SoakOrder, 'again'>
  readonly random: () => number
  readonly endsAtMs: number
}

interface Tally {
  kills: number
  gaveUp: number
}

export async function runSoak(wish: SoakWish): Promise<SoakReport> {
  const random = createRandom(wish.seed)
  const endsAtMs = performance.now() + wish.minutes * 60_000
  const beganAtMs = Date.now()
  const faults = new Map<string, number>()
  const tally: Tally = { kills: 0, gaveUp: 0 }
  const sums = { rounds: 0, files: 0, bytesTotal: 0, bytesFetchedTwice: 0, canFill: false }
  const wrong: string[] = []
  do {
    await withRound(wish, { random, beganAtMs, endsAtMs }, async (round) => {
      const landed = await fetchAll(round, tally, wrong)
      wrong.push(...(await judge({ fake: round.fake, paths: round.tree.paths }, round.volume.folder, landed)))
      for (const [kind, count] of round.script.counts) faults.set(kind, (faults.get(kind) ?? 0) + count)
      sums.rounds += 1
      sums.files += round.tree.paths.length
      sums.bytesTotal += round.tree.bytesTotal
      sums.bytesFetchedTwice += Math.max(0, round.script.bytesSent() - round.tree.bytesTotal)
      sums.canFill ||= round.volume.canFill
      wish.say(
        `round ${String(sums.rounds)}: ${String(tally.kills)} kills so far, ${String(wrong.length)} wrong`,
      )
    })
  } while (performance.now() < endsAtMs && wrong.length === 0)
  return { seed: wish.seed, ...sums, ...tally, faults, wrong }
}

async function withRound(
  { files = 5_000, largestBytes = 64 * mebibyte }: SoakWish,
  { random, beganAtMs, endsAtMs }: { random: () => number; beganAtMs: number; endsAtMs: number },
  run: (round: Round) => Promise<void>,
): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), 'reverie-soak-'))
  const fake = await startFakeCloudreve({
    settings: {
      linkOrigin: random() < 0.5 ? 'site' : 'storage',
      storageStyle: random() < 0.5 ? 'slave' : 's3',
    },
  })
  const tree = addSoakTree(fake, { files, largestBytes, random })
  const volume = await createVolume(join(profile, 'volume'), tree.bytesTotal * 1.2 + 3 * largestBytes)
  await mkdir(join(profile, 'state'))
  const script = createFaultScript({ fake, paths: tree.paths, random })
  const { email, password } = fake.user
  const order = {
    profile: join(profile, 'state'),
    target: volume.folder,
    site: fake.url,
    email,
    password,
    uri: 'cloudreve://my/soak',
    speed,
    beganAtMs,
  }
  try {
    await run({ fake, tree, script, volume, order, random, endsAtMs })
  } finally {
    await fake.close()
    await volume.remove()
    await rm(profile, { recursive: true, force: true })
  }
}

/** Process after process until one of them says that all is here. */
async function fetchAll(round: Round, tally: Tally, early: string[]): Promise<LandedList> {
  const { script, random, endsAtMs, order } = round
  const stopTrouble = makeTrouble(round)
  const calm = setTimeout(() => script.calm(), Math.max(0, endsAtMs - performance.now()))
  try {
    for (;;) {
      const left = endsAtMs - performance.now()
      const killAfterMs = left > 0 ? 1_000 + random() * 7_000 : undefined
      const said = await runChild({ ...order, again: random() < 0.5 }, killAfterMs)
      tally.gaveUp += said.gaveUp
      if (said.over) break
      tally.kills += 1
      early.push(...(await findWrong({ fake: round.fake, paths: round.tree.paths, random }, order.target)))
    }
  } finally {
    clearTimeout(calm)
    await stopTrouble()
  }
  return JSON.parse(await readFile(join(order.profile, 'landed.json'), 'utf8')) as LandedList
}

/** Spells and a full disk, now and then, until the time is up. */
function makeTrouble({ script, volume, random, endsAtMs }: Round): () => Promise<void> {
  const stopped = new AbortController()
  const { signal } = stopped
  const pause = (ms: number) => passing(ms, undefined, { signal }).catch(() => undefined)
  const run = async () => {
    while (!signal.aborted && performance.now() < endsAtMs) {
      await pause(2_000 + random() * 6_000)
      const isFilling = volume.canFill && random() < 0.4
      const end = isFilling ? volume.fill() : script.spell().end
      if (isFilling) script.count('disk full')
      await pause(300 + random() * 1_500)
      end()
    }
  }
  const done = run()
  return async () => {
    stopped.abort()
    await done
  }
}

interface Said {
  readonly over: boolean
  readonly gaveUp: number
}

async function runChild(order: SoakOrder, killAfterMs: number | undefined): Promise<Said> {
  const child = spawn(process.execPath, [program, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let complaint = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-4_000)))
  let killed = false
  const timer = setTimeout(() => {
    killed = true
    child.kill('SIGKILL')
  }, killAfterMs ?? calmMs)
  const [code] = (await once(child, 'close')) as [number | null]
  clearTimeout(timer)
  const over = said.includes('over\n')
  const gaveUp = said.split('gave up\n').length - 1
  if (killed && killAfterMs === undefined)
    throw new Error(`nothing went wrong any more, and yet it did not end`)
  if (!killed && !over) throw new Error(`the process ended by itself with ${String(code)}: ${complaint}`)
  return { over, gaveUp }
}

export function describeSoak(report: SoakReport): string {
  const lines = [...report.faults]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([kind, count]) => `  ${String(count).padStart(6)}  ${kind}`)
  const mib = (bytes: number) => (bytes / mebibyte).toFixed(1)
  return [
    `soak: seed ${String(report.seed)}, ${String(report.rounds)} rounds, ${String(report.files)} files, ${mib(report.bytesTotal)} MiB`,
    `${String(report.kills)} kills, ${mib(report.bytesFetchedTwice)} MiB fetched twice, gave up and tried again ${String(report.gaveUp)} times`,
    ...(report.canFill ? [] : ['no volume of limited size can be mounted here: the disk was never full']),
    'faults by kind:',
    ...lines,
    ...(report.wrong.length === 0 ? ['every byte is right'] : report.wrong.slice(0, 40)),
  ].join('\n')
}
