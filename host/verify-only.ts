// A profile opened for verifying: its accounts and the record of what landed. Takes no lock, so it works while a Reverie
// runs on the same profile.

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { createAccounts } from '../core/accounts.ts'
import type { AccountsApi } from '../core/engine-api.ts'
import { createNodeDisk } from '../core/ports/node-disk.ts'
import { systemClock } from '../core/ports/system-clock.ts'
import { openLandings } from '../core/store/open-landings.ts'
import { createVerification } from '../core/verification.ts'
import type { Verification } from '../core/verification.ts'
import { createHost, databaseName, hostNameRules } from './create-host.ts'
import { environmentProxies } from './environment-proxies.ts'
import { createTrustSystem } from './system-trust.ts'
import type { HostParts } from './host.ts'

export interface VerifySession {
  readonly accounts: AccountsApi
  readonly verify: Verification
  /** Recorded files below a folder (absolute). */
  recordedBelow(folder: string): number
  close(): void
}

/** Fails `profile-in-use` where the database has to be brought to this version first and somebody else has it. */
export async function openVerifySession(parts: HostParts): Promise<VerifySession> {
  const { landings, close } = await openRecord(parts)
  const proxyOf = environmentProxies(process.env)
  const trustSystem = createTrustSystem(parts.logger)
  const room = createAccounts({ ...parts, proxyOf, trustSystem, clock: systemClock, uuid: randomUUID })
  const disk = createNodeDisk()
  return {
    accounts: room.accounts,
    verify: createVerification({
      ...{ room, landings, disk },
      ...{ nameRules: hostNameRules(), clock: systemClock },
    }),
    recordedBelow: (folder) => landings.countBelow(folder).files,
    close,
  }
}

async function openRecord(parts: HostParts): Promise<NonNullable<ReturnType<typeof openLandings>>> {
  const path = join(parts.profile, databaseName)
  const opened = openLandings(path)
  if (opened !== undefined) return opened
  // New, older, or damaged: its owner sets that right by opening it.
  const host = await createHost({ ...parts })
  await host.close()
  const again = openLandings(path)
  if (again === undefined) throw new Error('the database cannot be read')
  return again
}
