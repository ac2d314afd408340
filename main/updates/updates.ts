// Newer versions: keeps the state, lets the user take the steps, and looks by itself once a day where the user wants
// that. It looks only: downloading and installing are never its own idea.

import type { Release, UpdateProblem, UpdateState } from '../../contract/update-treaty.ts'
import type { Updates } from '../../host/update-handlers.ts'
import { transition, type UpdateEvent } from './transition.ts'

/** Where new versions come from. A rejection carries its problem as an `UpdateError`. */
export interface Feed {
  /** Undefined where there is nothing newer for this copy. */
  check(): Promise<Release | undefined>
  /** Of the release that `check` found last. */
  download(onProgress: (bytesDone: number) => void): Download
  /** Starts the installation and ends the program. Throws where it could not begin. */
  install(): void
}

export interface Download {
  readonly done: Promise<void>
  cancel(): void
}

export class UpdateError extends Error {
  readonly problem: UpdateProblem
  constructor(problem: UpdateProblem, cause?: unknown) {
    super(`update: ${problem}`, { cause })
    this.problem = problem
  }
}

export interface UpdatesParts {
  readonly feed: Feed
  readonly nowMs: () => number
  readonly after: (delayMs: number, run: () => void) => () => void
  readonly every: (periodMs: number, run: () => void) => () => void
  readonly isWanted: () => boolean
  /** Ends the program in its own order; `finish` is to be called at the very end. */
  readonly quit: () => void
  readonly report: (what: string, error: unknown) => void
}

export interface RunningUpdates extends Updates {
  /** For the end of the program: true where the installer has taken over. */
  finish(): boolean
  dispose(): void
}

const firstLookMs = 60_000
const lookEveryMs = 24 * 3_600_000
/** Told to pages, so not for every packet. */
const progressStep = 0.01

export function createUpdates(parts: UpdatesParts): RunningUpdates {
  const { feed, report } = parts
  const listeners = new Set<(state: UpdateState) => void>()
  let state: UpdateState = { kind: 'idle' }
  let running: Download | undefined

  const step = (event: UpdateEvent): boolean => {
    const next = transition(state, event)
    if (next === state) return false
    state = next
    for (const listener of [...listeners]) listener(state)
    return true
  }
  const fail = (what: string, error: unknown) => {
    report(what, error)
    step({ kind: 'problem', problem: error instanceof UpdateError ? error.problem : 'other' })
  }
  const check = () => {
    if (!step({ kind: 'check' })) return
    feed.check().then(
      (release) =>
        step(release === undefined ? { kind: 'nothing', atMs: parts.nowMs() } : { kind: 'found', release }),
      (error: unknown) => fail('looking for a newer version', error),
    )
  }
  const download = () => {
    if (!step({ kind: 'download' })) return
    const told = { bytes: 0 }
    const own = feed.download((bytesDone) => {
      const size = state.kind === 'downloading' ? (state.release.sizeBytes ?? 0) : 0
      if (running !== own || bytesDone - told.bytes < size * progressStep) return
      told.bytes = bytesDone
      step({ kind: 'progress', bytesDone })
    })
    running = own
    own.done.then(
      () => running === own && step({ kind: 'downloaded' }),
      (error: unknown) => running === own && fail('downloading a newer version', error),
    )
  }
  const cancel = () => {
    if (!step({ kind: 'cancel' })) return
    running?.cancel()
    running = undefined
  }
  const look = () => {
    if (parts.isWanted() && state.kind === 'idle') check()
  }
  const stops = [parts.after(firstLookMs, look), parts.every(lookEveryMs, look)]
  return {
    state: () => state,
    check,
    download,
    cancel,
    install: () => {
      if (step({ kind: 'install' })) parts.quit()
    },
    onChanged: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    finish: () => {
      if (state.kind !== 'installing') return false
      try {
        feed.install()
        return true
      } catch (error) {
        fail('installing a newer version', error)
        return false
      }
    },
    dispose: () => {
      for (const stop of stops) stop()
      if (state.kind === 'downloading') cancel()
    },
  }
}
