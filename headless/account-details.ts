// `reverie accounts show` and `accounts set`: what somebody may look at and change of an account, on a terminal.

import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { AccountsApi } from '../core/engine-api.ts'
import type { AccountDetails } from '../core/model/account-details.ts'
import type { AccountView, SignedOutReason } from '../core/model/account.ts'
import { TransferError } from '../core/model/failure.ts'
import { openAccounts } from '../host/session-only.ts'
import type { Cli } from './cli.ts'
import { exitCodes, type ExitCode } from './exit-code.ts'
import { createParts } from './parts.ts'
import { chooseAccount } from './remote-name.ts'
import { formatBytes } from './terminal/figures.ts'
import { UsageError } from './usage-error.ts'
import { addWayOptions, applyWay, toFingerprint, type WayOptions } from './way-options.ts'

export interface SetOptions extends WayOptions {
  readonly address?: readonly string[]
  readonly distrust?: string
  readonly folder?: string
}

export function addSetOptions(command: Command): Command {
  return addWayOptions(command)
    .option('--address <address...>', 'the addresses of its site, in the order in which they are tried')
    .option('--distrust <fingerprint>', 'do not believe this certificate any more')
    .option('--folder <folder>', 'where its downloads land; “default” for the folder of the settings')
}

export const reasonWords: Record<SignedOutReason, string> = {
  changed: 'the password was changed, or somebody signed out elsewhere',
  'grant-removed': 'the permission for this program was taken back on the site',
  blocked: 'the site has banned or deleted this user',
  deleted: 'this user no longer exists on the site',
  expired: 'the session was not used for too long',
  missing: 'there are no credentials in the profile',
}

export async function showAccount(cli: Cli): Promise<ExitCode> {
  const session = openAccounts(createParts({ profile: cli.profile }))
  const { accounts } = session
  try {
    const { id } = anyAccount(cli, accounts)
    const details = await accounts.options.describe(id)
    const capacity = await accounts.capacity(id).catch((error: unknown) => {
      // The rest is known here; what the site has to say is told by the state below.
      if (error instanceof TransferError) return undefined
      throw error
    })
    const account = accounts.list().find((one) => one.id === id)
    for (const line of describeAccount(account, details)) cli.output.result(line)
    if (capacity !== undefined)
      cli.output.result(
        `space      ${formatBytes(capacity.usedBytes)} of ${formatBytes(capacity.totalBytes)} used`,
      )
    const { health, reason } = account ?? {}
    cli.output.emit({ event: 'account-details', ...details, health, reason, ...capacity })
    return exitCodes.done
  } finally {
    session.close()
  }
}

function describeAccount(account: AccountView | undefined, details: AccountDetails): string[] {
  const { addresses, proxy, proxyUser, pins, authorities, client, downloadFolder } = details
  const why = account?.reason === undefined ? '' : `: ${reasonWords[account.reason]}`
  const via = proxy.kind === 'manual' ? proxy.address : proxy.kind
  return [
    `account    ${details.accountId}`,
    ...(account === undefined || account.kind === 'guest' ? [] : [`e-mail     ${account.email}`]),
    ...(account?.health === 'ready' ? ['state      signed in'] : [`state      sign in again${why}`]),
    ...addresses.map((address) => `address    ${address}`),
    `proxy      ${via}${proxyUser === undefined ? '' : ` as ${proxyUser}`}`,
    ...pins.map(({ fingerprint, address }) => `trusted    ${fingerprint} (${address})`),
    ...authorities.map(({ subject }) => `authority  ${subject}`),
    ...(client === undefined ? [] : [`client     ${client.clientId}, ${client.redirectUri}`]),
    `folder     ${downloadFolder ?? 'as the settings say'}`,
  ]
}

export async function setAccount(cli: Cli, options: SetOptions): Promise<ExitCode> {
  const { address, distrust, folder, proxy, caFile, trust } = options
  if ([address, distrust, folder, proxy, caFile, trust].every((one) => one === undefined))
    throw new UsageError('It is not said what to change. “reverie help accounts set” lists what can be.')
  const session = openAccounts(createParts({ profile: cli.profile }))
  const { accounts } = session
  try {
    const { id } = anyAccount(cli, accounts)
    const target = { kind: 'account', accountId: id } as const
    await applyWay(cli, accounts, { target, chosen: options })
    if (distrust !== undefined) accounts.options.distrust(id, toFingerprint(distrust))
    if (address !== undefined) await accounts.options.setAddresses(id, address)
    if (folder !== undefined)
      accounts.options.setFolder(id, folder === 'default' ? undefined : resolve(folder))
    cli.output.report('Changed.')
    cli.output.emit({ event: 'account-details', ...(await accounts.options.describe(id)) })
    return exitCodes.done
  } finally {
    session.close()
  }
}

/** A guest is named by its id. */
function anyAccount(cli: Cli, accounts: AccountsApi): Pick<AccountView, 'id'> {
  const guest = accounts.list().find(({ id, kind }) => kind === 'guest' && id === cli.account)
  return guest ?? chooseAccount(cli, accounts)
}
