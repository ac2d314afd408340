// Accounts and browsing without the queue: for commands that only look. Takes no lock and opens no database, so they work
// while the app runs on the same profile.

import { randomUUID } from 'node:crypto'
import { createAccounts } from '../core/accounts.ts'
import type { AccountsApi, BrowserApi, ChangesApi, SharesApi } from '../core/engine-api.ts'
import { environmentProxies } from './environment-proxies.ts'
import { createTrustSystem } from './system-trust.ts'
import type { HostParts } from './host.ts'
import { systemClock } from '../core/ports/system-clock.ts'

export interface Session {
  readonly accounts: AccountsApi
  readonly browser: BrowserApi
  readonly changes: ChangesApi
  readonly shares: SharesApi
  close(): void
}

export function openAccounts(parts: Pick<HostParts, 'vault' | 'settings' | 'logger'>): Session {
  const proxyOf = environmentProxies(process.env)
  const trustSystem = createTrustSystem(parts.logger)
  const room = createAccounts({ ...parts, proxyOf, trustSystem, clock: systemClock, uuid: randomUUID })
  const { accounts, browser, changes, shares } = room
  return { accounts, browser, changes, shares, close: () => room.dispose() }
}
