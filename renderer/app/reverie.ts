// Everything the screens work with, put together once for each page: the connection and one store for each feature.
// Screens reach it through `useReverie()`.

import { createContext, useContext } from 'react'
import type { Bridge } from '../../contract/treaty.ts'
import type { PickedFolder } from '../../contract/views.ts'
import type { Failure } from '../../core/model/failure.ts'
import type { Connection } from '../bridge/connection.ts'
import { createActivityFeature, type ActivityFeature } from '../features/activity/activity-store.ts'
import { createAccountsFeature, type AccountsFeature } from '../features/accounts/accounts-store.ts'
import { createBrowserFeature, type BrowserFeature } from '../features/browser/browser-store.ts'
import { createPlacesFeature, type PlacesFeature } from '../features/browser/places-pane/places-store.ts'
import { createTrailMemory, type TrailMemory } from '../features/browser/trail-memory.ts'
import { createViewMemory, type KeyStorage } from '../features/browser/view-memory.ts'
import { createQueuesFeature, type QueuesFeature } from '../features/queue/named/queues-store.ts'
import { createQueueFeature, type QueueFeature } from '../features/queue/queue-store.ts'
import { createSettingsFeature, type SettingsFeature } from '../features/settings/settings-store.ts'
import { createSyncFeature, type SyncFeature } from '../features/sync/sync-store.ts'
import { createUpdatesFeature, type UpdatesFeature } from '../features/updates/updates-store.ts'
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
  readonly trail: TrailMemory
  readonly places: PlacesFeature
  readonly queue: QueueFeature
  readonly queues: QueuesFeature
  readonly settings: SettingsFeature
  readonly activity: ActivityFeature
  readonly sync: SyncFeature
  readonly updates: UpdatesFeature
  /** Starts following the host; the result stops. */
  start(): () => void
  /** The host's dialog, or the page's own where the host has none. */
  pickFolder(title?: string): Promise<PickedFolder | undefined>
}

export interface PageParts {
  readonly connection: Connection
  readonly clock: PageClock
  /** Of the page, for how folders are shown; undefined: it lasts as long as the page. */
  readonly storage?: KeyStorage | undefined
  /** Of this tab alone, for where it is; lives through a reload. */
  readonly tabStorage?: KeyStorage | undefined
}

export function createReverie({ connection, clock, storage, tabStorage }: PageParts): Reverie {
  const { bridge } = connection
  const shell = createShellFeature(tabStorage)
  const host = createHostFeature(connection)
  const accounts = createAccountsFeature(connection)
  const settings = createSettingsFeature(connection)
  const memory = createViewMemory(storage)
  const browser = createBrowserFeature({ bridge, clock, memory })
  const trail = createTrailMemory([tabStorage, storage])
  const places = createPlacesFeature(connection)
  const complain = (failure: Failure) => shell.notify({ text: '', failure })
  const activity = createActivityFeature(connection, complain)
  const sync = createSyncFeature(connection, clock, complain)
  const updates = createUpdatesFeature(connection, complain)
  const queue = createQueueFeature({
    connection,
    clock,
    storage,
    complain,
  })
  const queues = createQueuesFeature(connection, clock)
  return {
    connection,
    bridge,
    host,
    shell,
    accounts,
    browser,
    trail,
    places,
    queue,
    queues,
    settings,
    activity,
    sync,
    updates,
    start() {
      const features = [host, accounts, settings, queue, queues, browser, places, activity, sync, updates]
      const stops = features.map((feature) => feature.start())
      stops.push(
        browser.store.subscribe((now, before) => {
          if (now.trail !== before.trail) trail.keep(now.trail)
        }),
        accounts.store.subscribe(({ status, accounts: list }) => {
          // Signed out: how its folders looked is nobody's business any more.
          if (status !== 'ready') return
          for (const kept of [memory, trail]) kept.keepOnly(list.map(({ id }) => id))
        }),
      )
      return () => {
        for (const stop of stops) stop()
      }
    },
    async pickFolder(title) {
      const wish = host.store.getState().host?.face === 'web' ? await shell.askFolder(title) : undefined
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
