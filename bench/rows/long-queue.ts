// A queue of 100,000: restored, changed, told of, and at rest.

import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { median } from '../figures.ts'
import type { IdleFigures } from '../host/idle.ts'
import type { QueueFigures } from '../host/open-queue.ts'
import { runHost } from '../own/host-order.ts'
import type { Bench, Row, RowReport } from '../row.ts'

const mebibyte = 1_048_576

async function seeded(bench: Bench, transfers: number): Promise<{ profile: string; target: string }> {
  const target = await mkdtemp(join(bench.scratch, 'target-'))
  const profile = await mkdtemp(join(bench.scratch, 'profile-'))
  await runHost(bench, { mode: 'seed', profile, target, transfers })
  return { profile, target }
}

const length = ({ quick }: Bench) => (quick ? 10_000 : 100_000)

export const longQueue: Row = {
  id: 'queue',
  title: 'A queue of 100,000',
  run: async (bench): Promise<RowReport> => {
    const full = await seeded(bench, length(bench))
    const empty = await seeded(bench, 0)
    const seen: QueueFigures[] = []
    const growths: number[] = []
    for (let round = 0; round < bench.rounds; round++) {
      const open = { mode: 'open-queue' as const, seconds: bench.quick ? 2 : 4 }
      const { figures: bare } = await runHost<QueueFigures>(bench, { ...open, ...empty, seconds: 0 })
      const { figures } = await runHost<QueueFigures>(bench, { ...open, ...full })
      seen.push(figures)
      growths.push(figures.rssBytes - bare.rssBytes)
    }
    const each = (read: (figures: QueueFigures) => number | undefined) =>
      median(seen.map((figures) => read(figures) ?? Number.NaN))
    return {
      figures: [
        { what: 'restored', value: each((one) => one.restoreMs) / 1000, unit: 's', goal: { atMost: 0.5 } },
        { what: 'one update', value: each((one) => one.changeMs), unit: 'ms', goal: { atMost: 0.05 } },
        { what: 'one update, p99', value: each((one) => one.changeP99Ms), unit: 'ms' },
        { what: 'RSS growth', value: median(growths) / mebibyte, unit: 'MiB', goal: { atMost: 100 } },
        { what: 'UI told', value: each((one) => one.tellsPerSecond), unit: '/s', goal: { atMost: 4 } },
      ],
      notes: [
        'Restored: from opening the database until the totals and the first windows are there. One update: a transfer paused or resumed through the queue, durable bookkeeping included. RSS: against the same engine with an empty queue.',
      ],
    }
  },
}

export const idleQueue: Row = {
  id: 'idle',
  title: 'Idle with 100,000 queued and paused',
  run: async (bench): Promise<RowReport> => {
    const full = await seeded(bench, length(bench))
    const order = { mode: 'idle' as const, ...full }
    const { figures: pausing } = await runHost<IdleFigures>(bench, { ...order, seconds: 0 })
    const { figures } = await runHost<IdleFigures>(bench, { ...order, seconds: bench.quick ? 5 : 30 })
    return {
      figures: [
        { what: 'CPU', value: figures.cpuPercent, unit: '% of a core', goal: { atMost: 0.1 } },
        { what: 'to pause them all', value: pausing.pauseAllMs, unit: 'ms' },
      ],
      notes: [
        'Over 30 s, once, in a process that was started on the paused queue two seconds before. The goal of 0 % is met by what rounds to it: a tenth of a percent at most.',
      ],
    }
  },
}
