// One file on its way from the site to the disk: what it is, and the only function that changes its state.
// Progress is not state, and nothing here does any work.
//
//   queued --> resolving --> downloading --> finishing --> completed
//     ^            |  ^          |    |           |
//     |            |  +-renewed--+    |           |
//     +-- waiting <+------------------+-----------+   (also held, failed)
//     paused / canceled: from everywhere but finishing and the ends

import type { ConflictPolicy } from './conflict.ts'
import type { CloudUri } from './cloud-uri.ts'
import type { Failure } from './failure.ts'
import type { Pace } from './pace.ts'
import type { Priority } from './priority.ts'

/** Identity of the bytes: behind one entity id they never change (cloudreve-api.md section 6.3). */
export interface TransferSource {
  readonly uri: CloudUri
  readonly fileId: string
  readonly entityId: string
  readonly sizeBytes: number
  readonly modifiedAtMs: number
  /** The user asked for exactly this version: it is never replaced by a newer one. */
  readonly pinned: boolean
  /** Instead of one file: a zip of these, made by the site while it is sent; its size is unknown (0) until it is here. */
  readonly archiveOf?: readonly CloudUri[]
}

export interface TransferTarget {
  /** Absolute folder that the user chose; nothing is ever written outside of it. */
  readonly root: string
  /** Local folder names below the root, already mapped. */
  readonly folders: readonly string[]
  /** The wished final name, already mapped; a conflict may number it. */
  readonly name: string
}

export type HoldCause =
  | { readonly scope: 'account'; readonly accountId: string }
  | { readonly scope: 'volume'; readonly root: string }
  | { readonly scope: 'queue' }
  /** Only this transfer waits: for an answer to a name conflict. */
  | { readonly scope: 'transfer' }

/** Files that the site did not put into its zip, or not with all their bytes, though its listing has them. */
export interface LeftOut {
  readonly count: number
  /** The first of them, as they would be named in the zip. */
  readonly names: readonly string[]
}

export type TransferState =
  | { readonly kind: 'queued' }
  | { readonly kind: 'resolving' }
  | { readonly kind: 'downloading' }
  | { readonly kind: 'finishing' }
  | {
      readonly kind: 'waiting'
      readonly failure: Failure
      readonly retryAtMs: number
      readonly tries: number
    }
  | { readonly kind: 'held'; readonly failure: Failure; readonly cause: HoldCause }
  | { readonly kind: 'paused' }
  | {
      readonly kind: 'completed'
      readonly path: string
      readonly outcome: 'downloaded' | 'skipped'
      /** Of a zip made by the site. */
      readonly leftOut?: LeftOut
    }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'canceled' }

export type StateKind = TransferState['kind']

export const stateKinds = [
  'queued',
  'resolving',
  'downloading',
  'finishing',
  'waiting',
  'held',
  'paused',
  'completed',
  'failed',
  'canceled',
] as const satisfies readonly StateKind[]

export interface Transfer extends Pace {
  readonly id: string
  readonly batchId: string
  readonly accountId: string
  readonly source: TransferSource
  readonly target: TransferTarget
  readonly conflict: ConflictPolicy
  readonly state: TransferState
  readonly addedAtMs: number
  /** When the state last changed, Unix milliseconds. */
  readonly changedAtMs: number
  /** Bytes recorded on the disk; the live figure comes with progress. */
  readonly bytesDone: number
  /** The named queue that its batch is in; absent: the default one. */
  readonly queueId?: string
  /** When its batch starts; absent: it may. */
  readonly startAtMs?: number
  /** What counts: its own, or its batch's. Absent: normal. */
  readonly priority?: Priority
  /** The priority is its own. */
  readonly ownPriority?: boolean
  /** Was told to run next: ahead of every priority. */
  readonly next?: boolean
}

