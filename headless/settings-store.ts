// Settings and the list of accounts of one profile, kept by conf in the same `settings.json` that the app uses. The
// shape is judged by host/; no secrets: those are in the vault.

import { join } from 'node:path'
import Conf from 'conf'
import type { Settings } from '../core/model/settings.ts'
import type { Logger } from '../core/ports/logger.ts'
import type { SettingsStore } from '../core/ports/settings-store.ts'
import { openBackedUp, type Repair } from '../host/settings-backup.ts'
import { parseAccounts, parseSettings } from '../host/settings-shape.ts'

const configName = 'settings'

export interface StoredSettings extends SettingsStore {
  readonly repair: Repair | undefined
}

export function createSettingsStore(
  profile: string,
  parts: { readonly logger: Logger; readonly now?: () => Date },
): StoredSettings {
  const { store: conf, repair } = openBackedUp({
    ...parts,
    path: join(profile, `${configName}.json`),
    open: () =>
      new Conf<Record<string, unknown>>({
        cwd: profile,
        configName,
        configFileMode: 0o600,
        clearInvalidConfig: false,
        accessPropertiesByDotNotation: false,
      }),
  })
  return {
    repair,
    settings: () => parseSettings(conf.get('settings')),
    saveSettings: (settings) => conf.set('settings', settings),
    accounts: () => parseAccounts(conf.get('accounts')),
    saveAccounts: (accounts) => conf.set('accounts', accounts),
  }
}

/** The same store with some values fixed for this run only; they are never written down. */
export function overlaySettings(store: SettingsStore, fixed: Partial<Settings>): SettingsStore {
  return {
    ...store,
    settings: () => ({ ...store.settings(), ...fixed }),
    saveSettings: (settings) => {
      const kept = store.settings()
      const own = Object.keys(fixed).map((key) => [key, kept[key as keyof Settings]])
      store.saveSettings({ ...settings, ...(Object.fromEntries(own) as Partial<Settings>) })
    },
  }
}
