// One profile opened for one face: the engine, and the treaty's gate in front of it. Both hosts start here, so no wiring
// is written twice.

import type { Gate } from '../contract/gate.ts'
import type { Subscribe } from '../contract/channel.ts'
import type { Engine } from '../core/engine-api.ts'
import type { Logger } from '../core/ports/logger.ts'
import type { Network } from '../core/ports/network.ts'
import type { Power } from '../core/ports/power.ts'
import type { ProxyOf } from '../core/ports/proxies.ts'
import type { SettingsStore } from '../core/ports/settings-store.ts'
import type { Vault } from '../core/ports/vault.ts'
import type { ActivityLog } from './activity/activity-log.ts'
import type { AddressInbox } from './address-inbox.ts'
import type { Desk, PlaceBox } from './desk.ts'
import type { HostFace } from './local-handshake.ts'
import type { LocalSession } from './local-session.ts'
import type { QuitWhenDone } from './quit-when-done.ts'
import type { Repair } from './settings-backup.ts'
import type { ServeRemote } from './remote/remote-files.ts'
import type { Shell } from './shell.ts'
import type { Updates } from './update-handlers.ts'

export interface HostParts {
  /** Absolute path of the profile; made with owner-only rights where missing. */
  readonly profile: string
  readonly vault: Vault
  readonly settings: SettingsStore
  readonly logger: Logger
  readonly network: Network
  readonly shell: Shell
  /** What the machine's settings say of proxies; absent: what the environment says. */
  readonly proxyOf?: ProxyOf
  /** Absent where the host knows nothing of batteries and tariffs. */
  readonly power?: Power
  /** The windows that a page may ask for; absent where there are none. */
  readonly desk?: Desk
  /** Absent where somebody else brings new versions. */
  readonly updates?: Updates
  /** What opening the settings had to repair. */
  readonly settingsRepair?: Repair | undefined
  /** What the program was started with; absent where that is nothing a page could open. */
  readonly inbox?: AddressInbox
  /** Ends the program, where it can end by itself once the queue is done. */
  readonly whenDone?: WhenDone
  /** Where other processes of this user may speak with the engine over a socket in the profile. */
  readonly local?: LocalDoor
}

export interface WhenDone {
  readonly quit: () => void
  /** A page may ask for it. */
  readonly byPage: boolean
}

export interface LocalDoor {
  readonly face: HostFace
  /** Another process asks for the profile; absent where this host keeps it until somebody ends it. */
  readonly onYieldAsked?: () => void
}

export interface Host {
  readonly engine: Engine
  readonly gate: Gate
  readonly subscribe: Subscribe
  readonly activity: ActivityLog
  readonly places: PlaceBox
  /** Bytes of remote files for a page that has been let in. */
  readonly serveRemote: ServeRemote
  /** Where it was written; undefined where the user thought better of it. */
  saveDiagnostics(): Promise<string | undefined>
  /** Absent where nobody said how to quit. */
  readonly quitWhenDone: QuitWhenDone | undefined
  /** The gate and the events of the owner's own shell, inside of this process. */
  openSession(): LocalSession
  /** Stops the engine and frees the profile; the queue goes on where it was at the next start. */
  close(): Promise<void>
}
