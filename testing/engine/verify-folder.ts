// A verification beside a running test engine, as the command line does it: with accounts of its own and the database
// read from outside.

import { randomUUID } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { createAccounts } from '../../core/accounts.ts'
import { nameRules } from '../../core/model/local-name.ts'
import type { Clock } from '../../core/ports/clock.ts'
import { silentLogger } from '../../core/ports/logger.ts'
import { systemClock } from '../../core/ports/system-clock.ts'
import { openLandings } from '../../core/store/open-landings.ts'
import { createVerification } from '../../core/verification.ts'
import type { Finding } from '../../core/verify/finding.ts'
import type { VerifyEnd, VerifyRequest } from '../../core/verify/verify.ts'
import type { TestEngine } from './test-engine.ts'

export interface Verified extends VerifyEnd {
  readonly findings: readonly Finding[]
}

type Wishes = Partial<Omit<VerifyRequest, 'folder'>> & { readonly clock?: Clock }

export async function verifyFolder(
  test: Pick<TestEngine, 'vault' | 'settings' | 'disk' | 'databasePath'>,
  folder: string,
  { clock = systemClock, ...wishes }: Wishes = {},
): Promise<Verified> {
  await allCommitted(test.databasePath)
  const opened = openLandings(test.databasePath)
  if (opened === undefined) throw new Error('there is no database')
  const room = createAccounts({
    ...{ vault: test.vault, settings: test.settings, logger: silentLogger },
    clock: systemClock,
    uuid: randomUUID,
  })
  const verify = createVerification({
    ...{ room, landings: opened.landings, disk: test.disk },
    ...{ nameRules: nameRules.linux, clock },
  })
  const request: VerifyRequest = {
    folder,
    quick: false,
    remote: { kind: 'none' },
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...wishes,
  }
  const findings: Finding[] = []
  try {
    const run = verify(request)
    for (;;) {
      const next = await run.next()
      if (next.done === true) return { ...next.value, findings }
      findings.push(next.value)
    }
  } finally {
    opened.close()
  }
}

/** What the engine gathers for some milliseconds is not in the database yet: until then nobody else may write to it. */
async function allCommitted(path: string): Promise<void> {
  const db = new Database(path, { timeout: 0 })
  try {
    while (!isFree(db)) await turn()
  } finally {
    db.close()
  }
}

function isFree(db: Database.Database): boolean {
  try {
    db.exec('BEGIN IMMEDIATE; COMMIT')
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') return false
    throw error
  }
}
