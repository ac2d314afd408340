// Where a profile lives: one folder with everything that Reverie remembers, for its owner alone.

import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fail } from '../core/model/failure.ts'

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

/**
 * Makes the folder where it is missing, for its owner alone; one that was there keeps its rights. Fails `disk-denied`
 * where it cannot be a folder.
 */
export function ensureProfile(profile: string): void {
  try {
    makeFolders(profile)
    accessSync(profile, constants.R_OK | constants.W_OK | constants.X_OK)
    if (!statSync(profile).isDirectory()) throw new Error('it is a file')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'not a folder'
    throw fail('disk-denied', `the profile ${profile} cannot be used (${code})`, { cause: error })
  }
}

/** Level by level: Node's own recursive mkdir never comes back where a file system refuses with ENOENT (/proc). */
function makeFolders(path: string): void {
  if (existsSync(path)) return
  if (dirname(path) !== path) makeFolders(dirname(path))
  mkdirSync(path, { mode: 0o700 })
}

/** An empty file for its owner alone, before a library makes it with everybody's rights. */
export function ensurePrivateFile(path: string): void {
  closeSync(openSync(path, 'a', 0o600))
}
