// Killed at full speed again and again: what is fetched twice; and what it costs to be able to go on.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as passing } from 'node:timers/promises'
import { median, show } from '../figures.ts'
import type { GetFigures } from '../host/get.ts'
import { runHost } from '../own/host-order.ts'
import { cli, signIn } from '../own/reverie.ts'
import { difference } from '../site/content.ts'
import type { SentRange } from '../site/blob-server.ts'
import type { Bench, Row, RowReport } from '../row.ts'
import { bigBytes, bigPath } from './big-files.ts'

const mebibyte = 1_048_576

export const resume: Row = {
  id: 'resume',
  title: 'Durable resume',
  run: async (bench): Promise<RowReport> => {
    const kills = bench.quick ? 3 : 7
    const twice = await killAndResume(bench, kills)
    const cost = await datasyncCost(bench)
    const worst = twice.length === 0 ? undefined : Math.max(...twice) / mebibyte
    return {
      figures: [
        {
          what: `most fetched twice after one of ${String(twice.length)} kills`,
          value: worst,
          unit: 'MiB',
          goal: { atMost: 8 },
        },
        {
          what: 'datasync cost',
          value: cost === undefined ? undefined : cost * 100,
          unit: '%',
          goal: { atMost: 15 },
        },
      ],
      tables: [
        {
          title: 'Fetched twice, MiB, kill by kill',
          table: {
            head: twice.map((_, index) => String(index + 1)),
            lines: [twice.map((bytes) => show(bytes / mebibyte, 2))],
          },
        },
      ],
      notes: [
        'Fetched twice is what the server had handed to its socket and sent again after the kill: the buffers of the system, which no program can keep, are part of it.',
        'datasync cost: the same engine on a disk port without datasync, round by round.',
      ],
    }
  },
}

/** Overlap of what each run was sent with what all before it were sent. */
async function killAndResume(bench: Bench, kills: number): Promise<number[]> {
  const { site } = bench
  const path = '/long.bin'
  await site.add([path], (bench.quick ? 1024 : 4096) * mebibyte)
  await site.serveFrom(site.blobs.origins.logged)
  const profile = await signIn(bench)
  const target = await mkdtemp(join(bench.scratch, 'target-'))
  const begin = () =>
    spawn(
      process.execPath,
      [cli, '--profile', profile, '--quiet', 'get', `cloudreve://my${path}`, '-o', target],
      {
        stdio: 'ignore',
      },
    )
  let known = 0
  const sentBefore: SentRange[] = []
  const twice: number[] = []
  const settle = async () => {
    // The server writes its line when it has found the connection dead.
    await passing(300)
    const all = await site.blobs.sent()
    const fresh = all.slice(known).filter(({ bytes }) => bytes > 0)
    known = all.length
    if (sentBefore.length > 0 && fresh.length > 0) twice.push(overlap(sentBefore, fresh))
    sentBefore.push(...fresh)
  }
  for (let kill = 0; kill < kills; kill++) {
    const child = begin()
    const ended = once(child, 'exit')
    const asked = await site.blobs.requests()
    while ((await site.blobs.requests()) === asked && child.exitCode === null) await passing(5)
    await passing(100 + ((kill * 37) % 150))
    child.kill('SIGKILL')
    await ended
    await settle()
  }
  const [code] = (await once(begin(), 'exit')) as [number | null]
  if (code !== 0) throw new Error(`the last run ended with ${String(code)}`)
  await settle()
  const wrong = await difference(join(target, 'long.bin'), site.source(path))
  if (wrong !== undefined) throw new Error(`after the kills the file is not what the server sent: ${wrong}`)
  return twice
}

function overlap(before: readonly SentRange[], fresh: readonly SentRange[]): number {
  const merged = merge(before)
  return merge(fresh).reduce(
    (sum, one) =>
      sum +
      merged.reduce(
        (inner, other) =>
          inner + Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start)),
        0,
      ),
    0,
  )
}

function merge(ranges: readonly SentRange[]): { start: number; end: number }[] {
  const merged: { start: number; end: number }[] = []
  for (const { start, bytes } of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1)
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, start + bytes)
    else merged.push({ start, end: start + bytes })
  }
  return merged
}

/** How much longer it takes with datasync; 0.1 is a tenth. */
async function datasyncCost(bench: Bench): Promise<number | undefined> {
  const { site } = bench
  await site.add([bigPath], bigBytes(bench))
  await site.serveFrom(site.blobs.origins.plain)
  const profile = await mkdtemp(join(bench.scratch, 'profile-'))
  const ratios: number[] = []
  const run = async (datasync: boolean) => {
    const target = await mkdtemp(join(bench.scratch, 'target-'))
    const order = { mode: 'get' as const, profile, target, paths: [bigPath], datasync }
    const { figures } = await runHost<GetFigures>(bench, order)
    const wrong = await difference(join(target, 'big.bin'), site.source(bigPath))
    if (wrong !== undefined) throw new Error(`the file is not what the server sent: ${wrong}`)
    return figures.fetchMs
  }
  for (let round = 0; round < bench.rounds; round++) {
    const [first, second] = [await run(round % 2 === 0), await run(round % 2 !== 0)]
    ratios.push(round % 2 === 0 ? first / second : second / first)
  }
  return median(ratios) - 1
}
