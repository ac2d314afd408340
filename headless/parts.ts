// What the command line brings to a host: its vault, settings, log and a shell without windows. The wiring itself is in
// host/create-host.ts.

import { join } from 'node:path'
import type { Settings } from '../core/model/settings.ts'
import { quietNetwork } from '../core/ports/network.ts'
import { createFileLogger } from '../host/file-logger.ts'
import { createFileVault } from '../host/file-vault.ts'
import type { HostParts, LocalDoor } from '../host/host.ts'
import { ensureProfile } from '../host/profile.ts'
import type { Shell } from '../host/shell.ts'
import { createSystemDesktop } from '../host/system-desktop.ts'
import { describeHost } from './host-facts.ts'
import { createSettingsStore, overlaySettings } from './settings-store.ts'

export interface PartsOptions {
  readonly profile: string
  readonly shell?: Shell
  /** Settings for this run only. */
  readonly fixed?: Partial<Settings>
  readonly local?: LocalDoor
}

export function createParts({ profile, shell = commandShell, fixed, local }: PartsOptions): HostParts {
  ensureProfile(profile)
  const logger = createFileLogger(join(profile, 'log'))
  const stored = createSettingsStore(profile, { logger })
  return {
    profile,
    vault: createFileVault(join(profile, 'vault.json')),
    settings: fixed === undefined ? stored : overlaySettings(stored, fixed),
    settingsRepair: stored.repair,
    logger,
    network: quietNetwork,
    shell,
    ...(local === undefined ? {} : { local }),
  }
}

/** A one-shot command has no dialogs, but maybe a desktop around it. */
const commandShell: Shell = {
  describe: describeHost,
  pickFolder: () => Promise.resolve(undefined),
  pickFile: () => Promise.resolve(undefined),
  ...createSystemDesktop(),
}
