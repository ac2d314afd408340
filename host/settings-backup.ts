// Opens a settings file so that whatever a crash left of it, there is a sound one afterwards: a damaged file is set aside
// under a dated name, and the newest backup takes its place. The same for the app and the command line.

import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import type { Logger } from '../core/ports/logger.ts'
import { setAside } from './set-aside.ts'

export interface Repair {
  /** `lost`: there was no backup that could be read. */
  readonly origin: 'restored' | 'lost'
  /** Where the damaged file is now. */
  readonly setAside: string
}

/** What electron-store and conf have in common here. */
export interface JsonFile {
  onDidAnyChange(listener: () => void): unknown
}

export interface BackedUpParts<T extends JsonFile> {
  readonly path: string
  /** Throws a SyntaxError where the file is damaged. */
  readonly open: () => T
  readonly logger: Logger
  readonly now?: () => Date
}

export interface BackedUp<T> {
  readonly store: T
  readonly repair?: Repair
}

export const backupOf = (path: string) => `${path}.backup`

export function openBackedUp<T extends JsonFile>(parts: BackedUpParts<T>): BackedUp<T> {
  const opened = openOrRepair(parts)
  const backUp = () => {
    try {
      copyWhole(parts.path, backupOf(parts.path))
    } catch (error) {
      // A full disk: the settings themselves are sound, and the next change tries again.
      parts.logger.log('warn', 'the backup of the settings could not be written', { reason: String(error) })
    }
  }
  if (existsSync(parts.path)) backUp()
  opened.store.onDidAnyChange(backUp)
  return opened
}

function openOrRepair<T extends JsonFile>({ path, open, logger, now }: BackedUpParts<T>): BackedUp<T> {
  try {
    return { store: open() }
  } catch (error) {
    if (!(error instanceof SyntaxError) || !existsSync(path)) throw error
  }
  const aside = setAside(path, now?.())
  const told = (origin: Repair['origin'], store: T): BackedUp<T> => {
    logger.log('error', `the settings were damaged and are set aside; ${origin}`, { setAside: aside })
    return { store, repair: { origin, setAside: aside } }
  }
  if (existsSync(backupOf(path))) {
    copyWhole(backupOf(path), path)
    try {
      return told('restored', open())
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      rmSync(path)
    }
  }
  return told('lost', open())
}

/** The copy is there complete and on the medium, or the old one still is. */
function copyWhole(from: string, to: string): void {
  const temporary = `${to}.new`
  const file = openSync(temporary, 'w', 0o600)
  try {
    writeSync(file, readFileSync(from))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(temporary, to)
}
