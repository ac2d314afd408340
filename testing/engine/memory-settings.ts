// The SettingsStore port in memory.

import type { Account } from '../../core/model/account.ts'
import { defaultSettings } from '../../core/model/settings.ts'
import type { Settings } from '../../core/model/settings.ts'
import type { SettingsStore } from '../../core/ports/settings-store.ts'

export function createMemorySettings(downloadFolder: string, patch: Partial<Settings> = {}): SettingsStore {
  let settings: Settings = { ...defaultSettings, downloadFolder, ...patch }
  let accounts: readonly Account[] = []
  return {
    settings: () => settings,
    saveSettings: (next) => void (settings = next),
    accounts: () => accounts,
    saveAccounts: (next) => void (accounts = next),
  }
}
