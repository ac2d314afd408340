// Accounts and browsing as the names of things on a site need them, asked of whoever runs the engine: the app may hold
// secrets that this process cannot read.

import type { AccountsApi, BrowserApi } from '../../core/engine-api.ts'
import { parseCloudUri, formatCloudUri } from '../../core/model/cloud-uri.ts'
import type { CloudUri } from '../../core/model/cloud-uri.ts'
import type { Entry } from '../../core/model/entry.ts'
import { fail } from '../../core/model/failure.ts'
import { formatShareLink } from '../../core/model/share-link.ts'
import type { EntryView } from '../../contract/views.ts'
import { ask, type Attachment } from './attachment.ts'

export interface RemoteAccess {
  readonly accounts: Pick<AccountsApi, 'list' | 'openShare'>
  readonly browser: Pick<BrowserApi, 'list' | 'info'>
}

export async function openRemoteAccess(attachment: Attachment): Promise<RemoteAccess> {
  const listAccounts = async () => (await ask(attachment, 'account.list', {})).accounts
  const known = await listAccounts()
  return {
    accounts: {
      list: () => known,
      openShare: async (link, { password, site } = {}) => {
        const step = await ask(attachment, 'share.open', { link: linkOf(link, site), password })
        if (step.step === 'password') return step
        const account = (await listAccounts()).find(({ id }) => id === step.accountId)
        if (account === undefined) throw fail('illegal-state', 'the account is not in the list')
        return { step: 'opened', account, uri: toUri(step.uri), name: step.name }
      },
    },
    browser: {
      list: async ({ accountId, uri }) => {
        const request = { accountId, uri: formatCloudUri(uri), order: 'name', direction: 'asc' } as const
        const { entries, ...page } = await ask(attachment, 'browser.list', request)
        return { ...page, entries: entries.map(toEntry) }
      },
      info: async (accountId, uri) =>
        toEntry((await ask(attachment, 'browser.info', { accountId, uri: formatCloudUri(uri) })).entry),
    },
  }
}

/** The treaty opens web links only: a URI of a share becomes one with its site. */
function linkOf(link: string, site: string | undefined): string {
  const uri = site === undefined ? undefined : parseCloudUri(link)?.uri
  return site === undefined || uri === undefined ? link : formatShareLink(site, uri.owner)
}

function toEntry({ trashed, ...view }: EntryView): Entry {
  const from = trashed?.from === undefined ? {} : { from: toUri(trashed.from) }
  const bin = trashed === undefined ? {} : { trashed: { ...trashed, ...from } }
  return { ...view, ...bin, uri: toUri(view.uri) } as Entry
}

function toUri(text: string): CloudUri {
  const parsed = parseCloudUri(text)
  if (parsed === undefined) throw fail('illegal-state', 'the host names what is no URI')
  return parsed.uri
}
