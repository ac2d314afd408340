// `https://site/home?path=cloudreve://…`, the address that a browser shows for a folder of the user's own drive, split
// into the site and the folder. Shares have forms of their own (share-link.ts).

import { parseCloudUri } from './cloud-uri.ts'
import type { CloudUri } from './cloud-uri.ts'

export interface SitePage {
  /** Site root without trailing slash. */
  readonly site: string
  readonly uri: CloudUri
}

/** Undefined for everything else: shares, other pages, addresses with a name or password in them. */
export function parseSitePage(text: string): SitePage | undefined {
  const trimmed = text.trim()
  if (!URL.canParse(trimmed)) return undefined
  const url = new URL(trimmed)
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return undefined
  const prefix = /^(.*)\/home\/?$/.exec(url.pathname)?.[1]
  const path = url.searchParams.get('path')
  const parsed = prefix === undefined || path === null ? undefined : parseCloudUri(path)
  if (parsed === undefined || parsed.password !== undefined || parsed.uri.fileSystem === 'share')
    return undefined
  return { site: url.origin + prefix, uri: parsed.uri }
}
