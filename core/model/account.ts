// Who talks to which site. An account carries no secret: tokens, share passwords, the password of a proxy and the secret of
// an own client are in the vault under its id.

import type { WayChoice } from './way.ts'

export interface Account {
  /** `<instance id>:<user id>`; a guest's `<instance id>:guest`, with `@<site>` where that is taken. */
  readonly id: string
  /** Site root without trailing slash: the address that is tried first. */
  readonly site: string
  readonly siteTitle: string
  readonly instanceId: string
  readonly kind: 'user' | 'guest'
  readonly userId: string
  /** Empty for a guest. */
  readonly email: string
  readonly nickname: string
  /** Further addresses of the same site, tried in this order after `site`. */
  readonly addresses?: readonly string[] | undefined
  /** How its connections are made; absent: as the machine does. */
  readonly way?: WayChoice | undefined
  /** What the site's administrator registered for us; absent: the client that every site has. */
  readonly client?: OwnClient | undefined
  /** Absolute path; downloads of this account land here unless another folder is chosen. */
  readonly downloadFolder?: string | undefined
}

/** A client for signing in by the site's own page (cloudreve-api.md section 3.3). Its secret is in the vault. */
export interface OwnClient {
  readonly clientId: string
  /** Exactly as it is registered; a path is one of the site itself. */
  readonly redirectUri: string
  /** Separated by blanks; absent: those that downloading and sharing need. */
  readonly scopes?: string | undefined
}

export type AccountHealth = 'ready' | 'sign-in-required'

/** Why only a new sign-in helps, as far as the site lets it be known (cloudreve-api.md section 3.2: it has one code). */
export type SignedOutReason =
  /** The password or the e-mail address changed, or somebody signed out elsewhere. */
  | 'changed'
  /** The permission given to the client was taken back. */
  | 'grant-removed'
  /** The user is banned or deleted; the site tells these apart only where it still shows the profile. */
  | 'blocked'
  | 'deleted'
  /** Not used for longer than the site keeps a session. */
  | 'expired'
  /** There is nothing in the vault, or nothing that can be read. */
  | 'missing'

export type AccountView = Omit<Account, 'way' | 'client'> & {
  readonly health: AccountHealth
  /** Present where a sign-in is required and it is known why. */
  readonly reason?: SignedOutReason | undefined
}

export function accountId(instanceId: string, userId: string | undefined): string {
  return `${instanceId}:${userId ?? 'guest'}`
}

/** Every address of the account's site, in the order in which they are tried. */
export function addressesOf(account: Pick<Account, 'site' | 'addresses'>): readonly string[] {
  return [...new Set([account.site, ...(account.addresses ?? [])])]
}
