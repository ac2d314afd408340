// A remote folder that is kept on the desk by itself: what a pair is, what is known of its tree, what a plan may say, and
// how a pair is doing. Pure values; who makes them is in core/plan and core/sync.

import type { CloudUri } from './cloud-uri.ts'
import type { Failure } from './failure.ts'

/** `mirror`: what is deleted on the site goes to the trash here. `copy`: nothing is ever deleted here. */
export const syncModes = ['mirror', 'copy'] as const
export type SyncMode = (typeof syncModes)[number]

/** What of the remote folder is wanted. Paths are names below the pair's folder, joined by `/`. */
export interface SyncRules {
  /** Folders ticked: only they and what is in them; empty: everything. */
  readonly only: readonly string[]
  /** Folders not ticked. */
  readonly except: readonly string[]
  /** Lines in gitignore's syntax, judged on remote names. */
  readonly ignore: readonly string[]
  /** Bytes; a file outside of the two is left out. */
  readonly minBytes?: number | undefined
  readonly maxBytes?: number | undefined
  /** Only files with one of these extensions, in lower case without the dot; empty: all. */
  readonly extensions: readonly string[]
}

export const noRules: SyncRules = { only: [], except: [], ignore: [], extensions: [] }

/** More than both at once is asked about before it is done. */
export interface MassGuard {
  /** Files deleted or replaced. */
  readonly files: number
  /** Of the files that are kept in step, 0 to 1. */
  readonly share: number
}

export const defaultGuard: MassGuard = { files: 50, share: 0.2 }

export interface SyncPair {
  readonly id: string
  readonly accountId: string
  readonly remote: CloudUri
  /** Absolute folder. */
  readonly localRoot: string
  readonly label: string
  readonly mode: SyncMode
  readonly rules: SyncRules
  readonly guard: MassGuard
  readonly paused: boolean
  /** Its first plan was seen and agreed to. */
  readonly confirmed: boolean
  readonly addedAtMs: number
}

/** An entry as it was last put on this disk. The pair's own folder has no record: its children's parent is ''. */
export interface KnownEntry {
  readonly id: string
  readonly parentId: string
  readonly kind: 'file' | 'folder'
  readonly remoteName: string
  /** The name here, remembered: twins keep theirs. */
  readonly localName: string
  /** Of files: identity of the bytes, their length, and the site's time. */
  readonly entityId: string
  readonly sizeBytes: number
  readonly modifiedAtMs: number
  /** As the disk said right after it was put here; of folders zeros. */
  readonly localBytes: number
  readonly localModifiedAtMs: number
  readonly stamp: string
  /** Its bytes came from the site while we looked; otherwise it was found here and taken for the same. */
  readonly proven: boolean
  /** It was taken from its place and waits in the pair's holding folder for the next one. */
  readonly held: boolean
}

export type PlanKind = 'create' | 'update' | 'rename' | 'delete' | 'conflict' | 'adopt' | 'skip'
export const planKinds = ['create', 'update', 'rename', 'delete', 'conflict', 'adopt', 'skip'] as const

/** What the runner does for an item. */
export type PlanAction = 'fetch' | 'make' | 'move' | 'remove' | 'adopt' | 'forget' | 'none'

export const planReasons = [
  'new',
  'changed',
  'renamed',
  'moved',
  'deleted',
  /** Was put here, and somebody took it away. */
  'missing-here',
  /** Somebody changed it here: his file is kept beside. */
  'changed-here',
  /** Something that never came from here has the name: it is kept beside. */
  'in-the-way',
  /** The same length and another time: compared once it is here. */
  'same-length',
  'already-here',
  'ignored',
  'not-ticked',
  'too-large',
  'too-small',
  'other-type',
  'uploading',
  'shortcut',
  'reserved-name',
  'not-listed',
  /** Gone from the site; a copy keeps it. */
  'kept-by-copy',
  'kept-changed-here',
  /** Its deletion is not certain enough yet. */
  'not-certain',
] as const
export type PlanReason = (typeof planReasons)[number]

