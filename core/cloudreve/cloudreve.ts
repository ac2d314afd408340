// The one door to the HTTP API of Cloudreve v4: puts the parts of this folder together. What it returns is checked,
// decoded and free of secrets but for links; what it throws is a TransferError, or the reason of an aborted signal.

import type { Captcha, PasswordSignIn, ShareStep, SignInStep, SiteDescription } from '../engine-api.ts'
import type { Account, AccountHealth } from '../model/account.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import type { Entry, EntryPage, FileVersion } from '../model/entry.ts'
import { TransferError } from '../model/failure.ts'
import type { LinkReply, LinkRequest } from '../model/link.ts'
import type { Clock } from '../ports/clock.ts'
import type { Logger } from '../ports/logger.ts'
import type { ProxyOf } from '../ports/proxies.ts'
import type { Vault } from '../ports/vault.ts'
import { createClient } from './client.ts'
import type { Client } from './client.ts'
import { followFolder } from './events.ts'
import type { FollowRequest } from './events.ts'
import { links } from './links.ts'
import { info, list, versions } from './listing.ts'
import type { ListOptions } from './listing.ts'
import { createSessions } from './sessions.ts'
import type { Sessions } from './sessions.ts'
import { openShare } from './shares.ts'
import type { ShareRequest } from './shares.ts'
import { createSignIn } from './sign-in.ts'
import { createSites } from './site.ts'
import { createCredentials } from './tokens.ts'

export interface CloudreveParts {
  readonly vault: Vault
  readonly clock: Clock
  readonly logger: Logger
  readonly uuid: () => string
  /** In [0, 1), for jitter; by default the real one. */
  readonly random?: () => number
  readonly proxyOf?: ProxyOf
  readonly accounts: () => readonly Account[]
  /** Adds the account, or replaces the one with the same id. */
  readonly saveAccount: (account: Account) => void
}

export interface Cloudreve {
  /** Fails `not-cloudreve`, `certificate-rejected`, `network` …; the detail says what to do. */
  describeSite(site: string, signal?: AbortSignal): Promise<SiteDescription>
  captcha(site: string): Promise<Captcha>
  /** Fails `wrong-credentials`, `captcha-required`, `captcha-wrong`, `captcha-unsupported`, `account-blocked` … */
  signIn(request: PasswordSignIn): Promise<SignInStep>
  /** `otp-wrong` leaves the challenge open; `sign-in-required`: it is over (600 s), start again. */
  answerOtp(challenge: string, otp: string): Promise<SignInStep>
  /** Wipes the account's secrets; the site is told where it can be reached. Never fails because of the network. */
  signOut(account: Account): Promise<void>
  /** `ready` until the contrary is known. */
  health(accountId: string): AccountHealth
  onHealthChanged(listener: (accountId: string) => void): () => void
  /** Fails `share-password` for a wrong password, `share-gone`; the step `password` where one is missing. */
  openShare(share: ShareRequest): Promise<ShareStep>
  list(account: Account, uri: CloudUri, options?: ListOptions): Promise<EntryPage>
  info(account: Account, uri: CloudUri, signal?: AbortSignal): Promise<Entry>
  versions(account: Account, uri: CloudUri, signal?: AbortSignal): Promise<readonly FileVersion[]>
  links(account: Account, request: LinkRequest, signal?: AbortSignal): Promise<LinkReply>
  /** What changes below a folder, as hints; see events.ts. Returns its disposer. */
  follow(request: FollowRequest): () => void
}

export function createCloudreve(parts: CloudreveParts): Cloudreve {
  const client = createClient(parts)
  const credentials = createCredentials(parts.vault)
  const isGuest = (id: string): boolean =>
    parts.accounts().some((account) => account.id === id && account.kind === 'guest')
  const sessions = createSessions({ ...parts, client, credentials, isGuest })
  const sites = createSites(client)
  const room = { sessions, sites, credentials, accounts: parts.accounts, saveAccount: parts.saveAccount }
  const { captcha, signIn, answerOtp } = createSignIn({
    ...parts,
    client,
    sites,
    onSignedIn: async (account, tokens) => {
      const before = parts.accounts().find(({ id }) => id === account.id)
      // Anybody can claim the id of an instance: what was kept for the old address is not for the new one.
      if (before !== undefined && before.site !== account.site) await credentials.wipe(account.id)
      await sessions.signedIn(account.id, tokens)
      parts.saveAccount(account)
    },
  })
  return {
    describeSite: (site, signal) => sites.describe(site, signal),
    captcha,
    signIn,
    answerOtp,
    signOut: (account) => signOut(client, sessions, account),
    health: (id) => sessions.health(id),
    onHealthChanged: (listener) => sessions.onHealthChanged(listener),
    openShare: (share) => openShare(room, share),
    list: (account, uri, options) => list(room, { account, uri }, options),
    info: (account, uri, signal) => info(room, { account, uri }, signal),
    versions: (account, uri, signal) => versions(room, { account, uri }, signal),
    follow: (request) => followFolder({ ...parts, ...room, random: parts.random ?? Math.random }, request),
    links: (account, request, signal) => links({ ...room, account, request, signal }),
  }
}

/** Here first: the secrets must be gone even if the program ends while the site is being told. */
async function signOut(client: Client, sessions: Sessions, account: Account): Promise<void> {
  const refreshToken = await sessions.forget(account.id)
  if (refreshToken === undefined) return
  try {
    await client.send({
      site: account.site,
      method: 'DELETE',
      route: '/session/token',
      json: { refresh_token: refreshToken },
      timeoutMs: 10_000,
    })
  } catch (error) {
    // Offline is fine: the chain of tokens ends by itself (section 3.2). The client has logged it.
    if (!(error instanceof TransferError)) throw error
  }
}
