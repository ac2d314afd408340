// Newer versions, for the page: what the host knows, and the steps one may ask it for. A version that turns up while
// nobody looks is said once, as a notice.

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Outcome } from '../../../contract/result.ts'
import type { UpdateState } from '../../../contract/update-treaty.ts'
import type { Failure } from '../../../core/model/failure.ts'
import type { Connection } from '../../bridge/connection.ts'
import { followSnapshot } from '../../bridge/snapshot.ts'

export interface UpdatesState {
  readonly update: UpdateState | undefined
}

export type UpdateStep = 'check' | 'download' | 'cancel' | 'install'

export interface UpdatesFeature {
  readonly store: StoreApi<UpdatesState>
  start(): () => void
  ask(step: UpdateStep): Promise<void>
  /** Called once for each version that turned up. */
  onFound(listener: (version: string) => void): () => void
}

export function createUpdatesFeature(
  connection: Connection,
  complain: (failure: Failure) => void,
): UpdatesFeature {
  const { bridge } = connection
  const store = createStore<UpdatesState>(() => ({ update: undefined }))
  const accept = (outcome: Outcome<UpdateState>) =>
    outcome.ok ? store.setState({ update: outcome.value }) : complain(outcome.failure)
  return {
    store,
    start: () =>
      followSnapshot(connection, {
        event: 'update.changed',
        read: () => bridge.invoke('update.read', {}),
        accept,
      }),
    ask: async (step) => {
      const outcome = await bridge.invoke(`update.${step}`, {})
      if (!outcome.ok) complain(outcome.failure)
    },
    onFound: (listener) => {
      const told = new Set<string>()
      return store.subscribe(({ update }) => {
        if (update?.kind !== 'available' || told.has(update.release.version)) return
        told.add(update.release.version)
        listener(update.release.version)
      })
    },
  }
}
