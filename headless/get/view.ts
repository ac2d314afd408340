// What a running `get` tells whoever watches: a person at a terminal, a log, or a script. Facts come in; how they are
// shown is the view's business. It decides nothing.

import type { Failure } from '../../core/model/failure.ts'
import type { Transfer } from '../../core/model/transfer.ts'
import type { HostFace } from '../../host/local-handshake.ts'
import type { ExitCode } from '../exit-code.ts'

export interface RunningFile {
  readonly id: string
  readonly name: string
  readonly state: 'resolving' | 'downloading' | 'finishing' | 'waiting'
  readonly bytesDone: number
  readonly bytesTotal: number
  readonly bytesPerSecond: number
  readonly secondsLeft?: number
  /** Only while waiting. */
  readonly failure?: Failure
  readonly retryAtMs?: number
}

export interface GetProgress {
  readonly filesDone: number
  readonly filesTotal: number
  readonly bytesDone: number
  readonly bytesTotal: number
  readonly bytesPerSecond: number
  /** False while folders are still being walked: totals may grow. */
  readonly walked: boolean
  readonly running: readonly RunningFile[]
}

export interface AddedBatch {
  readonly batchId: string
  readonly accountId: string
  readonly name: string
  readonly target: string
  readonly resumed: boolean
}

/** A file, or the batch itself where the walk of its folders is meant. */
export interface Subject {
  readonly id: string
  readonly name: string
}

export interface GetSummary {
  readonly completed: number
  readonly skipped: number
  readonly failed: readonly FailedItem[]
  readonly bytes: number
  readonly seconds: number
  /** Files of these batches that are neither here nor failed. */
  readonly unfinished: number
  readonly end: GetEnd
  readonly exitCode: ExitCode
}

/** Why no byte is due though nothing is wrong: its queue is paused, or it starts later (Unix milliseconds). */
export type Rest = { readonly kind: 'queue-paused' } | { readonly kind: 'later'; readonly startAtMs: number }

export interface FailedItem extends Subject {
  readonly uri: string
  readonly failure: Failure
}

/** Why the command ends: everything came to its end, a person stopped it, nothing came for too long, or it needs one. */
export type GetEnd =
  | { readonly kind: 'ended' }
  | { readonly kind: 'interrupted' }
  /** A person stopped the command, and the host that runs the downloads goes on. */
  | { readonly kind: 'detached'; readonly host: HostFace }
  | { readonly kind: 'gave-up'; readonly failure?: Failure }
  | { readonly kind: 'blocked'; readonly failure: Failure }

export interface GetView {
  /** Another process runs the queue. */
  attached(host: HostFace): void
  added(batch: AddedBatch): void
  progress(progress: GetProgress): void
  /** A running transfer renews its link or starts again from zero. */
  note(subject: Subject, failure: Failure): void
  completed(transfer: Transfer, path: string): void
  skipped(transfer: Transfer, path: string): void
  failed(item: FailedItem): void
  waiting(subject: Subject, failure: Failure, retryAtMs: number): void
  held(subject: Subject, failure: Failure): void
  /** A whole batch waits for a person or for an hour; told once for each cause. */
  resting(subject: Subject, rest: Rest): void
  summary(summary: GetSummary): void
  /** Nothing is drawn while a question stands on the terminal. */
  suspend(): void
  resume(): void
}

/** The file's place below the chosen folder, as it will be on the disk. */
export function transferName({ target }: Transfer): string {
  return [...target.folders, target.name].join('/')
}
