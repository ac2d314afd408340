// A folder of 100,000 entries on the screen: how soon its first rows are there, how long until the last, what scrolling
// feels like, and what the page keeps of it.

import { median } from '../figures.ts'
import { buildPage } from '../own/build.ts'
import { openPage, type OpenPage } from '../page/open-page.ts'
import {
  lengthOfList,
  timeToFirstRow,
  timeToLastRow,
  watchScroll,
  watchStill,
  type FrameTimes,
} from '../page/frames.ts'
import type { Figure, Row, RowReport, Table } from '../row.ts'

const mebibyte = 1_048_576
/** A brisk hand on a wheel. */
const wheelPixels = 3_000
const scrollMs = 5_000
/** A frame of 60 Hz, with the tolerance of its timer. */
const frameMs = 17.5
const folder = 'long'
const nameOf = (index: number) => `f${String(index).padStart(6, '0')}.txt`

interface Visit {
  readonly firstRowMs: number
  readonly lastRowMs: number
  readonly heapBeforeBytes: number
  readonly heapAfterBytes: number
  readonly still: FrameTimes
  readonly coming: FrameTimes
  readonly wheel: FrameTimes
  readonly bar: FrameTimes
}

export const longFolder: Row = {
  id: 'folder',
  title: 'A folder of 100,000 in the page',
  run: async (bench): Promise<RowReport> => {
    await buildPage()
    const count = bench.quick ? 10_000 : 100_000
    await bench.site.bare(Array.from({ length: count }, (_, at) => `/${folder}/${nameOf(at + 1)}`))
    const visits: Visit[] = []
    for (let round = 0; round < bench.rounds; round++) {
      const open = await openPage(bench)
      if (open === undefined) return { figures: [], notes: ['There is no Chromium here.'] }
      try {
        visits.push(await visit(open, count))
      } finally {
        await open.close()
      }
    }
    return reportOf(visits)
  },
}

async function visit(open: OpenPage, count: number): Promise<Visit> {
  const { page } = open
  await page.getByRole('row', { name: folder }).waitFor()
  const heapBeforeBytes = await open.heapBytes()
  const still = await page.evaluate(watchStill, { ms: 2_000 })
  const firstRowMs = await page.evaluate(timeToFirstRow, { folder, first: nameOf(1) })
  const coming = await page.evaluate(watchScroll, { ms: 2_000, pixelsPerSecond: wheelPixels })
  const lastRowMs = await page.evaluate(timeToLastRow, { last: nameOf(count) })
  const wheel = await page.evaluate(watchScroll, { ms: scrollMs, pixelsPerSecond: wheelPixels })
  const length = await page.evaluate(lengthOfList)
  const bar = await page.evaluate(watchScroll, { ms: scrollMs, pixelsPerSecond: length / (scrollMs / 1000) })
  const heapAfterBytes = await open.heapBytes()
  return { firstRowMs, lastRowMs, heapBeforeBytes, heapAfterBytes, still, coming, wheel, bar }
}

function reportOf(visits: readonly Visit[]): RowReport {
  const each = (read: (visit: Visit) => number) => median(visits.map(read))
  const late = ({ gapsMs }: FrameTimes, limitMs: number) => shareAbove(gapsMs, limitMs) * 100
  const rate = ({ gapsMs }: FrameTimes) => (gapsMs.length * 1000) / gapsMs.reduce((sum, gap) => sum + gap, 0)
  const figures: Figure[] = [
    { what: 'first row', value: each((one) => one.firstRowMs), unit: 'ms', goal: { atMost: 200 } },
    { what: 'last row, by the End key', value: each((one) => one.lastRowMs) / 1000, unit: 's' },
    { what: 'wheel, frames', value: each((one) => rate(one.wheel)), unit: '/s', goal: { atLeast: 59 } },
    { what: 'wheel, late frames', value: each((one) => late(one.wheel, frameMs)), unit: '%' },
    { what: 'scrollbar, frames', value: each((one) => rate(one.bar)), unit: '/s', goal: { atLeast: 59 } },
    { what: 'scrollbar, late frames', value: each((one) => late(one.bar, frameMs)), unit: '%' },
    {
      what: 'wheel while pages come, frames',
      value: each((one) => rate(one.coming)),
      unit: '/s',
      goal: { atLeast: 55 },
    },
    {
      what: 'heap growth for all of it',
      value: each((one) => one.heapAfterBytes - one.heapBeforeBytes) / mebibyte,
      unit: 'MiB',
      goal: { atMost: 100 },
    },
  ]
  return {
    figures,
    tables: [{ title: 'Frames', table: tableOf(visits) }],
    notes: [
      'The built page in headless Chromium without a graphics card, served by `reverie serve`; the site in a process of its own. First row: from the double click to the frame after it was drawn. The wheel moves 3,000 pixels a second; the scrollbar is pulled through the whole folder in 5 s, so that every frame has other rows.',
    ],
  }
}

function tableOf(visits: readonly Visit[]): Table {
  const kinds = [
    ['at rest', (one: Visit) => one.still],
    ['wheel while pages come', (one: Visit) => one.coming],
    ['wheel', (one: Visit) => one.wheel],
    ['scrollbar', (one: Visit) => one.bar],
  ] as const
  return {
    head: ['', 'frames', 'median ms', '95 % ms', 'worst ms', 'over 17 ms', 'over 34 ms'],
    lines: kinds.map(([name, read]) => {
      const gaps = visits.flatMap((one) => read(one).gapsMs)
      return [
        name,
        String(gaps.length),
        quantile(gaps, 0.5).toFixed(1),
        quantile(gaps, 0.95).toFixed(1),
        quantile(gaps, 1).toFixed(1),
        `${(shareAbove(gaps, frameMs) * 100).toFixed(1)} %`,
        `${(shareAbove(gaps, 2 * frameMs) * 100).toFixed(1)} %`,
      ]
    }),
  }
}

function shareAbove(values: readonly number[], limit: number): number {
  return values.filter((value) => value > limit).length / Math.max(1, values.length)
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
