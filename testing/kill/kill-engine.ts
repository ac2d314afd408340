// The engine of a process that a test kills: on a profile of its own, with its database, secrets and accounts in files.

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { createEngine } from '../../core/engine.ts'
import type { Engine } from '../../core/engine-api.ts'
import type { Account } from '../../core/model/account.ts'
import { nameRules } from '../../core/model/local-name.ts'
import { silentLogger } from '../../core/ports/logger.ts'
import { quietNetwork } from '../../core/ports/network.ts'
import { createNodeDisk } from '../../core/ports/node-disk.ts'
import { systemClock } from '../../core/ports/system-clock.ts'
import { createFileSettings, createFileVault } from '../engine/file-ports.ts'

export interface SignInOrder {
  readonly site: string
  readonly email: string
  readonly password: string
}

/** `target`: where downloads go unless they are told otherwise. */
export function openKillEngine({ profile, target }: { profile: string; target: string }): Engine {
  return createEngine(
    {
      clock: systemClock,
      disk: createNodeDisk(),
      vault: createFileVault(profile),
      // One connection for a file: with several, a later request is no resumption of the one before it.
      settings: createFileSettings(profile, target, { connectionsPerFile: 1 }),
      databasePath: join(profile, 'reverie.db'),
      logger: silentLogger,
      network: quietNetwork,
      random: Math.random,
      uuid: randomUUID,
      nameRules: nameRules.linux,
    },
    { userAgent: 'Reverie/kill-test' },
  )
}

/** The one that an earlier process signed in, or signs in. */
export async function findAccount({ accounts }: Engine, order: SignInOrder): Promise<Account> {
  const [known] = accounts.list()
  if (known !== undefined) return known
  const step = await accounts.signIn(order)
  if (step.step !== 'done') throw new Error('the site asks for more than a password')
  return step.account
}
