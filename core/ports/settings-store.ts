// Small state that changes rarely: settings and the list of accounts. Kept by electron-store in the app and by conf,
// its core, in the headless host.

import type { Account } from '../model/account.ts'
import type { Settings } from '../model/settings.ts'

export interface SettingsStore {
  settings(): Settings
  saveSettings(settings: Settings): void
  accounts(): readonly Account[]
  saveAccounts(accounts: readonly Account[]): void
}
