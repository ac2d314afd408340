// What kind of host is behind the page: asked when the connection opens, told anew when something about it changes.

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Outcome } from '../../contract/result.ts'
import type { HostView } from '../../contract/views.ts'
import type { Failure } from '../../core/model/failure.ts'
import type { Connection } from '../bridge/connection.ts'
import { followSnapshot } from '../bridge/snapshot.ts'

export interface HostState {
  readonly host: HostView | undefined
  readonly failure: Failure | undefined
}

export interface HostFeature {
  readonly store: StoreApi<HostState>
  start(): () => void
  ask(): Promise<void>
  /** Undefined where the host did as asked. */
  quitWhenDone(on: boolean): Promise<Failure | undefined>
}

export function createHostFeature(connection: Connection): HostFeature {
  const { bridge } = connection
  const store = createStore<HostState>(() => ({ host: undefined, failure: undefined }))
  const accept = (outcome: Outcome<HostView>) =>
    store.setState(outcome.ok ? { host: outcome.value, failure: undefined } : { failure: outcome.failure })
  const read = () => bridge.invoke('host.describe', {})
  return {
    store,
    ask: async () => accept(await read()),
    start: () => followSnapshot(connection, { event: 'host.changed', read, accept }),
    quitWhenDone: async (on) => {
      const outcome = await bridge.invoke('host.quitWhenDone', { on })
      if (!outcome.ok) return outcome.failure
      accept(outcome)
      return undefined
    },
  }
}
