// What a run of the bench leaves: the shape of `--json`, and what docs/BENCHMARKS.md is made from.

import type { MachineFacts } from './machine.ts'
import type { RowReport } from './row.ts'

export interface RowResult {
  readonly id: string
  readonly title: string
  readonly seconds: number
  readonly report?: RowReport
  /** Why there is none. */
  readonly trouble?: string
}

export interface BenchReport {
  /** `YYYY-MM-DD`. */
  readonly date: string
  readonly rounds: number
  readonly quick: boolean
  readonly machine: MachineFacts
  readonly server: string
  /** Name to version. */
  readonly peers: Readonly<Record<string, string>>
  readonly results: readonly RowResult[]
}
