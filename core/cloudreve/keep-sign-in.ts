// What becomes of a sign-in that worked: whether it is who it has to be, what of a known account stays, and in which order
// things are kept. Signing in itself is sign-in.ts and browser-sign-in.ts.

import type { BrowserSignInRequest, SiteDescription } from '../engine-api.ts'
import { addressesOf } from '../model/account.ts'
import type { Account, OwnClient } from '../model/account.ts'
import { fail, TransferError } from '../model/failure.ts'
import type { Client } from './client.ts'
import { builtInClient, toOauthClient } from './oauth-client.ts'
import type { OauthClient } from './oauth-client.ts'
import type { Sessions } from './sessions.ts'
import type { SignedIn } from './sign-in.ts'
import type { Credentials } from './tokens.ts'
import type { Ways } from './ways.ts'

export interface KeepParts {
  readonly client: Client
  readonly credentials: Credentials
  readonly sessions: Sessions
  readonly ways: Ways
  readonly accounts: () => readonly Account[]
  readonly saveAccount: (account: Account) => void
}

export function createKeepSignIn(parts: KeepParts): (signedIn: SignedIn) => Promise<Account> {
  const { credentials, sessions, ways } = parts
  return async (signedIn) => {
    const { account, tokens, expectedId, site, own } = signedIn
    if (expectedId !== undefined && expectedId !== account.id) {
      await revoke(parts.client, site, tokens.refresh)
      throw fail('other-user', 'signed in as another user')
    }
    const before = parts.accounts().find(({ id }) => id === account.id)
    const isKnown = before !== undefined && addressesOf(before).includes(account.site)
    // Anybody can claim the id of an instance: what was kept for the old address is not for the new one.
    if (before !== undefined && !isKnown) await credentials.wipe(account.id)
    const kept = merge(isKnown ? before : undefined, account, before?.downloadFolder)
    const chosen = await adoptWay(parts, kept, site)
    if (own !== undefined) await credentials.saveClientSecret(account.id, own.secret)
    await sessions.signedIn(account.id, tokens)
    const whole: Account = { ...chosen, ...(own === undefined ? {} : { client: bareClient(own) }) }
    parts.saveAccount(whole)
    ways.adopted(site)
    ways.forget(account.id)
    return whole
  }
}

/** Who it is may have changed (another name, another e-mail address); how it is reached was chosen by the user. */
function merge(before: Account | undefined, now: Account, downloadFolder: string | undefined): Account {
  const chosen: Partial<Account> =
    before === undefined
      ? { downloadFolder }
      : {
          site: before.site,
          addresses: before.addresses,
          way: before.way,
          client: before.client,
          downloadFolder,
        }
  const present = Object.entries(chosen).filter(([, value]) => value !== undefined)
  return { ...now, ...(Object.fromEntries(present) as Partial<Account>) }
}

/** What was chosen for the site while signing in; or as another account there goes, since that is how it was reached. */
async function adoptWay({ ways, credentials, accounts }: KeepParts, account: Account, site: string) {
  const draft = ways.draftOf(site)
  if (draft !== undefined) {
    if (draft.proxyUser !== undefined) await credentials.saveProxyUser(account.id, draft.proxyUser)
    return { ...account, way: draft.choice }
  }
  if (account.way !== undefined) return account
  const neighbour = accounts().find((one) => one.way !== undefined && addressesOf(one).includes(site))
  if (neighbour === undefined) return account
  const user = await credentials.proxyUser(neighbour.id)
  if (user !== undefined) await credentials.saveProxyUser(account.id, user)
  return { ...account, way: neighbour.way }
}

function bareClient({ clientId, redirectUri, scopes }: OwnClient): OwnClient {
  return { clientId, redirectUri, ...(scopes === undefined ? {} : { scopes }) }
}

/** Nobody is going to use it: better the site knows. */
async function revoke(client: Client, site: string, refreshToken: string): Promise<void> {
  try {
    await client.send({
      site,
      method: 'DELETE',
      route: '/session/token',
      json: { refresh_token: refreshToken },
      timeoutMs: 10_000,
    })
  } catch (error) {
    // It ends by itself; the client has logged it.
    if (!(error instanceof TransferError)) throw error
  }
}

interface ChosenClient {
  readonly client: OauthClient
  readonly accountId: string | undefined
  readonly own?: (OwnClient & { readonly secret: string }) | undefined
}

/** The request's own client, the account's, or the one that every site has. */
export async function clientFor(
  { accounts, credentials }: Pick<KeepParts, 'accounts' | 'credentials'>,
  site: SiteDescription,
  { accountId, client: own }: BrowserSignInRequest,
): Promise<ChosenClient> {
  if (own !== undefined) return { client: toOauthClient(own, own.secret), accountId, own }
  const account = accounts().find(({ id }) => id === accountId)
  if (account?.client !== undefined) {
    const secret = await credentials.clientSecret(account.id)
    return { client: toOauthClient(account.client, secret ?? ''), accountId }
  }
  if (!site.browser) {
    throw fail(
      'browser-sign-in-unsupported',
      `Cloudreve ${site.version} has no page that programs sign in by`,
    )
  }
  return { client: builtInClient, accountId }
}
