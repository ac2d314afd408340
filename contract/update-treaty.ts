// The part of the treaty that is about newer versions of the program: what is known, and the steps that only the user
// takes. Nothing is downloaded or installed without being asked for.

import type { Call } from './treaty.ts'

type None = Record<string, never>

/** A newer version, as its makers describe it. */
export interface Release {
  readonly version: string
  /** Plain text. */
  readonly notes: string
  readonly sizeBytes?: number | undefined
}

/**
 * `source`: run from the sources. `system`: installed by the system's package tool, which brings new versions itself.
 * `unpacked`: from an archive, or portable: nothing there that could be replaced. `no-feed`: whoever packed it named no
 * place to ask. `host`: this face leaves it to others.
 */
export type UpdatesOffReason = 'source' | 'system' | 'unpacked' | 'no-feed' | 'host'

/** `untrusted`: not signed by our key. `corrupt`: other bytes than were announced. */
export const updateProblems = ['unreachable', 'untrusted', 'corrupt', 'interrupted', 'disk', 'other'] as const
export type UpdateProblem = (typeof updateProblems)[number]

export type UpdateState =
  | { readonly kind: 'off'; readonly reason: UpdatesOffReason }
  /** `checkedAtMs`: Unix milliseconds of the last answer; until then nothing is known. */
  | {
      readonly kind: 'idle'
      readonly checkedAtMs?: number | undefined
      readonly problem?: UpdateProblem | undefined
    }
  | { readonly kind: 'checking' }
  /** `problem`: why the last download came to nothing. */
  | { readonly kind: 'available'; readonly release: Release; readonly problem?: UpdateProblem | undefined }
  | { readonly kind: 'downloading'; readonly release: Release; readonly bytesDone: number }
  | { readonly kind: 'ready' | 'installing'; readonly release: Release }

export interface UpdateCommands {
  /** Asks now; what came of it is told by `update.changed`. Fails `invalid-request` where updates are off, as do the rest. */
  'update.check': Call<None, None>
  'update.download': Call<None, None>
  /** Gives up the download. */
  'update.cancel': Call<None, None>
  /** Ends the program, installs what was downloaded and starts the new version. */
  'update.install': Call<None, None>
}

export interface UpdateQueries {
  'update.read': Call<None, UpdateState>
}

export interface UpdateEvents {
  'update.changed': UpdateState
}
