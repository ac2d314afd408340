// The desktop program: how long until it paints, what it holds and does at rest, how large its packages are.

import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as passing } from 'node:timers/promises'
import { openDisplay } from '../../scripts/display.ts'
import { startBare } from '../desktop/bare.ts'
import { dropFileCaches } from '../desktop/cold.ts'
import { firstPaintMs, packed, signInOnce, starter, type Packed } from '../desktop/packed.ts'
import { pssBytes, watchUnrest, type Unrest } from '../desktop/process-facts.ts'
import { trayTimes } from '../desktop/tray-times.ts'
import { median } from '../figures.ts'
import type { Bench, Row, RowReport } from '../row.ts'

const mebibyte = 1_048_576

interface Stage {
  readonly program: string
  readonly profile: string
  readonly display: string | undefined
}

async function onStage<T>(bench: Bench, program: string, play: (stage: Stage) => Promise<T>): Promise<T> {
  const display = await openDisplay()
  const profile = await mkdtemp(join(bench.scratch, 'profile-'))
  try {
    await bench.site.add(
      Array.from({ length: 50 }, (_none, at) => `/IMG_${at}.heic`),
      1_000,
    )
    const stage = { program, profile, display: display?.name }
    await signInOnce(bench, starter(program, profile, display?.name))
    return await play(stage)
  } finally {
    await display?.end()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Undefined where the caches could not be dropped. */
async function startOnce(stage: Stage, cold: boolean): Promise<number | undefined> {
  if (cold && !dropFileCaches()) return undefined
  const run = await starter(stage.program, stage.profile, stage.display)()
  try {
    const ms = await firstPaintMs(run)
    await run.quit()
    return ms
  } finally {
    await run.kill()
  }
}

async function times(count: number, once: () => Promise<number | undefined>): Promise<number | undefined> {
  const all: number[] = []
  for (let round = 0; round < count; round += 1) {
    const one = await once()
    if (one === undefined) return undefined
    all.push(one)
  }
  return median(all)
}

interface Rest {
  readonly pss: number | undefined
  readonly unrest: Unrest | undefined
}

/** What a start leaves to be done is done by then, and V8 has collected what it left: it takes its time for that. */
const settleMs = (quick: boolean) => (quick ? 5_000 : 75_000)

interface Wait {
  readonly settleMs: number
  readonly seconds: number
}

async function atRest(stage: Stage, hidden: boolean, { settleMs, seconds }: Wait): Promise<Rest> {
  const run = await starter(stage.program, stage.profile, stage.display)(...(hidden ? ['--hidden'] : []))
  try {
    if (!hidden) await firstPaintMs(run)
    await passing(settleMs)
    const unrest = await watchUnrest(run.pid, seconds)
    const pss = pssBytes(run.pid)
    await run.quit()
    return { pss, unrest }
  } finally {
    await run.kill()
  }
}

async function bareAtRest(bench: Bench, stage: Stage, { settleMs, seconds }: Wait): Promise<Rest> {
  const run = await startBare({ folder: bench.scratch, display: stage.display })
  if (run === undefined) return { pss: undefined, unrest: undefined }
  try {
    await passing(settleMs)
    return { unrest: await watchUnrest(run.pid, seconds), pss: pssBytes(run.pid) }
  } finally {
    await run.kill()
  }
}

const mebibytes = (bytes: number | undefined) => (bytes === undefined ? undefined : bytes / mebibyte)

function sizesOf({ bytes }: Packed) {
  return [
    { what: 'package: folder', value: mebibytes(bytes.folder), unit: 'MiB' },
    { what: 'package: tar.gz', value: mebibytes(bytes.archive), unit: 'MiB' },
    { what: 'package: app.asar, all that is ours', value: mebibytes(bytes.asar), unit: 'MiB' },
  ]
}

export const desktop: Row = {
  id: 'desktop',
  title: 'The desktop program',
  run: async (bench): Promise<RowReport> => {
    const made = await packed(bench)
    return onStage(bench, made.program, async (stage) => {
      const starts = Math.max(3, bench.rounds * 2)
      const warm = await times(starts, () => startOnce(stage, false))
      const cold = await times(bench.rounds, () => startOnce(stage, true))
      const seconds = bench.quick ? 5 : 60
      const wait = { settleMs: settleMs(bench.quick), seconds }
      const shown = await atRest(stage, false, wait)
      // Beside each other: what disturbs the machine disturbs both.
      const [hidden, bare] = await Promise.all([atRest(stage, true, wait), bareAtRest(bench, stage, wait)])
      const tray = await trayTimes({ ...stage, times: 10 })
      return {
        figures: [
          { what: 'first paint, warm', value: warm, unit: 'ms' },
          { what: 'first paint, cold', value: cold, unit: 'ms' },
          { what: 'tray window, warm', value: median(tray), unit: 'ms', goal: { atMost: 150 } },
          {
            what: 'tray window, slowest of ten',
            value: Math.max(...tray),
            unit: 'ms',
            goal: { atMost: 150 },
          },
          { what: 'memory, window shown', value: mebibytes(shown.pss), unit: 'MiB' },
          { what: 'memory, hidden', value: mebibytes(hidden.pss), unit: 'MiB' },
          { what: 'CPU, window shown', value: shown.unrest?.cpuPercent, unit: '% of a core' },
          {
            ...{ what: 'CPU, hidden', value: hidden.unrest?.cpuPercent, unit: '% of a core' },
            goal: { atMost: 0.1 },
          },
          {
            ...{ what: 'CPU, an Electron that does nothing', value: bare.unrest?.cpuPercent },
            unit: '% of a core',
          },
          { what: 'wake-ups, hidden, all threads', value: hidden.unrest?.wakesPerSecond, unit: '/s' },
          {
            ...{ what: 'wake-ups, an Electron that does nothing', value: bare.unrest?.wakesPerSecond },
            unit: '/s',
          },
          { what: 'memory, an Electron that does nothing', value: mebibytes(bare.pss), unit: 'MiB' },
          ...sizesOf(made),
        ],
        notes: [
          made.note,
          `The packed program, signed in, ${String(shown.unrest?.processes ?? '?')} processes with its window and ${String(hidden.unrest?.processes ?? '?')} hidden as after a login, on a virtual screen without a graphics card. First paint: from before the process is made until its page has painted something (first-contentful-paint). Cold: the system's caches of files dropped before each start; “?” where that takes rights that were not there. Memory: PSS of all its processes after ${String(wait.settleMs / 1000 + seconds)} s at rest; processor time (by the scheduler's account) and wake-ups over the last ${String(seconds)} s of them. An Electron that does nothing: the same Electron with an empty program and no window, at the same time as the hidden one. Sizes: the tar.gz at gzip's level 9.`,
          ...peerNotes,
        ],
      }
    })
  },
}

/** Looked for on 2026-11-26. */
const peerNotes: readonly string[] = [
  'The sizes of Motrix 2 (beta) and of the official client (cloudreve/desktop) are not known here: neither states one in its README, documentation or issues, and release pages and stores could not be read. What was found: the official client comes by the Microsoft Store alone, without an installer (cloudreve/desktop issues 36 and 53); of Motrix 1.8.19, the version before, the SyMenu catalogue (its file Motrix.sps) gives 96,129 KB for the zip for Windows. Neither publishes start-up, memory or processor time.',
]
