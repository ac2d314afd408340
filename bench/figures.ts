// Medians and ratios of paired rounds, and the table they are printed in. Ratios are taken round by round, so that a slow
// moment of the machine hits both sides.

import type { Cost } from './measure.ts'

export interface Row {
  readonly name: string
  readonly rounds: readonly Cost[]
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

type Figure = keyof Cost

function values(row: Row, figure: Figure): number[] {
  return row.rounds.flatMap((cost) => cost[figure] ?? [])
}

/** Median over rounds of mine / theirs, or undefined where a figure is not known. */
export function ratio(mine: Row, theirs: Row, figure: Figure): number | undefined {
  const pairs = mine.rounds.flatMap((cost, index) => {
    const [a, b] = [cost[figure], theirs.rounds[index]?.[figure]]
    return a === undefined || b === undefined || b === 0 ? [] : [a / b]
  })
  return pairs.length === 0 ? undefined : median(pairs)
}

export function formatTable(title: string, rows: readonly Row[], baseline: Row): string {
  const head = ['', 'wall s', 'CPU s', 'peak MiB', `wall ×`, `CPU ×`, `peak ×`]
  const body = rows.map((row) => [
    row.name,
    number(median(values(row, 'wallMs')) / 1000, 2),
    number(median(values(row, 'cpuMs')) / 1000, 2),
    number(median(values(row, 'peakBytes')) / 1_048_576, 0),
    ...(['wallMs', 'cpuMs', 'peakBytes'] as const).map((figure) => number(ratio(row, baseline, figure), 2)),
  ])
  const widths = head.map((_, column) =>
    Math.max(...[head, ...body].map((line) => (line[column] ?? '').length)),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
  const rounds = baseline.rounds.length
  return [
    `${title} (medians of ${rounds} interleaved rounds; × is against ${baseline.name})`,
    line(head),
    ...body.map(line),
  ].join('\n')
}

function number(value: number | undefined, digits: number): string {
  return value === undefined || Number.isNaN(value) ? '?' : value.toFixed(digits)
}
