// What a row of the bench is: work that some contenders do in turn, and the figures that come of it, each beside its goal.

import type { BenchSite } from './site/site.ts'

export interface Goal {
  readonly atLeast?: number
  readonly atMost?: number
}

export interface Figure {
  readonly what: string
  /** Undefined where it could not be had: a peer is missing, or this system does not tell. */
  readonly value: number | undefined
  readonly unit: string
  readonly goal?: Goal
}

export interface Table {
  readonly head: readonly string[]
  readonly lines: readonly (readonly string[])[]
}

export interface RowReport {
  readonly figures: readonly Figure[]
  readonly tables?: readonly { readonly title: string; readonly table: Table }[]
  /** What a reader has to know to judge the figures. */
  readonly notes?: readonly string[]
}

export interface Bench {
  readonly rounds: number
  /** Sizes are cut: for a look whether everything works, not for figures. */
  readonly quick: boolean
  readonly site: BenchSite
  /** A folder for targets and profiles. */
  readonly scratch: string
  readonly has: (tool: string) => boolean
  /** Runs with the site and its plain storage at the end of a long line. */
  readonly withFar: <T>(run: (far: { url: string; origin: string }) => Promise<T>) => Promise<T>
  readonly say: (line: string) => void
}

export interface Row {
  /** For `--only`. */
  readonly id: string
  readonly title: string
  /** Takes so long that it runs where `--only` names it, and not otherwise. */
  readonly onDemand?: true
  run(bench: Bench): Promise<RowReport>
}

export function isMet({ value, goal }: Figure): boolean | undefined {
  if (value === undefined || goal === undefined || Number.isNaN(value)) return undefined
  // What is printed is what is judged.
  const shown = Number(formatValue(value))
  return shown >= (goal.atLeast ?? -Infinity) && shown <= (goal.atMost ?? Infinity)
}

export function formatGoal(goal: Goal): string {
  return goal.atLeast === undefined ? `≤ ${String(goal.atMost)}` : `≥ ${String(goal.atLeast)}`
}

/** Three figures that count. */
export function formatValue(value: number): string {
  const size = Math.abs(value)
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 || size === 0 ? 2 : 4)
}