export type TransferEvent =
  | { readonly type: 'granted' }
  | { readonly type: 'linked' }
  | { readonly type: 'link-lost' }
  | { readonly type: 'bytes-durable' }
  | { readonly type: 'committed'; readonly path: string; readonly leftOut?: LeftOut | undefined }
  | { readonly type: 'skipped'; readonly path: string }
  | {
      readonly type: 'trouble'
      readonly failure: Failure
      readonly retryAtMs: number
      readonly tries: number
    }
  | { readonly type: 'hold'; readonly failure: Failure; readonly cause: HoldCause }
  | { readonly type: 'give-up'; readonly failure: Failure }
  | { readonly type: 'pause' }
  | { readonly type: 'cancel' }
  /** Its turn is over for now: its queue was paused, or its batch waits for a later start. */
  | { readonly type: 'yield' }
  /** Back into the queue: the wait is over, the hold's cause is gone, or the user says so. */
  | { readonly type: 'requeue' }
  /** The process that ran it is gone; whatever was under way starts again from its resume point. */
  | { readonly type: 'recovered' }

const active: readonly StateKind[] = ['resolving', 'downloading', 'finishing']

/** States from which each event may come; an event that does not fit leaves the state alone. */
const allowed: Record<TransferEvent['type'], readonly StateKind[]> = {
  granted: ['queued'],
  linked: ['resolving'],
  'link-lost': ['downloading'],
  'bytes-durable': ['downloading'],
  committed: ['finishing'],
  skipped: ['resolving', 'finishing'],
  trouble: active,
  hold: active,
  'give-up': [...active, 'waiting', 'queued'],
  pause: ['queued', 'resolving', 'downloading', 'waiting', 'held'],
  yield: ['resolving', 'downloading'],
  cancel: ['queued', 'resolving', 'downloading', 'waiting', 'held', 'paused', 'failed'],
  requeue: ['waiting', 'held', 'paused', 'failed', 'canceled'],
  recovered: active,
}

/** The only way a state changes. Returns the same object where the event does not fit. */
export function transition(state: TransferState, event: TransferEvent): TransferState {
  return allowed[event.type].includes(state.kind) ? next(event) : state
}

/** Where an event fits, for changing many transfers in one stroke by the same rule. */
export function statesAllowing(type: TransferEvent['type']): readonly StateKind[] {
  return allowed[type]
}

function next(event: TransferEvent): TransferState {
  switch (event.type) {
    case 'granted':
    case 'link-lost':
      return { kind: 'resolving' }
    case 'linked':
      return { kind: 'downloading' }
    case 'bytes-durable':
      return { kind: 'finishing' }
    case 'committed':
      return {
        ...{ kind: 'completed', path: event.path, outcome: 'downloaded' },
        ...(event.leftOut === undefined ? {} : { leftOut: event.leftOut }),
      }
    case 'skipped':
      return { kind: 'completed', path: event.path, outcome: 'skipped' }
    case 'trouble':
      return { kind: 'waiting', failure: event.failure, retryAtMs: event.retryAtMs, tries: event.tries }
    case 'hold':
      return { kind: 'held', failure: event.failure, cause: event.cause }
    case 'give-up':
      return { kind: 'failed', failure: event.failure }
    case 'pause':
      return { kind: 'paused' }
    case 'cancel':
      return { kind: 'canceled' }
    case 'yield':
    case 'requeue':
    case 'recovered':
      return { kind: 'queued' }
  }
}

export function isActive(kind: StateKind): boolean {
  return active.includes(kind)
}

/** Nothing more will happen to it unless a person asks. */
export function isEnded(kind: StateKind): boolean {
  return kind === 'completed' || kind === 'failed' || kind === 'canceled'
}

export const transferActions = ['pause', 'resume', 'cancel', 'retry', 'remove', 'open', 'reveal'] as const
export type TransferAction = (typeof transferActions)[number]

const actions: Record<StateKind, readonly TransferAction[]> = {
  queued: ['pause', 'cancel'],
  resolving: ['pause', 'cancel'],
  downloading: ['pause', 'cancel'],
  finishing: [],
  waiting: ['retry', 'pause', 'cancel'],
  held: ['retry', 'pause', 'cancel'],
  paused: ['resume', 'cancel'],
  completed: ['open', 'reveal', 'remove'],
  failed: ['retry', 'remove'],
  canceled: ['retry', 'remove'],
}

/** The buttons a face may offer: the same in the window, on the page and in the terminal. */
export function actionsFor(kind: StateKind): readonly TransferAction[] {
  return actions[kind]
}