export interface PlanItem {
  readonly kind: PlanKind
  readonly action: PlanAction
  readonly reason: PlanReason
  readonly entry: 'file' | 'folder'
  readonly id: string
  readonly parentId: string
  readonly remoteName: string
  readonly localName: string
  readonly entityId: string
  readonly sizeBytes: number
  readonly modifiedAtMs: number
  /** Below the pair's folder, local names joined by `/`. */
  readonly path: string
  /** Of a rename: where it is until then. */
  readonly fromPath?: string
  /** Of files to be fetched. */
  readonly uri?: CloudUri
}

export interface PlanTotals {
  readonly byKind: Readonly<Record<PlanKind, number>>
  /** Files among the deletes, and files that are replaced or set aside. */
  readonly filesDeleted: number
  readonly filesReplaced: number
  readonly filesFetched: number
  readonly bytesFetched: number
  /** Files that are kept in step before the plan is done. */
  readonly filesKnown: number
}

export const syncQuestions = [
  /** Nothing was ever put here by this pair; or what is known of it was lost. */
  'first-run',
  /** More is deleted or replaced than the guard lets pass. */
  'mass-change',
  /** The remote folder is empty, and was not. */
  'root-empty',
] as const
export type SyncQuestion = (typeof syncQuestions)[number]

export interface SyncPlan {
  readonly pairId: string
  readonly madeAtMs: number
  readonly totals: PlanTotals
  /** What has to be agreed to before it is done; undefined: nothing. */
  readonly question: SyncQuestion | undefined
  /** Every folder was listed to its end: without that nothing is deleted. */
  readonly complete: boolean
  /** Folders of the site that could not be listed. */
  readonly missed: readonly { readonly path: string; readonly failure: Failure }[]
  /** Seconds that the fetching is likely to take, where there is a speed to go by. */
  readonly secondsEstimated?: number
}

/** How a pair is doing. */
export type SyncState =
  | { readonly kind: 'new' }
  | { readonly kind: 'checking'; readonly entries: number }
  | { readonly kind: 'asking'; readonly question: SyncQuestion }
  | { readonly kind: 'running'; readonly done: number; readonly total: number }
  | { readonly kind: 'in-step'; readonly sinceMs: number }
  | { readonly kind: 'waiting'; readonly failure: Failure; readonly retryAtMs: number }
  /** Until the cause is gone: the folder is not there, a sign-in is needed … */
  | { readonly kind: 'held'; readonly failure: Failure; readonly cause: SyncHold }
  | { readonly kind: 'paused' }

export const syncHolds = [
  'folder-missing',
  'other-folder',
  'sign-in',
  'remote-missing',
  'disk',
  'other',
] as const
export type SyncHold = (typeof syncHolds)[number]

export interface SyncProblem {
  readonly path: string
  readonly failure: Failure
}

export interface SyncActivity {
  readonly atMs: number
  readonly kind: PlanKind | 'problem' | 'note'
  /** Absent: a file, or nobody wrote it down. */
  readonly entry?: 'folder'
  readonly path: string
  readonly fromPath?: string
  readonly reason?: PlanReason
  /** Where what lay there is kept now. */
  readonly keptAs?: string
  readonly failure?: Failure
}

/** Where what lay there is kept now, below the pair's folder; a conflict copy lies beside its place. */
export function keptPathOf({ kind, path, keptAs }: SyncActivity): string | undefined {
  if (keptAs === undefined || kind !== 'conflict') return keptAs
  return [...path.split('/').slice(0, -1), keptAs].join('/')
}

export interface RulesPreview {
  /** Looked at; `whole` is false where there are more. */
  readonly entries: number
  readonly whole: boolean
  readonly hidden: number
  readonly hiddenBytes: number
  /** The first of them. */
  readonly sample: readonly { readonly path: string; readonly reason: PlanReason }[]
}
