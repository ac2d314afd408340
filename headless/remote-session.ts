// A command that looks at a site or changes something there, without the queue: its session, and the names it was given
// as places of one account.

import { openAccounts, type Session } from '../host/session-only.ts'
import type { CloudUri } from '../core/model/cloud-uri.ts'
import type { Cli } from './cli.ts'
import type { ExitCode } from './exit-code.ts'
import { createParts } from './parts.ts'
import { readRemoteName, resolveRemoteName } from './remote-name.ts'
import { UsageError } from './usage-error.ts'

export interface RemoteTask {
  readonly session: Session
  readonly accountId: string
  readonly uris: readonly CloudUri[]
}

/** Reads every name before anything is started. */
export async function withRemote(
  cli: Cli,
  texts: readonly string[],
  work: (task: RemoteTask) => Promise<ExitCode>,
): Promise<ExitCode> {
  const names = texts.map(readRemoteName)
  const session = openAccounts(createParts({ profile: cli.profile }))
  try {
    const places = []
    for (const name of names) places.push(await resolveRemoteName(cli, session.accounts, { name }))
    const [first] = places
    if (first === undefined) throw new UsageError('Name something on a site, like cloudreve://my/Documents.')
    const { accountId } = first
    if (places.some((place) => place.accountId !== accountId))
      throw new UsageError('These belong to several accounts. Give them in one command for each account.')
    return await work({ session, accountId, uris: places.map(({ uri }) => uri) })
  } finally {
    session.close()
  }
}
