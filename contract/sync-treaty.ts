// The part of the treaty that is about folders kept in step. A plan is made and shown before anything is done; what it
// asks is agreed to by `sync.run` with `agree`, which goes no further than the plan that was made last.

import type { MassGuard, PlanKind, RulesPreview, SyncActivity, SyncMode } from '../core/model/sync.ts'
import type { PairView, PlanItemView, SyncEndView } from './sync-views.ts'
import type { Call } from './treaty.ts'

type None = Record<string, never>
interface One {
  pairId: string
}

export interface RulesInput {
  only: string[]
  except: string[]
  ignore: string[]
  minBytes?: number | undefined
  maxBytes?: number | undefined
  extensions: string[]
}

export interface SyncCommands {
  /** `token` stands for a folder that was picked (`folder.pick`). Nothing is changed on the disk until it has run. */
  'sync.add': Call<
    { accountId: string; uri: string; token: string; mode: SyncMode; rules?: RulesInput | undefined },
    { pairId: string }
  >
  'sync.change': Call<
    One & { mode?: SyncMode | undefined; rules?: RulesInput | undefined; guard?: MassGuard | undefined },
    None
  >
  /** Files stay where they are, here and there. */
  'sync.remove': Call<One, None>
  /** Looks at everything and changes nothing; answered when the plan is there. */
  'sync.plan': Call<One, SyncEndView>
  /** A full run now; answered when it has ended, or asks. */
  'sync.run': Call<One & { agree?: boolean | undefined }, SyncEndView>
  'sync.pause': Call<One, None>
  'sync.resume': Call<One, None>
  /** Forgets what is known of the folder: the next run compares everything, and asks. The way out of a hold. */
  'sync.compareAnew': Call<One, None>
  /**
   * The folder here was moved: it is where `token` says now (`folder.pick`). What is known of it stays; the mark in it says
   * whether it is the one. Fails `invalid-request` where it overlaps with another pair's.
   */
  'sync.locate': Call<One & { token: string }, None>
  /**
   * Shows the pair's folder in the system's file manager, or one of its entries. `path` is one that the host itself named in
   * the pair's problems or its activity (also `keptPathOf`); any other fails `not-found`.
   */
  'sync.reveal': Call<One & { path?: string | undefined }, None>
}

export interface SyncQueries {
  'sync.list': Call<None, { pairs: PairView[] }>
  'sync.items': Call<
    One & { kinds: PlanKind[]; offset: number; limit: number },
    { total: number; items: PlanItemView[] }
  >
  /** The newest first. */
  'sync.activity': Call<One & { offset: number; limit: number }, { activity: SyncActivity[] }>
  /** What rules would leave out of a remote folder; of the first entries only. */
  'sync.preview': Call<{ accountId: string; uri: string; rules: RulesInput }, RulesPreview>
}

export interface SyncEvents {
  /** Ask `sync.list` again; a few times a second at most. */
  'sync.changed': None
}
