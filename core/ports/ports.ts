// Everything the engine needs from outside, in one value that a host makes once.

import type { AfterActions } from './after-actions.ts'
import type { Clock } from './clock.ts'
import type { Disk } from './disk.ts'
import type { Logger } from './logger.ts'
import type { Network } from './network.ts'
import type { Power } from './power.ts'
import type { ProxyOf } from './proxies.ts'
import type { SettingsStore } from './settings-store.ts'
import type { Vault } from './vault.ts'
import type { TrustSystem } from './ways.ts'
import type { NameRules } from '../model/local-name.ts'

export interface Ports {
  readonly clock: Clock
  readonly vault: Vault
  readonly disk: Disk
  readonly logger: Logger
  readonly network: Network
  readonly settings: SettingsStore
  /** Absent: there is always leave to fetch. */
  readonly power?: Power
  /** Absent: nothing follows a batch. */
  readonly afterActions?: AfterActions
  /** Absent: everything goes straight. */
  readonly proxyOf?: ProxyOf
  /** Absent: what Node believes by itself is all. */
  readonly trustSystem?: TrustSystem
  /** Moves a file or folder to the system's trash; absent where there is none. Rejects where it could not. */
  readonly trash?: (path: string) => Promise<void>
  /** A number in [0, 1), for jitter. */
  readonly random: () => number
  /** A fresh UUID, for ids and correlation. */
  readonly uuid: () => string
  /** The system whose names the target has to hold; tests may play another. */
  readonly nameRules: NameRules
  /** Absolute path of the database file; its folder exists. */
  readonly databasePath: string
}
