// Settings and the list of accounts of one profile, kept by conf in the same `settings.json` that the app uses. The
// shape is judged by host/; no secrets: those are in the vault.

import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import Conf from 'conf'
import type { Settings } from '../core/model/settings.ts'
import type { SettingsStore } from '../core/ports/settings-store.ts'
import { parseAccounts, parseSettings } from '../host/settings-shape.ts'

const configName = 'settings'

export function createSettingsStore(profile: string): SettingsStore {
  const conf = openConf(profile)
  return {
    settings: () => parseSettings(conf.get('settings')),
    saveSettings: (settings) => conf.set('settings', settings),
    accounts: () => parseAccounts(conf.get('accounts')),
    saveAccounts: (accounts) => conf.set('accounts', accounts),
  }
}

/** A damaged file is set aside, so that a new start does not destroy what somebody might still repair. */
function openConf(profile: string): Conf<Record<string, unknown>> {
  const open = () =>
    new Conf<Record<string, unknown>>({
      cwd: profile,
      configName,
      configFileMode: 0o600,
      clearInvalidConfig: false,
      accessPropertiesByDotNotation: false,
    })
  try {
    return open()
  } catch (error) {
    const path = join(profile, `${configName}.json`)
    if (!(error instanceof SyntaxError) || !existsSync(path)) throw error
    renameSync(path, `${path}.damaged`)
    return open()
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
