// The way of every account, from what was chosen for it and what the vault holds; and of a site that has no account yet,
// for as long as somebody is signing in there. Remembers nothing that is not kept with an account.
//
//   account's own choice  ->  what was chosen for the site in this run  ->  that of an account there  ->  the machine's

import type { Account } from '../model/account.ts'
import { addressesOf } from '../model/account.ts'
import { machineWay } from '../model/way.ts'
import type { ProxyChoice, WayChoice } from '../model/way.ts'
import { machineTrust, createTrust } from '../ports/trust.ts'
import type { ProxyOf } from '../ports/proxies.ts'
import type { Way } from '../ports/ways.ts'
import type { Credentials, ProxyUser } from './tokens.ts'

export interface Ways {
  ofAccount(account: Account): Way
  ofSite(site: string): Way
  /** The way of a site for a window that makes its connections itself. */
  windowOf(site: string): WindowWay
  /** What holds for the site in this run; undefined where nothing was chosen. */
  draftOf(site: string): WayDraft | undefined
  /** For a site without an account. */
  draft(site: string, draft: WayDraft): void
  /** The draft has become an account's. */
  adopted(site: string): void
  /** What the vault holds of the account's proxy has changed. */
  forget(accountId: string): void
}

export interface WayDraft {
  readonly choice: WayChoice
  readonly proxyUser?: ProxyUser | undefined
}

export interface WindowWay {
  readonly pins: readonly string[]
  readonly authorities: readonly string[]
  readonly proxy: ProxyChoice
  readonly proxyUser: () => Promise<ProxyUser | undefined>
}

export interface WaysParts {
  readonly accounts: () => readonly Account[]
  readonly credentials: Credentials
  readonly proxyOf?: ProxyOf | undefined
}

type UserOf = () => Promise<ProxyUser | undefined>

export function createWays({ accounts, credentials, proxyOf }: WaysParts): Ways {
  const drafts = new Map<string, WayDraft & { readonly way: Way }>()
  const known = new Map<string, { readonly choice: WayChoice; readonly way: Way }>()
  const plain: Way = { trust: machineTrust, proxyOf }

  const makeWay = (choice: WayChoice, userOf: UserOf): Way => ({
    trust: createTrust(
      choice.pins.map(({ fingerprint }) => fingerprint),
      choice.authorities,
    ),
    proxyOf: proxyRule(choice.proxy, { system: proxyOf, userOf }),
  })
  const ofAccount = (account: Account): Way => {
    const { id, way: choice } = account
    // A guest who is just being made: what was chosen for the site holds already.
    if (choice === undefined) return drafts.get(account.site)?.way ?? plain
    const before = known.get(id)
    if (before !== undefined && JSON.stringify(before.choice) === JSON.stringify(choice)) return before.way
    // Asked of the vault once: a keyring is slow, and this is every request's path.
    let asked: ReturnType<UserOf> | undefined
    const userOf = () => {
      asked ??= credentials.proxyUser(id).catch((error: unknown) => {
        asked = undefined
        throw error
      })
      return asked
    }
    const way = makeWay(choice, userOf)
    known.set(id, { choice, way })
    return way
  }
  return {
    ofAccount,
    ofSite: (site) => {
      const draft = drafts.get(site)
      if (draft !== undefined) return draft.way
      const account = accounts().find((one) => one.way !== undefined && addressesOf(one).includes(site))
      return account === undefined ? plain : ofAccount(account)
    },
    windowOf: (site) => {
      const draft = drafts.get(site)
      const account = accounts().find((one) => one.way !== undefined && addressesOf(one).includes(site))
      const { pins, authorities, proxy } = draft?.choice ?? choiceOf(account)
      return {
        ...{ authorities, proxy, pins: pins.map(({ fingerprint }) => fingerprint) },
        proxyUser: async () =>
          draft?.proxyUser ?? (account === undefined ? undefined : credentials.proxyUser(account.id)),
      }
    },
    draftOf: (site) => drafts.get(site),
    draft: (site, { choice, proxyUser }) => {
      drafts.set(site, { choice, proxyUser, way: makeWay(choice, () => Promise.resolve(proxyUser)) })
    },
    adopted: (site) => void drafts.delete(site),
    forget: (accountId) => void known.delete(accountId),
  }
}

interface ProxySources {
  readonly system: ProxyOf | undefined
  readonly userOf: UserOf
}

function proxyRule(choice: ProxyChoice, { system, userOf }: ProxySources): ProxyOf | undefined {
  switch (choice.kind) {
    case 'none':
      return undefined
    case 'manual':
      return async () => withUser(choice.address, await userOf())
    case 'system':
      if (system === undefined) return undefined
      return (url) => {
        const found = system(url)
        if (found === undefined) return undefined
        return Promise.resolve(found).then(async (address) =>
          address === undefined ? undefined : withUser(address, await userOf()),
        )
      }
  }
}

/** What the address itself names goes first. */
function withUser(address: string, user: ProxyUser | undefined): string {
  if (user === undefined || !URL.canParse(address)) return address
  const url = new URL(address)
  if (url.username !== '') return address
  url.username = encodeURIComponent(user.name)
  url.password = encodeURIComponent(user.password)
  return url.href.replace(/\/$/, '')
}

/** What holds for an account now, to be changed in parts. */
export function choiceOf(account: Pick<Account, 'way'> | undefined): WayChoice {
  return account?.way ?? machineWay
}
