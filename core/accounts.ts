// Accounts and the remote drive behind them: everything that needs no queue. The engine stands on it, and so do short
// commands that only look.

import { createBrowser } from './browser/browser.ts'
import type { BrowserRoom } from './browser/browser.ts'
import { createCloudreve } from './cloudreve/cloudreve.ts'
import type { Cloudreve } from './cloudreve/cloudreve.ts'
import { createAccountOptions } from './account-options.ts'
import type { AccountsApi } from './engine-api.ts'
import type { Account, AccountView } from './model/account.ts'
import { parseCloudUri } from './model/cloud-uri.ts'
import { fail } from './model/failure.ts'
import { parseShareLink } from './model/share-link.ts'
import type { Ports } from './ports/ports.ts'
import { createEmitter } from './queue/news.ts'

export type AccountsPorts = Pick<
  Ports,
  'clock' | 'vault' | 'logger' | 'settings' | 'uuid' | 'proxyOf' | 'trustSystem'
> &
  Partial<Pick<Ports, 'random'>>

export interface AccountsRoom extends BrowserRoom {
  readonly accounts: AccountsApi
  readonly cloudreve: Cloudreve
  find(accountId: string): Account | undefined
  /** Fails `sign-in-required` where there is none. */
  known(accountId: string): Account
  /** The account's connections are made another way from now on. */
  onWayChanged(listener: (accountId: string) => void): () => void
}

export function createAccounts(ports: AccountsPorts): AccountsRoom {
  const changed = createEmitter<undefined>()
  const wayChanged = createEmitter<string>()
  const store = ports.settings
  const find = (accountId: string) => store.accounts().find(({ id }) => id === accountId)
  const saveAccount = (account: Account) => {
    const before = store.accounts()
    const isKnown = before.some(({ id }) => id === account.id)
    store.saveAccounts(
      isKnown ? before.map((one) => (one.id === account.id ? account : one)) : [...before, account],
    )
    changed.emit(undefined)
  }
  const cloudreve = createCloudreve({ ...ports, accounts: () => store.accounts(), saveAccount })
  cloudreve.onHealthChanged(() => changed.emit(undefined))

  const known = (accountId: string): Account => {
    const account = find(accountId)
    if (account === undefined) throw fail('sign-in-required', 'there is no such account')
    return account
  }

  const view = (account: Account): AccountView => {
    const { way: _way, client: _client, ...shown } = account
    const health = cloudreve.health(account.id)
    const reason = cloudreve.reason(account.id)
    return reason === undefined ? { ...shown, health } : { ...shown, health, reason }
  }

  return {
    ...createBrowser(ports, cloudreve, known),
    cloudreve,
    find,
    known,
    onWayChanged: (listener) => wayChanged.on(listener),
    accounts: {
      describeSite: (site) => cloudreve.describeSite(site),
      captcha: (site) => cloudreve.captcha(site),
      signIn: (request) => cloudreve.signIn(request),
      answerOtp: (challenge, otp) => cloudreve.answerOtp(challenge, otp),
      beginBrowser: (request) => cloudreve.beginBrowser(request),
      finishBrowser: (flowId, answer) => cloudreve.finishBrowser(flowId, answer),
      cancelBrowser: (flowId) => cloudreve.cancelBrowser(flowId),
      browserWindow: (flowId) => cloudreve.browserWindow(flowId),
      folderOf: (accountId) => find(accountId)?.downloadFolder ?? store.settings().downloadFolder,
      capacity: async (accountId) => cloudreve.capacity(known(accountId)),
      options: createAccountOptions({
        cloudreve,
        known,
        saveAccount,
        onWayChanged: (accountId) => wayChanged.emit(accountId),
      }),
      signOut: async (accountId) => {
        const account = find(accountId)
        if (account === undefined) return { told: true }
        const ending = await cloudreve.signOut(account)
        store.saveAccounts(store.accounts().filter(({ id }) => id !== accountId))
        changed.emit(undefined)
        return ending
      },
      list: () => store.accounts().map(view),
      openShare: (link, options = {}) => {
        const share = readShare(link, options.site)
        const password = options.password ?? share.password
        return cloudreve.openShare(password === undefined ? share : { ...share, password })
      },
      followShortcut: async (accountId, uri) => cloudreve.followShortcut(known(accountId), uri),
      onChanged: (listener) => changed.on(listener),
    },
  }
}

function readShare(link: string, site: string | undefined) {
  const page = parseShareLink(link)
  if (page !== undefined) return page
  const parsed = parseCloudUri(link)
  if (parsed?.uri.fileSystem === 'share' && site !== undefined) return { site, ...parsed }
  throw fail('invalid-request', 'this is not a share link (https://site/s/…)')
}
