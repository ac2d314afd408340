// Folders kept in step, as a user interface shows them.

import type {
  MassGuard,
  PlanItem,
  SyncMode,
  SyncPlan,
  SyncProblem,
  SyncRules,
  SyncState,
} from '../core/model/sync.ts'

export interface PairView {
  readonly id: string
  readonly accountId: string
  /** `cloudreve://…`, never with a password. */
  readonly uri: string
  /** On the disk; for display. */
  readonly folder: string
  readonly label: string
  readonly mode: SyncMode
  readonly rules: SyncRules
  readonly guard: MassGuard
  readonly paused: boolean
  readonly state: SyncState
  /** Kept in step so far. */
  readonly files: number
  readonly bytes: number
  /** When all of it was last seen to be in step, Unix milliseconds. */
  readonly inStepSinceMs?: number
  /** The first of them. */
  readonly problems: readonly SyncProblem[]
  readonly problemsTotal: number
  /** Made last, since the program started; its items are asked for by `sync.items`. */
  readonly plan?: SyncPlan
  /** Whether the site tells of changes by itself. */
  readonly told: boolean
}

export type PlanItemView = Omit<PlanItem, 'uri'>

export type SyncEndView =
  | { readonly kind: 'done' | 'asks' | 'planned'; readonly plan: SyncPlan; readonly problemsTotal: number }
  | { readonly kind: 'held'; readonly cause: string; readonly failure: SyncProblem['failure'] }
  /** Paused or closed meanwhile. */
  | { readonly kind: 'stopped' }
