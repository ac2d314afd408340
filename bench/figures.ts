// Medians and ratios of paired rounds. Ratios are taken round by round, so that a slow moment of the machine hits both
// sides.

import type { Cost } from './measure.ts'
import type { Table } from './row.ts'

export interface Runs {
  readonly name: string
  /** Undefined: this round's run failed. */
  readonly rounds: readonly (Cost | undefined)[]
  readonly trouble?: string
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

type Part = keyof Cost

function values(runs: Runs, part: Part): number[] {
  return runs.rounds.flatMap((cost) => cost?.[part] ?? [])
}

export function medianOf(runs: Runs, part: Part): number | undefined {
  const all = values(runs, part)
  return all.length === 0 ? undefined : median(all)
}

/** Median over rounds of mine / theirs, or undefined where a figure is not known. */
export function ratio(mine: Runs | undefined, theirs: Runs | undefined, part: Part): number | undefined {
  if (mine === undefined || theirs === undefined) return undefined
  const pairs = mine.rounds.flatMap((cost, index) => {
    const [a, b] = [cost?.[part], theirs.rounds[index]?.[part]]
    return a === undefined || b === undefined || b === 0 ? [] : [a / b]
  })
  return pairs.length === 0 ? undefined : median(pairs)
}

/** How many times as fast as they are. */
export function speedRatio(mine: Runs | undefined, theirs: Runs | undefined): number | undefined {
  const slower = ratio(mine, theirs, 'wallMs')
  return slower === undefined ? undefined : 1 / slower
}

export interface Amount {
  readonly count: number
  readonly unit: string
}

/** Speed, cost and memory of each, with ratios against the first. */
export function toTable(all: readonly Runs[], amount: Amount): Table {
  const baseline = all[0]
  const rounds = Math.max(...all.map((runs) => runs.rounds.length))
  const against = baseline === undefined ? '' : ` (× ${baseline.name})`
  return {
    head: ['', 'wall s', `${amount.unit}/s`, 'CPU s', 'peak MiB', `speed${against}`, 'CPU ×'],
    lines: all.map((runs) => {
      const wallMs = medianOf(runs, 'wallMs')
      if (wallMs === undefined) return [runs.name, runs.trouble ?? 'failed', '', '', '', '', '']
      return [
        nameOf(runs, rounds),
        show(wallMs / 1000, 2),
        show(amount.count / (wallMs / 1000), 0),
        show(scale(medianOf(runs, 'cpuMs'), 1000), 2),
        show(scale(medianOf(runs, 'peakBytes'), 1_048_576), 0),
        show(speedRatio(runs, baseline), 2),
        show(ratio(runs, baseline, 'cpuMs'), 2),
      ]
    }),
  }
}

function nameOf({ name, trouble, rounds }: Runs, most: number): string {
  if (trouble !== undefined) return `${name} (one run failed)`
  return rounds.length < most ? `${name} (${String(rounds.length)} of ${String(most)} rounds)` : name
}

function scale(value: number | undefined, by: number): number | undefined {
  return value === undefined ? undefined : value / by
}

export function show(value: number | undefined, digits: number): string {
  return value === undefined || Number.isNaN(value) ? '?' : value.toFixed(digits)
}
