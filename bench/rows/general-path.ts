// The way for everything that is not a plain answer with a length: got alone. A switch of the bench, for the product takes
// this way only where it has to.

import { hostScript } from '../own/build.ts'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { speedRatio, toTable } from '../figures.ts'
import { hostOrder } from '../own/host-order.ts'
import { curl } from '../peers/transfer-tools.ts'
import { race } from '../race.ts'
import type { Contender } from '../race.ts'
import type { Bench, Row, RowReport } from '../row.ts'
import { bigBytes, bigPath } from './big-files.ts'

const name = 'reverie, general path'

export const generalPath: Row = {
  id: 'general',
  title: 'The general path (got) alone, one connection',
  run: async (bench): Promise<RowReport> => {
    const { site } = bench
    const sizeBytes = bigBytes(bench)
    await site.add([bigPath], sizeBytes)
    const profile = await mkdtemp(join(bench.scratch, 'profile-'))
    const parts = []
    for (const temper of ['plain', 'tls'] as const) {
      await site.serveFrom(site.blobs.origins[temper])
      const contenders = [curl(site, bigPath), general(bench, profile)]
      parts.push({ temper, runs: await race(bench, { paths: [bigPath], contenders }) })
    }
    const title = { plain: 'HTTP', tls: 'HTTPS' }
    const goal = { plain: 0.6, tls: 0.45 }
    return {
      figures: parts.map(({ temper, runs }) => ({
        what: `${title[temper]}, speed × curl`,
        value: speedRatio(
          runs.find((one) => one.name === name),
          runs.find((one) => one.name === 'curl'),
        ),
        unit: '×',
        goal: { atLeast: goal[temper] },
      })),
      tables: parts.map(({ temper, runs }) => ({
        title: title[temper],
        table: toTable(runs, { count: sizeBytes / 1_048_576, unit: 'MiB' }),
      })),
    }
  },
}

function general(bench: Bench, profile: string): Contender {
  return {
    name,
    own: true,
    command: (target) =>
      Promise.resolve({
        file: process.execPath,
        args: [
          hostScript,
          hostOrder(bench, {
            mode: 'get',
            profile,
            target,
            paths: [bigPath],
            general: true,
            settings: { connectionsPerFile: 1 },
          }),
        ],
        env: { NODE_EXTRA_CA_CERTS: bench.site.certificate },
      }),
  }
}
