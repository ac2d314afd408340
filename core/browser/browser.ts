// Looking at the remote drive and changing it, in the name of an account: everything that needs no queue and no database.

import type { Cloudreve } from '../cloudreve/cloudreve.ts'
import type { BrowserApi, ChangesApi, SharesApi } from '../engine-api.ts'
import type { Account } from '../model/account.ts'
import type { AccountsPorts } from '../accounts.ts'
import { createChanges } from './changes.ts'
import { createWatches } from './watch.ts'

export interface BrowserRoom {
  readonly browser: BrowserApi
  readonly changes: ChangesApi
  readonly shares: SharesApi
  dispose(): void
}

export function createBrowser(
  ports: AccountsPorts,
  cloudreve: Cloudreve,
  account: (accountId: string) => Account,
): BrowserRoom {
  const { clock, logger, uuid, random = Math.random } = ports
  const watches = createWatches({ ...cloudreve, clock, logger, uuid, random })
  return {
    browser: {
      list: ({ accountId, uri, ...options }) => cloudreve.list(account(accountId), uri, options),
      info: (accountId, uri) => cloudreve.info(account(accountId), uri),
      links: (accountId, request) => cloudreve.links(account(accountId), request),
      details: (accountId, uri) => cloudreve.details(account(accountId), uri),
      summary: (accountId, uri) => cloudreve.summary(account(accountId), uri),
      space: (accountId) => cloudreve.space(account(accountId)),
      watch: (accountId, uri, onChanged) => watches.watch(account(accountId), uri, onChanged),
    },
    changes: createChanges({ cloudreve, account, uuid }),
    shares: {
      create: (accountId, order) => cloudreve.createShare(account(accountId), order),
      list: (accountId, pageToken) => cloudreve.listShares(account(accountId), pageToken),
      link: (accountId, shareId) => cloudreve.shareLink(account(accountId), shareId),
      source: (accountId, shareId) => cloudreve.shareSource(account(accountId), shareId),
      delete: (accountId, shareId) => cloudreve.deleteShare(account(accountId), shareId),
    },
    dispose: () => {
      watches.dispose()
      cloudreve.dispose()
    },
  }
}
