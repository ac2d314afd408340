// Where a profile lives: one folder with everything that Reverie remembers, for its owner alone.

import { chmodSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The platform's folder for application data; the app and the command line share it. */
export function defaultProfile(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  switch (platform) {
    case 'win32':
      return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Reverie')
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Reverie')
    default:
      return join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'Reverie')
  }
}

/** Makes the folder where it is missing and keeps others out of it. */
export function ensureProfile(profile: string): void {
  mkdirSync(profile, { recursive: true, mode: 0o700 })
  if (process.platform !== 'win32') chmodSync(profile, 0o700)
}
