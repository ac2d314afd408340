// Limits from a slow line to a fast one, over all and for one account, with one stream and with sixteen.

import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { show } from '../figures.ts'
import type { LimitFigures } from '../host/limit.ts'
import { runHost } from '../own/host-order.ts'
import type { Bench, Figure, Row, RowReport } from '../row.ts'

const kibibyte = 1024
const mebibyte = 1_048_576

interface Course {
  readonly rate: number
  readonly scope: 'global' | 'account'
  readonly streams: number
}

/** Rates within a group run side by side: they need little time of the processor. */
const groups: readonly { rates: readonly number[]; together: boolean }[] = [
  { rates: [100 * kibibyte, mebibyte], together: true },
  { rates: [20 * mebibyte], together: true },
  { rates: [200 * mebibyte], together: false },
]

export const limiter: Row = {
  id: 'limiter',
  title: 'Bandwidth limits',
  run: async (bench): Promise<RowReport> => {
    const { site } = bench
    const paths = Array.from({ length: 16 }, (_, index) => `/limit-${String(index)}.bin`)
    const [first = '', ...others] = paths
    await site.add([first], (bench.quick ? 1024 : 3072) * mebibyte)
    await site.alias(others, first)
    await site.serveFrom(site.blobs.origins.plain)
    const done: (Course & LimitFigures)[] = []
    for (const { rates, together } of groups) {
      const courses = rates.flatMap((rate) =>
        (['global', 'account'] as const).flatMap((scope) =>
          [1, 16].map((streams) => ({ rate, scope, streams })),
        ),
      )
      const run = async (course: Course) => ({ ...course, ...(await runCourse(bench, course, paths)) })
      if (together) done.push(...(await Promise.all(courses.map(run))))
      else for (const course of courses) done.push(await run(course))
    }
    return report(done)
  },
}

async function runCourse(bench: Bench, course: Course, paths: readonly string[]): Promise<LimitFigures> {
  const target = await mkdtemp(join(bench.scratch, 'target-'))
  const profile = await mkdtemp(join(bench.scratch, 'profile-'))
  const { figures } = await runHost<LimitFigures>(bench, {
    mode: 'limit',
    profile,
    target,
    paths: paths.slice(0, course.streams),
    bytesPerSecond: course.rate,
    scope: course.scope,
    seconds: bench.quick ? 4 : 8,
    settings: { concurrency: 16, connectionsPerFile: 1 },
  })
  return figures
}

function report(done: readonly (Course & LimitFigures)[]): RowReport {
  const worst = (scope: Course['scope'], read: (one: LimitFigures) => number) =>
    Math.max(...done.filter((one) => one.scope === scope).map((one) => Math.abs(read(one))))
  const figures = (['global', 'account'] as const).flatMap((scope): Figure[] => {
    const name = scope === 'global' ? 'over all' : 'one account'
    return [
      {
        what: `${name}: whole run, farthest off`,
        value: worst(scope, (one) => one.wholeError),
        unit: '%',
        goal: { atMost: 2 },
      },
      {
        what: `${name}: 1 s windows, farthest off`,
        value: worst(scope, (one) => one.worstWindowError),
        unit: '%',
        goal: { atMost: 10 },
      },
    ]
  })
  const lines = done.map(({ rate, scope, streams, wholeError, worstWindowError }) => [
    rate < mebibyte ? `${String(rate / kibibyte)} KiB/s` : `${String(rate / mebibyte)} MiB/s`,
    scope === 'global' ? 'over all' : 'one account',
    String(streams),
    show(wholeError, 2),
    show(worstWindowError, 2),
  ])
  return {
    figures,
    tables: [
      {
        title: 'Error in percent of the rate',
        table: { head: ['rate', 'limit', 'streams', 'whole run', 'worst second'], lines },
      },
    ],
    notes: [
      'The whole run is from the first byte on, for ten seconds; single seconds are counted after the first two. Transfers are canceled then, so nothing is compared here.',
    ],
  }
}
