// Settings and the list of accounts, in the same `settings.json` that the headless host uses. No secrets: those are in
// the vault.

import type { SettingsStore } from '../../core/ports/settings-store.ts'
import { parseAccounts, parseSettings } from '../../host/settings-shape.ts'
import type { JsonStore } from './json-store.ts'

export function createSettingsStore(store: JsonStore): SettingsStore {
  return {
    settings: () => parseSettings(store.get('settings')),
    saveSettings: (settings) => store.set('settings', settings),
    accounts: () => parseAccounts(store.get('accounts')),
    saveAccounts: (accounts) => store.set('accounts', accounts),
  }
}
