// The SettingsStore and Vault ports in plain files, for engines in processes that are killed and started again. Not for
// real secrets.

import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Account } from '../../core/model/account.ts'
import type { Settings } from '../../core/model/settings.ts'
import type { SettingsStore } from '../../core/ports/settings-store.ts'
import type { Vault } from '../../core/ports/vault.ts'
import { createMemorySettings } from './memory-settings.ts'

interface Cell<T> {
  read(): T
  write(value: T): void
}

function createCell<T>(path: string, empty: T): Cell<T> {
  return {
    read: () => (existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : empty),
    write: (value) => {
      writeFileSync(`${path}.new`, JSON.stringify(value))
      renameSync(`${path}.new`, path)
    },
  }
}

/** Accounts last; settings are given anew by each process. */
export function createFileSettings(
  profile: string,
  target: string,
  patch: Partial<Settings> = {},
): SettingsStore {
  const accounts = createCell<readonly Account[]>(join(profile, 'accounts.json'), [])
  return { ...createMemorySettings(target, patch), accounts: accounts.read, saveAccounts: accounts.write }
}

export function createFileVault(profile: string): Vault {
  const secrets = createCell<Record<string, string>>(join(profile, 'secrets.json'), {})
  return {
    get: async (key) => secrets.read()[key],
    set: async (key, secret) => secrets.write({ ...secrets.read(), [key]: secret }),
    delete: async (key) => {
      const { [key]: _gone, ...others } = secrets.read()
      secrets.write(others)
    },
  }
}
