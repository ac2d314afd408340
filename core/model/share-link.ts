// `https://site/s/<id>[/<password>]`, the link people send each other, and `https://site/home?path=cloudreve://…@share`,
// what the browser shows once it is open (cloudreve-api.md section 10), split into the site, what is shared, and the
// password. Not for `cloudreve://` URIs, which name no site.

import { parseCloudUri } from './cloud-uri.ts'
import type { CloudUri } from './cloud-uri.ts'

export interface ShareLink {
  /** Site root without trailing slash; a path prefix before `/s/` is kept. */
  readonly site: string
  readonly uri: CloudUri
  /** A credential: for the vault only. */
  readonly password?: string
}

export function parseShareLink(text: string): ShareLink | undefined {
  const url = parseHttpUrl(text.trim())
  if (url === undefined) return undefined
  const page = /^(.*)\/home\/?$/.exec(url.pathname)
  if (page !== null) return parsePage(url, page[1] ?? '')
  const match = /^(.*)\/s\/([A-Za-z0-9]+)(?:\/([^/]+))?\/?$/.exec(url.pathname)
  if (match === null) return undefined
  const [, prefix = '', id = '', secret] = match
  const password = secret === undefined ? undefined : decodeOrKeep(secret)
  const link = { site: url.origin + prefix, uri: { fileSystem: 'share', owner: id, segments: [] } as const }
  return password === undefined ? link : { ...link, password }
}

/** As people type it, the scheme may be missing: the whole link, or undefined where it is none. */
export function typedShareLink(text: string): string | undefined {
  const trimmed = text.trim()
  if (parseShareLink(trimmed) !== undefined) return trimmed
  if (/\s|^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed)) return undefined
  const whole = `https://${trimmed}`
  return parseShareLink(whole) === undefined ? undefined : whole
}

/** The site's own page on an open share names it in its query. */
function parsePage(url: URL, prefix: string): ShareLink | undefined {
  const path = /[?&]path=([^&]*)/.exec(url.search)?.[1]
  const parsed = path === undefined ? undefined : parseCloudUri(decodeOrKeep(path.replaceAll('+', '%20')))
  return parsed?.uri.fileSystem === 'share' ? { site: url.origin + prefix, ...parsed } : undefined
}

/** A share page's address without its password; safe to print. */
export function formatShareLink(site: string, shareId: string): string {
  return `${site}/s/${shareId}`
}

/** A site address as people type it: scheme optional (https), no query, no trailing slash, no credentials. */
export function parseSite(text: string): string | undefined {
  const trimmed = text.trim()
  if (trimmed === '' || /\s/.test(trimmed)) return undefined
  const url = parseHttpUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`)
  if (url === undefined || url.username !== '' || url.password !== '') return undefined
  return url.origin + url.pathname.replace(/\/+$/, '').replace(/\/(?:home|session\/.*)$/, '')
}

function parseHttpUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined
}

function decodeOrKeep(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
