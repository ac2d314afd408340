// electron-store the way all our small stores want it: in the profile, for the owner alone, and never a reason not to
// start. What is in it is judged by the caller's parser.

import { join } from 'node:path'
import ElectronStore from 'electron-store'
import type { Logger } from '../../core/ports/logger.ts'
import { openBackedUp, type BackedUp } from '../../host/settings-backup.ts'

export type JsonStore = ElectronStore<Record<string, unknown>>

export interface JsonStoreParts {
  readonly profile: string
  /** File name without `.json`. */
  readonly name: string
  readonly logger: Logger
}

export function openJsonStore({ profile, name, logger }: JsonStoreParts): BackedUp<JsonStore> {
  return openBackedUp({
    path: join(profile, `${name}.json`),
    logger,
    open: () =>
      new ElectronStore<Record<string, unknown>>({
        cwd: profile,
        name,
        configFileMode: 0o600,
        clearInvalidConfig: false,
        accessPropertiesByDotNotation: false,
      }),
  })
}
