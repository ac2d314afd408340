// Who talks to which site. An account carries no secret: tokens and share passwords are in the vault under its id.

export interface Account {
  /** `<instance id>:<user id>`; a guest's `<instance id>:guest`, with `@<site>` where that is taken. */
  readonly id: string
  /** Site root without trailing slash. */
  readonly site: string
  readonly siteTitle: string
  readonly instanceId: string
  readonly kind: 'user' | 'guest'
  readonly userId: string
  /** Empty for a guest. */
  readonly email: string
  readonly nickname: string
}

export type AccountHealth = 'ready' | 'sign-in-required'

export interface AccountView extends Account {
  readonly health: AccountHealth
}

export function accountId(instanceId: string, userId: string | undefined): string {
  return `${instanceId}:${userId ?? 'guest'}`
}
