// The accounts as the host last told them. Signing in is a flow of its own (sign-in-store.ts).

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AccountView } from '../../../core/model/account.ts'
import type { Failure } from '../../../core/model/failure.ts'
import type { Connection } from '../../bridge/connection.ts'
import { followSnapshot } from '../../bridge/snapshot.ts'

export type AccountsState =
  | { readonly status: 'loading'; readonly accounts: readonly AccountView[] }
  | { readonly status: 'ready'; readonly accounts: readonly AccountView[] }
  | { readonly status: 'failed'; readonly accounts: readonly AccountView[]; readonly failure: Failure }

export interface AccountsFeature {
  readonly store: StoreApi<AccountsState>
  start(): () => void
  find(accountId: string): AccountView | undefined
}

export function createAccountsFeature(connection: Connection): AccountsFeature {
  const store = createStore<AccountsState>(() => ({ status: 'loading', accounts: [] }))
  return {
    store,
    find: (accountId) => store.getState().accounts.find(({ id }) => id === accountId),
    start: () =>
      followSnapshot(connection, {
        event: 'account.changed',
        read: () => connection.bridge.invoke('account.list', {}),
        accept: (outcome) =>
          store.setState(
            outcome.ok
              ? { status: 'ready', accounts: outcome.value.accounts }
              : { status: 'failed', accounts: store.getState().accounts, failure: outcome.failure },
            true,
          ),
      }),
  }
}

/** What an account is called where several are listed. */
export function accountLabel(account: AccountView): string {
  if (account.kind === 'guest') return account.siteTitle || hostOf(account.site)
  return account.nickname || account.email
}

/** The site's own title, or its host where it has none. */
export function siteLabel(account: AccountView): string {
  return account.siteTitle || hostOf(account.site)
}

/** The shortest that tells it from the others: many sites are simply called “Cloudreve”. */
export function labelAmong(account: AccountView, all: readonly AccountView[]): string {
  const labels = [
    siteLabel,
    (one: AccountView) => `${siteLabel(one)} · ${accountLabel(one)}`,
    (one: AccountView) => `${hostOf(one.site)} · ${one.email || accountLabel(one)}`,
  ]
  const others = all.filter(({ id }) => id !== account.id)
  const tells = labels.find((label) => others.every((other) => label(other) !== label(account)))
  return (tells ?? siteLabel)(account)
}

export function hostOf(site: string): string {
  return URL.canParse(site) ? new URL(site).host : site
}
