// One file of 1 GiB over one connection and as everybody's own settings have it, plain and encrypted.

import { ratio, speedRatio, toTable } from '../figures.ts'
import type { Runs } from '../figures.ts'
import { reverie, signIn } from '../own/reverie.ts'
import { aria2, curl, rclone, wget } from '../peers/transfer-tools.ts'
import { race } from '../race.ts'
import type { Bench, Figure, Row } from '../row.ts'

export const bigPath = '/big.bin'

export function bigBytes({ quick }: Bench): number {
  return (quick ? 128 : 1024) * 1_048_576
}

const one = 'reverie, 1 connection'

export const bigHttp: Row = {
  id: 'big-http',
  title: 'One file of 1 GiB, HTTP',
  run: (bench) =>
    runBig(bench, 'plain', (mine, of) => [
      {
        what: '1 connection, speed × curl',
        value: speedRatio(mine, of('curl')),
        unit: '×',
        goal: { atLeast: 1.3 },
      },
      {
        what: '1 connection, CPU × curl',
        value: ratio(mine, of('curl'), 'cpuMs'),
        unit: '×',
        goal: { atMost: 0.9 },
      },
      {
        what: '1 connection, speed × aria2c -x1',
        value: speedRatio(mine, of('aria2c -x1')),
        unit: '×',
        goal: { atLeast: 2 },
      },
    ]),
}

export const bigHttps: Row = {
  id: 'big-https',
  title: 'One file of 1 GiB, HTTPS',
  run: (bench) =>
    runBig(bench, 'tls', (mine, of) => [
      {
        what: '1 connection, speed × curl',
        value: speedRatio(mine, of('curl')),
        unit: '×',
        goal: { atLeast: 1.1 },
      },
      {
        what: '1 connection, CPU × curl',
        value: ratio(mine, of('curl'), 'cpuMs'),
        unit: '×',
        goal: { atMost: 1 },
      },
    ]),
}

async function runBig(
  bench: Bench,
  temper: 'plain' | 'tls',
  judge: (mine: Runs | undefined, of: (name: string) => Runs | undefined) => readonly Figure[],
) {
  const { site } = bench
  const sizeBytes = bigBytes(bench)
  const origin = site.blobs.origins[temper]
  await site.add([bigPath], sizeBytes)
  await site.serveFrom(origin)
  const single = await signIn(bench, { settings: { connectionsPerFile: 1 } })
  const usual = await signIn(bench)
  const runs = await race(bench, {
    paths: [bigPath],
    contenders: [
      curl(site, bigPath),
      wget(site, bigPath),
      aria2(site, bigPath, 1),
      aria2(site, bigPath, 4),
      rclone(site, bigPath, { origin, streams: 4 }),
      reverie(bench, { name: one, path: bigPath, profile: single }),
      reverie(bench, { name: 'reverie, its own settings', path: bigPath, profile: usual }),
    ],
  })
  const of = (name: string) => runs.find((candidate) => candidate.name === name)
  const title = `${String(sizeBytes / 1_048_576)} MiB`
  return {
    figures: judge(of(one), of),
    tables: [{ title, table: toTable(runs, { count: sizeBytes / 1_048_576, unit: 'MiB' }) }],
    notes: [
      'Whole processes: the start of each, and for reverie the signing of the link, are in its time.',
      'reverie syncs the file to the disk before it gives it its name; the peers leave that to the system.',
    ],
  }
}
