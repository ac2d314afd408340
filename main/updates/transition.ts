// How an update goes, as a pure function: every step forward that costs anything is the user's.
//
//   idle --check--> checking --found--> available --download--> downloading --downloaded--> ready --install--> installing
//                      |nothing, problem        ^--- cancel, problem ---|                      ^---- problem ----|
//                      v
//                    idle
//
// An event that does not fit leaves the state as it is: answers may come after the user has gone another way.

import type { Release, UpdateProblem, UpdateState } from '../../contract/update-treaty.ts'

export type UpdateEvent =
  | { readonly kind: 'check' | 'download' | 'downloaded' | 'cancel' | 'install' }
  | { readonly kind: 'found'; readonly release: Release }
  | { readonly kind: 'nothing'; readonly atMs: number }
  | { readonly kind: 'progress'; readonly bytesDone: number }
  | { readonly kind: 'problem'; readonly problem: UpdateProblem }

type Rule = (state: UpdateState, event: UpdateEvent) => UpdateState | undefined

export function transition(state: UpdateState, event: UpdateEvent): UpdateState {
  return rules[state.kind](state, event) ?? state
}

const fromIdle: Rule = (_state, event) => (event.kind === 'check' ? { kind: 'checking' } : undefined)

const fromChecking: Rule = (_state, event) => {
  if (event.kind === 'found') return { kind: 'available', release: event.release }
  if (event.kind === 'nothing') return { kind: 'idle', checkedAtMs: event.atMs }
  return event.kind === 'problem' ? { kind: 'idle', problem: event.problem } : undefined
}

const fromAvailable: Rule = (state, event) => {
  if (state.kind !== 'available') return undefined
  if (event.kind === 'download') return { kind: 'downloading', release: state.release, bytesDone: 0 }
  return event.kind === 'check' ? { kind: 'checking' } : undefined
}

const fromDownloading: Rule = (state, event) => {
  if (state.kind !== 'downloading') return undefined
  const { release } = state
  switch (event.kind) {
    case 'progress':
      return { kind: 'downloading', release, bytesDone: Math.max(state.bytesDone, event.bytesDone) }
    case 'downloaded':
      return { kind: 'ready', release }
    case 'cancel':
      return { kind: 'available', release }
    case 'problem':
      return { kind: 'available', release, problem: event.problem }
    default:
      return undefined
  }
}

const fromReady: Rule = (state, event) =>
  state.kind === 'ready' && event.kind === 'install'
    ? { kind: 'installing', release: state.release }
    : undefined

const fromInstalling: Rule = (state, event) =>
  state.kind === 'installing' && event.kind === 'problem'
    ? { kind: 'available', release: state.release, problem: event.problem }
    : undefined

const rules: Readonly<Record<UpdateState['kind'], Rule>> = {
  off: () => undefined,
  idle: fromIdle,
  checking: fromChecking,
  available: fromAvailable,
  downloading: fromDownloading,
  ready: fromReady,
  installing: fromInstalling,
}
