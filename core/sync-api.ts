// What can be asked of folders kept in step, as hosts see it. The implementation is in core/sync.

import type { CloudUri } from './model/cloud-uri.ts'
import type { Failure } from './model/failure.ts'
import type {
  MassGuard,
  PlanItem,
  PlanKind,
  RulesPreview,
  SyncActivity,
  SyncHold,
  SyncMode,
  SyncPair,
  SyncPlan,
  SyncProblem,
  SyncRules,
  SyncState,
} from './model/sync.ts'

export interface SyncAddRequest {
  readonly accountId: string
  readonly remote: CloudUri
  /** Absolute; made by the first run where it is missing. */
  readonly localRoot: string
  readonly mode: SyncMode
  readonly rules?: SyncRules
  readonly guard?: MassGuard
}

export interface SyncChange {
  readonly mode?: SyncMode | undefined
  readonly rules?: SyncRules | undefined
  readonly guard?: MassGuard | undefined
}

export interface PairSnapshot {
  readonly pair: SyncPair
  readonly state: SyncState
  /** Kept in step so far. */
  readonly files: number
  readonly bytes: number
  /** When all of it was last seen to be in step, Unix milliseconds. */
  readonly inStepSinceMs?: number
  readonly problems: readonly SyncProblem[]
  /** The plan that was made last in this process. */
  readonly plan?: SyncPlan
  /** Whether the site tells of changes; otherwise it is looked at now and then. */
  readonly told: boolean
}

export type SyncRunEnd =
  | { readonly kind: 'done'; readonly plan: SyncPlan; readonly problems: readonly SyncProblem[] }
  | { readonly kind: 'asks'; readonly plan: SyncPlan }
  | { readonly kind: 'held'; readonly cause: SyncHold; readonly failure: Failure }
  /** Paused or closed meanwhile. */
  | { readonly kind: 'stopped' }

export interface SyncApi {
  /** Fails `not-found`, `invalid-request` (overlaps with another pair) … Nothing is changed on the disk yet. */
  add(request: SyncAddRequest): Promise<SyncPair>
  /** Another mode or other rules count from the next run on. */
  change(pairId: string, change: SyncChange): void
  /** Files stay where they are. */
  remove(pairId: string): Promise<void>
  pairs(): readonly PairSnapshot[]
  pair(pairId: string): PairSnapshot | undefined
  /** Looks at everything and changes nothing. */
  plan(
    pairId: string,
  ): Promise<{ kind: 'planned'; plan: SyncPlan } | Exclude<SyncRunEnd, { kind: 'done' | 'asks' }>>
  /** Of the plan that was made last in this process. */
  items(
    pairId: string,
    window: { kinds: readonly PlanKind[]; offset: number; limit: number },
  ): { total: number; items: readonly PlanItem[] }
  /** A full run now. `agree`: to what the last plan said, or to whatever a new one says. */
  run(pairId: string, options?: { agree?: 'plan' | 'everything' }): Promise<SyncRunEnd>
  pause(pairId: string): Promise<void>
  resume(pairId: string): void
  /** Forgets what is known of the folder here: the next run compares everything, and asks. */
  compareAnew(pairId: string): Promise<void>
  /** The folder here was moved to this one; what is known of it stays. Fails like `add` where it cannot be a pair's. */
  locate(pairId: string, localRoot: string): Promise<void>
  /** The newest first. */
  activity(pairId: string, page: { offset: number; limit: number }): readonly SyncActivity[]
  /** What rules would leave out, of the first entries of a remote folder. */
  preview(request: { accountId: string; remote: CloudUri; rules: SyncRules }): Promise<RulesPreview>
  /** Pairs are kept in step by themselves from now on; asked twice it is done once. */
  start(): void
  onChanged(listener: () => void): () => void
}
