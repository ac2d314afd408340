// A hundred downloads at once, each as slow as a line may be: memory for each, and the event loop's delay.

import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { median, show } from '../figures.ts'
import type { HundredFigures } from '../host/hundred.ts'
import { measure } from '../measure.ts'
import { runHost } from '../own/host-order.ts'
import { aria2List } from '../peers/transfer-tools.ts'
import { difference } from '../site/content.ts'
import type { Bench, Row, RowReport } from '../row.ts'

const mebibyte = 1_048_576

export const hundred: Row = {
  id: 'hundred',
  title: '100 downloads at once, 2 MiB/s each',
  run: async (bench): Promise<RowReport> => {
    const { site } = bench
    const count = bench.quick ? 30 : 100
    const names = Array.from({ length: count + 1 }, (_, index) => `/hundred-${String(index)}.bin`)
    const [first = '', ...others] = names
    await site.add([first], (bench.quick ? 8 : 16) * mebibyte)
    await site.alias(others, first)
    await site.serveFrom(site.blobs.origins.slow)
    const seen: HundredFigures[] = []
    const theirs: number[] = []
    for (let round = 0; round < bench.rounds; round++) {
      seen.push(await runOwn(bench, names))
      if (bench.has('aria2c')) theirs.push(await runAria2(bench, others))
    }
    const each = (read: (figures: HundredFigures) => number) => median(seen.map(read))
    const growth = (figures: HundredFigures) => (figures.rssPeakBytes - figures.rssBeforeBytes) / mebibyte
    return {
      figures: [
        { what: 'RSS for each', value: each(growth) / count, unit: 'MiB', goal: { atMost: 0.3 } },
        { what: 'p99 loop delay', value: each((one) => one.delayP99Ms), unit: 'ms', goal: { atMost: 15 } },
      ],
      tables: [
        {
          title: `${String(count)} files of ${bench.quick ? '8' : '16'} MiB`,
          table: {
            head: ['', 'wall s', 'peak MiB', 'most at once', 'longest delay ms'],
            lines: [
              [
                'reverie',
                show(each((one) => one.wallMs) / 1000, 2),
                show(each((one) => one.rssPeakBytes) / mebibyte, 0),
                show(
                  each((one) => one.mostAtOnce),
                  0,
                ),
                show(
                  each((one) => one.delayMaxMs),
                  0,
                ),
              ],
              ...(theirs.length === 0
                ? []
                : [[`aria2c -j${String(count)}`, '', show(median(theirs) / mebibyte, 0), '', '']]),
            ],
          },
        },
      ],
      notes: [
        'The settings ask for 100 large files and 128 connections at once, more than the user interface offers. "Most at once" is what really ran at the same moment.',
        'RSS is the peak while they run less what the engine took after one download before; the loop delay is that of perf_hooks at a resolution of 1 ms, which is part of the figure.',
      ],
    }
  },
}

async function runOwn(bench: Bench, paths: readonly string[]): Promise<HundredFigures> {
  const target = await mkdtemp(join(bench.scratch, 'target-'))
  const profile = await mkdtemp(join(bench.scratch, 'profile-'))
  const settings = { concurrency: 100, connections: 128, connectionsPerOrigin: 128, connectionsPerFile: 1 }
  const { figures } = await runHost<HundredFigures>(bench, {
    mode: 'hundred',
    profile,
    target,
    paths,
    settings,
  })
  await compare(bench, target, paths)
  return figures
}

async function runAria2(bench: Bench, paths: readonly string[]): Promise<number> {
  const target = await mkdtemp(join(bench.scratch, 'target-'))
  const beside = await mkdtemp(join(bench.scratch, 'list-'))
  const command = await aria2List(bench.site, paths, paths.length).command(target, beside)
  const { peakBytes } = await measure(command)
  await compare(bench, target, paths)
  return peakBytes ?? Number.NaN
}

async function compare({ site }: Bench, target: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const wrong = await difference(join(target, path.slice(1)), site.source(path))
    if (wrong !== undefined) throw new Error(`${path} is not what the server sent: ${wrong}`)
  }
}
