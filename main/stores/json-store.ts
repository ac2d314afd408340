// electron-store the way all our small stores want it: in the profile, for the owner alone, and never a reason not to
// start. What is in it is judged by the caller's parser.

import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import ElectronStore from 'electron-store'
import type { Logger } from '../../core/ports/logger.ts'

export type JsonStore = ElectronStore<Record<string, unknown>>

export interface JsonStoreParts {
  readonly profile: string
  /** File name without `.json`. */
  readonly name: string
  readonly logger: Logger
}

export function openJsonStore({ profile, name, logger }: JsonStoreParts): JsonStore {
  const open = () =>
    new ElectronStore<Record<string, unknown>>({
      cwd: profile,
      name,
      configFileMode: 0o600,
      clearInvalidConfig: false,
      accessPropertiesByDotNotation: false,
    })
  try {
    return open()
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const path = join(profile, `${name}.json`)
    logger.log('error', 'a settings file is damaged; it was set aside', { name })
    if (existsSync(path)) renameSync(path, `${path}.damaged`)
    return open()
  }
}
