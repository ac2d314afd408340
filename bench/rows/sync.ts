// Folders kept in step: the first run, a run that finds nothing to do, and one change until it is on the disk.

import { closeSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { median } from '../figures.ts'
import type { SyncFollowFigures, SyncRunFigures } from '../host/sync.ts'
import { runHost } from '../own/host-order.ts'
import type { Bench, Figure, Row, RowReport } from '../row.ts'

const mebibyte = 1_048_576
const sizeBytes = 1_024
const folderFiles = 1_000
const longestMs = 900_000

interface Pair {
  readonly path: string
  readonly profile: string
  readonly target: string
}

async function newPair({ scratch }: Bench, path: string): Promise<Pair> {
  const target = await mkdtemp(join(scratch, 'target-'))
  const profile = await mkdtemp(join(scratch, 'profile-'))
  return { path, profile, target }
}

interface Ran {
  readonly figures: SyncRunFigures
  readonly requests: number
  readonly peakBytes: number
}

async function run(bench: Bench, pair: Pair): Promise<Ran> {
  const before = await bench.site.requests()
  const { figures, cost } = await runHost<SyncRunFigures>(
    bench,
    { mode: 'sync-run', ...pair },
    { timeoutMs: longestMs },
  )
  const requests = (await bench.site.requests()) - before
  return { figures, requests, peakBytes: cost.peakBytes ?? Number.NaN }
}

const folderOf = (top: string, index: number) =>
  `${top}/d${String(Math.floor(index / folderFiles)).padStart(4, '0')}`
const namesOf = (top: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${folderOf(top, index)}/${top.slice(1)}-${String(index)}.bin`)

/** Each folder's files have the bytes of its first one: as many links as a file may have are few. */
async function addFiles({ site }: Bench, top: string, count: number): Promise<void> {
  const paths = namesOf(top, count)
  for (let at = 0; at < count; at += folderFiles) {
    const [first = '', ...others] = paths.slice(at, at + folderFiles)
    await site.add([first], sizeBytes)
    await site.alias(others, first)
    // What was stored a moment ago is asked for with its version, one by one (docs/adr/0011): these are older files.
    await utimes(site.source(first), longAgo, longAgo)
  }
}

const longAgo = new Date('2024-01-01T00:00:00Z')

/** Fails where a file is missing or has other bytes than its folder's first one on the site. */
function compareAll({ site }: Bench, { target, path }: Pair, count: number): void {
  let files = 0
  for (const folder of readdirSync(target).filter((name) => name.startsWith('d'))) {
    let wanted: Buffer | undefined
    for (const name of readdirSync(join(target, folder))) {
      wanted ??= readFileSync(site.source(`${path}/${folder}/${name}`))
      if (!readFileSync(join(target, folder, name)).equals(wanted)) throw new Error(`${name} has other bytes`)
      files += 1
    }
  }
  if (files !== count) throw new Error(`${String(files)} files instead of ${String(count)}`)
}

function unchanged(each: readonly Ran[]): Figure[] {
  const of = (read: (one: Ran) => number) => median(each.map(read))
  return [
    { what: 'nothing changed', value: of(({ figures }) => figures.runMs / 1000), unit: 's' },
    { what: 'nothing changed, requests', value: of(({ requests }) => requests), unit: '' },
    { what: 'nothing changed, peak RSS', value: of(({ peakBytes }) => peakBytes / mebibyte), unit: 'MiB' },
  ]
}

export const syncFolder: Row = {
  id: 'sync',
  title: 'A folder of 100,000 files of 1 KiB kept in step',
  run: async (bench): Promise<RowReport> => {
    const { site } = bench
    const count = bench.quick ? 2_000 : 100_000
    await addFiles(bench, '/sync', count)
    await site.add(['/elsewhere/one.bin'], sizeBytes)
    await site.serveFrom(site.blobs.origins.plain)
    const pair = await newPair(bench, '/sync')
    const first = await run(bench, pair)
    compareAll(bench, pair, count)
    const again: Ran[] = []
    for (let round = 0; round < bench.rounds; round++) again.push(await run(bench, pair))
    const { figures: followed } = await runHost<SyncFollowFigures>(bench, {
      ...{ mode: 'sync-follow' as const, ...pair },
      copy: '/elsewhere/one.bin',
    })
    const seconds = first.figures.runMs / 1000
    return {
      figures: [
        { what: 'first run', value: seconds, unit: 's' },
        { what: 'first run, files', value: count / seconds, unit: '/s' },
        {
          what: 'first run, requests per file',
          value: first.requests / count,
          unit: '',
          goal: { atMost: 1.1 },
        },
        { what: 'first run, peak RSS', value: first.peakBytes / mebibyte, unit: 'MiB' },
        ...unchanged(again),
        { what: 'one change until it is on the disk', value: followed.seenMs / 1000, unit: 's' },
      ],
      notes: [
        'The first run is done once, and every file is compared afterwards. Its time has the listing, the plan, every download with its datasync, and the record of each file. Nothing changed: every folder is listed and every file looked at, in a process of its own each round.',
        'The change is a new file on the site that an event tells of; the site gathers events for 5 s before it tells.',
      ],
    }
  },
}

export const syncMillion: Row = {
  id: 'sync-million',
  title: 'A folder of 1,000,000 files kept in step',
  onDemand: true,
  run: async (bench): Promise<RowReport> => {
    const count = bench.quick ? 10_000 : 1_000_000
    const paths = namesOf('/million', count)
    await bench.site.bare(paths)
    const pair = await newPair(bench, '/million')
    for (let at = 0; at < count; at += folderFiles) mkdirSync(join(pair.target, folderOf('', at).slice(1)))
    for (const path of paths) closeSync(openSync(join(pair.target, path.slice('/million/'.length)), 'w'))
    const first = await run(bench, pair)
    const again = await run(bench, pair)
    return {
      figures: [
        { what: 'found here and taken over', value: first.figures.runMs / 1000, unit: 's' },
        {
          what: 'taken over, peak RSS',
          value: first.peakBytes / mebibyte,
          unit: 'MiB',
          goal: { atMost: 400 },
        },
        ...unchanged([again]).map((figure) =>
          figure.unit === 'MiB' ? { ...figure, goal: { atMost: 400 } } : figure,
        ),
        { what: 'nothing changed, event loop late by at most', value: again.figures.latestMs, unit: 'ms' },
      ],
      notes: [
        'Once. The files are empty and lie here already, so that the first run takes them over without a byte; the second one finds nothing to do.',
      ],
    }
  },
}
