// One profile opened for one face: the engine, and the treaty's gate in front of it. Both hosts start here, so no wiring
// is written twice.

import type { Gate } from '../contract/gate.ts'
import type { Subscribe } from '../contract/channel.ts'
import type { Engine } from '../core/engine-api.ts'
import type { Logger } from '../core/ports/logger.ts'
import type { Network } from '../core/ports/network.ts'
import type { SettingsStore } from '../core/ports/settings-store.ts'
import type { Vault } from '../core/ports/vault.ts'
import type { Shell } from './shell.ts'

export interface HostParts {
  /** Absolute path of the profile; made with owner-only rights where missing. */
  readonly profile: string
  readonly vault: Vault
  readonly settings: SettingsStore
  readonly logger: Logger
  readonly network: Network
  readonly shell: Shell
}

export interface Host {
  readonly engine: Engine
  readonly gate: Gate
  readonly subscribe: Subscribe
  /** Stops the engine and frees the profile; the queue goes on where it was at the next start. */
  close(): Promise<void>
}
