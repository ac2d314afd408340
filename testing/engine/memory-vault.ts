// The Vault port in memory, for tests that look at what was saved and when.

import type { Vault } from '../../core/ports/vault.ts'

export interface MemoryVault extends Vault {
  readonly secrets: Map<string, string>
}

export function createMemoryVault(): MemoryVault {
  const secrets = new Map<string, string>()
  return {
    secrets,
    get: (key) => Promise.resolve(secrets.get(key)),
    set: (key, secret) => Promise.resolve(void secrets.set(key, secret)),
    delete: (key) => Promise.resolve(void secrets.delete(key)),
  }
}
