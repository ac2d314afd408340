// Everything the screens work with, put together once for each page: the connection and one store for each feature.
// Screens reach it through `useReverie()`.

import { createContext, useContext } from 'react'
import type { Bridge } from '../../contract/treaty.ts'
import type { PickedFolder } from '../../contract/views.ts'
import type { Connection } from '../bridge/connection.ts'
import { createAccountsFeature, type AccountsFeature } from '../features/accounts/accounts-store.ts'
import { createBrowserFeature, type BrowserFeature } from '../features/browser/browser-store.ts'
import { createQueueFeature, type QueueFeature } from '../features/queue/queue-store.ts'
import { createSettingsFeature, type SettingsFeature } from '../features/settings/settings-store.ts'
import type { PageClock } from './clock.ts'
import { createHostFeature, type HostFeature } from './host-store.ts'
import { createShellFeature, type ShellFeature } from './shell-store.ts'

export interface Reverie {
  readonly connection: Connection
  readonly bridge: Bridge
  readonly host: HostFeature
  readonly shell: ShellFeature
  readonly accounts: AccountsFeature
  readonly browser: BrowserFeature
  readonly queue: QueueFeature
  readonly settings: SettingsFeature
  /** Starts following the host; the result stops. */
  start(): () => void
  /** The host's dialog, or the page's own where the host has none. */
  pickFolder(): Promise<PickedFolder | undefined>
}

export function createReverie(connection: Connection, clock: PageClock): Reverie {
  const { bridge } = connection
  const shell = createShellFeature()
  const host = createHostFeature(connection)
  const accounts = createAccountsFeature(connection)
  const settings = createSettingsFeature(connection)
  const browser = createBrowserFeature(bridge)
  const queue = createQueueFeature({
    connection,
    clock,
    complain: (failure) => shell.notify({ text: '', failure }),
  })
  return {
    connection,
    bridge,
    host,
    shell,
    accounts,
    browser,
    queue,
    settings,
    start() {
      const stops = [host, accounts, settings, queue].map((feature) => feature.start())
      return () => {
        for (const stop of stops) stop()
      }
    },
    async pickFolder() {
      const wish = host.store.getState().host?.face === 'web' ? await shell.askFolder() : undefined
      if (host.store.getState().host?.face === 'web' && wish === undefined) return undefined
      const outcome = await bridge.invoke('folder.pick', wish === undefined ? {} : { wish })
      if (outcome.ok) return outcome.value.picked ?? undefined
      shell.notify({ text: '', failure: outcome.failure })
      return undefined
    },
  }
}

export const ReverieContext = createContext<Reverie | undefined>(undefined)

export function useReverie(): Reverie {
  const reverie = useContext(ReverieContext)
  if (reverie === undefined) throw new Error('there is no ReverieContext above')
  return reverie
}
