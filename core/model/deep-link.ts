// `reverie://download?…` and `reverie://open?…`: what a web page may ask of the program. Read strictly, because anybody
// can write one: one action, known parameters, each once. What it asks for happens only after the user has agreed.
//
//   reverie://download?link=https://site/s/abc
//   reverie://open?site=https://site&uri=cloudreve://my/Photos

import { formatCloudUri, parseCloudUri } from './cloud-uri.ts'
import type { CloudUri } from './cloud-uri.ts'
import { parseShareLink } from './share-link.ts'

export const deepLinkScheme = 'reverie'

export interface DeepLink {
  readonly action: 'download' | 'open'
  /** Site root without trailing slash. */
  readonly site: string
  readonly uri: CloudUri
  /** Of a share: the link as it was written, whose password is a secret. */
  readonly shareLink?: string
}

export const longestDeepLink = 4_096
const form = /^reverie:\/\/(download|open)\/?\?([^#]+)$/
/** Also such as turn the text around, so that a site would look like another. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/u

/** Undefined for whatever is not exactly of one of the two forms. */
export function parseDeepLink(text: string): DeepLink | undefined {
  if (text.length > longestDeepLink || unprintable.test(text)) return undefined
  const match = form.exec(text)
  if (match === null) return undefined
  const params = [...new URLSearchParams(match[2] ?? '')]
  const action = match[1] === 'open' ? 'open' : 'download'
  if (params.some(([, value]) => unprintable.test(value))) return undefined
  const names = params.map(([name]) => name).sort()
  const values = Object.fromEntries(params) as Readonly<Record<string, string>>
  if (names.join() === 'link') return shareOf(action, values['link'] ?? '')
  if (names.join() === 'site,uri') return entryOf(action, values['site'] ?? '', values['uri'] ?? '')
  return undefined
}

function shareOf(action: DeepLink['action'], link: string): DeepLink | undefined {
  const share = parseShareLink(link)
  if (share === undefined || hasCredentials(link)) return undefined
  return { action, site: share.site, uri: share.uri, shareLink: link }
}

function entryOf(action: DeepLink['action'], site: string, text: string): DeepLink | undefined {
  const parsed = parseCloudUri(text)
  if (!URL.canParse(site) || parsed === undefined || parsed.password !== undefined) return undefined
  const { protocol, search, hash, origin, pathname } = new URL(site)
  if (!/^https?:$/.test(protocol) || search !== '' || hash !== '' || hasCredentials(site)) return undefined
  const { uri } = parsed
  if (uri.fileSystem === 'share' || unprintable.test(uri.segments.join('/'))) return undefined
  return { action, site: origin + pathname.replace(/\/+$/, ''), uri }
}

/** `https://bank.example@evil.example` reads as another site than it is. */
function hasCredentials(address: string): boolean {
  const { username, password } = new URL(address)
  return username !== '' || password !== ''
}

/** For a page that wants to offer such a link. */
export function formatDeepLink({ action, site, uri, shareLink }: DeepLink): string {
  const params = new URLSearchParams(
    shareLink === undefined ? { site, uri: formatCloudUri(uri) } : { link: shareLink },
  )
  return `${deepLinkScheme}://${action}?${params.toString()}`
}
