// What was typed, pasted or dropped into the field of the tray window, understood: something to fetch, or words to search
// for. Pure; asking a site anything comes later.

import { formatCloudUri, parseCloudUri, uriName, type CloudUri } from '../../../core/model/cloud-uri.ts'
import { parseDeepLink } from '../../../core/model/deep-link.ts'
import { formatShareLink, parseShareLink } from '../../../core/model/share-link.ts'
import { parseSitePage } from '../../../core/model/site-page.ts'
import type { AccountView } from '../../../core/model/account.ts'

export type Wish =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'search'; readonly words: readonly string[] }
  /** `link` may hold a password: it is used and not shown. */
  | { readonly kind: 'share'; readonly site: string; readonly link: string }
  | {
      readonly kind: 'entry'
      readonly accountId: string
      readonly uri: string
      readonly name: string
      readonly folder?: boolean
    }
  | { readonly kind: 'unknown-site'; readonly site: string }
  /** An address, but none that leads to a file. */
  | { readonly kind: 'no-file' }

export function readWish(typed: string, accounts: readonly AccountView[]): Wish {
  const text = typed.trim()
  if (text === '') return { kind: 'nothing' }
  const users = accounts.filter(({ kind }) => kind === 'user')
  const deep = parseDeepLink(text)
  if (deep?.shareLink !== undefined) return readWish(deep.shareLink, accounts)
  const share = parseShareLink(text)
  if (share !== undefined) return { kind: 'share', site: share.site, link: text }
  const page = deep ?? parseSitePage(text)
  if (page !== undefined) {
    const account = users.find(({ site }) => site === page.site)
    return account === undefined ? { kind: 'unknown-site', site: page.site } : entryOf(account.id, page.uri)
  }
  const uri = parseCloudUri(text)?.uri
  if (uri !== undefined) return uriWish(uri, users)
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return { kind: 'no-file' }
  return { kind: 'search', words: text.split(/\s+/) }
}

/** A URI names no site: the first account's is meant, as everywhere. */
function uriWish(uri: CloudUri, users: readonly AccountView[]): Wish {
  const [first] = users
  if (first === undefined) return { kind: 'no-file' }
  if (uri.fileSystem !== 'share') return entryOf(first.id, uri)
  return { kind: 'share', site: first.site, link: formatShareLink(first.site, uri.owner) }
}

function entryOf(accountId: string, uri: CloudUri): Wish {
  return { kind: 'entry', accountId, uri: formatCloudUri(uri), name: uriName(uri) }
}
