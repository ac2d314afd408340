// The settings as the host last told them, and changing them. The host is the only one that keeps them.

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Outcome } from '../../../contract/result.ts'
import type { Input } from '../../../contract/treaty.ts'
import type { SettingsView } from '../../../contract/views.ts'
import type { Failure } from '../../../core/model/failure.ts'
import type { Connection } from '../../bridge/connection.ts'
import { followSnapshot } from '../../bridge/snapshot.ts'

export interface SettingsState {
  readonly settings: SettingsView | undefined
  /** Of the last reading or saving. */
  readonly failure: Failure | undefined
}

export interface SettingsFeature {
  readonly store: StoreApi<SettingsState>
  start(): () => void
  save(patch: Input<'settings.save'>): Promise<boolean>
  useFolder(token: string): Promise<boolean>
}

export function createSettingsFeature(connection: Connection): SettingsFeature {
  const { bridge } = connection
  const store = createStore<SettingsState>(() => ({ settings: undefined, failure: undefined }))
  const accept = (outcome: Outcome<SettingsView>): boolean => {
    store.setState(
      outcome.ok ? { settings: outcome.value, failure: undefined } : { failure: outcome.failure },
    )
    return outcome.ok
  }
  return {
    store,
    start: () =>
      followSnapshot(connection, {
        event: 'settings.changed',
        read: () => bridge.invoke('settings.read', {}),
        accept,
      }),
    save: async (patch) => accept(await bridge.invoke('settings.save', patch)),
    useFolder: async (token) => accept(await bridge.invoke('settings.useFolder', { token })),
  }
}
