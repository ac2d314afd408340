// What kind of host is behind the page: asked once, and again when the connection comes back.

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { HostView } from '../../contract/views.ts'
import type { Failure } from '../../core/model/failure.ts'
import type { Connection } from '../bridge/connection.ts'

export interface HostState {
  readonly host: HostView | undefined
  readonly failure: Failure | undefined
}

export interface HostFeature {
  readonly store: StoreApi<HostState>
  start(): () => void
  ask(): Promise<void>
}

export function createHostFeature(connection: Connection): HostFeature {
  const store = createStore<HostState>(() => ({ host: undefined, failure: undefined }))
  const ask = async () => {
    const outcome = await connection.bridge.invoke('host.describe', {})
    store.setState(outcome.ok ? { host: outcome.value, failure: undefined } : { failure: outcome.failure })
  }
  return {
    store,
    ask,
    start() {
      void ask()
      return connection.onReopened(() => void ask())
    },
  }
}
