// Settings and accounts are asked for several times for every small file, and each answer of the store reads and judges
// its file anew. This keeps the last answer for as long as the file is the same: another process may write it.

import { statSync } from 'node:fs'
import type { SettingsStore } from '../core/ports/settings-store.ts'

/** `path` is the store's file. Looked at once in a turn of the event loop. */
export function keepSettings(store: SettingsStore, path: string): SettingsStore {
  let stamp: string | undefined
  let looked = false
  let kept: Partial<{ settings: ReturnType<SettingsStore['settings']>; accounts: Accounts }> = {}

  const look = () => {
    if (looked) return
    looked = true
    setImmediate(() => (looked = false)).unref()
    const found = stampOf(path)
    if (found !== stamp) kept = {}
    stamp = found
  }
  const saved = () => {
    kept = {}
    stamp = undefined
    looked = false
  }
  return {
    settings: () => {
      look()
      return (kept.settings ??= store.settings())
    },
    accounts: () => {
      look()
      return (kept.accounts ??= store.accounts())
    },
    saveSettings: (settings) => {
      store.saveSettings(settings)
      saved()
    },
    saveAccounts: (accounts) => {
      store.saveAccounts(accounts)
      saved()
    },
  }
}

type Accounts = ReturnType<SettingsStore['accounts']>

function stampOf(path: string): string {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found === undefined ? 'none' : `${found.ino}:${found.size}:${found.mtimeNs}`
}
