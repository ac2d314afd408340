// The pages' own scheme: `app://reverie/…` serves the built renderer and nothing else. There is no file:// page, and
// nothing a page asks for here can lead out of the renderer's folder.

import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { CustomScheme } from 'electron'

export const scheme = 'app'
export const pageHost = 'reverie'
export const pageOrigin = `${scheme}://${pageHost}`
/** A page of ours: the main window's, or the one at the tray. */
export function pageAddress(name: 'index' | 'tray', devServer: string | undefined): string {
  const base = devServer === undefined || devServer === '' ? pageOrigin : new URL(devServer).origin
  return `${base}/${name}.html`
}

export const schemePrivileges: CustomScheme = {
  scheme,
  // An origin of its own that counts as secure; script modules may be fetched from it, and media may be read in parts.
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true, stream: true },
}

/** Replaced in the page at every load, so that only style tags which know it are obeyed. */
export const noncePlaceholder = '__CSP_NONCE__'

export function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "media-src 'self'",
    "connect-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** What the renderer consists of; a file of another kind is not served. */
const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

export interface PageReply {
  readonly status: 200 | 403 | 404
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** Path below `folder` that a URL means; undefined where it means none, or tries to leave. */
export function filePathOf(folder: string, url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, host, pathname } = new URL(url)
  if (protocol !== `${scheme}:` || host !== pageHost) return undefined
  let relative: string
  try {
    relative = decodeURIComponent(pathname)
  } catch {
    return undefined // a broken percent sequence names no file
  }
  if (relative.includes('\0') || relative.includes('\\')) return undefined
  const path = normalize(join(folder, relative === '/' ? 'index.html' : relative))
  return path.startsWith(folder + sep) ? path : undefined
}

export type ServePage = (url: string, method: string) => Promise<PageReply>

export function createPageServer(folder: string, makeNonce = randomNonce): ServePage {
  return async (url, method) => {
    const path = filePathOf(folder, url)
    const type = path === undefined ? undefined : mediaTypes[extname(path)]
    if (method !== 'GET' || path === undefined || type === undefined) return refusal(403)
    const content = await readFile(path).catch(() => undefined)
    if (content === undefined) return refusal(404)
    const nonce = makeNonce()
    const isPage = extname(path) === '.html'
    const body = isPage ? Buffer.from(content.toString().replaceAll(noncePlaceholder, nonce)) : content
    return { status: 200, headers: { ...commonHeaders(nonce), 'content-type': type }, body }
  }
}

const randomNonce = () => randomBytes(18).toString('base64')

const commonHeaders = (nonce: string) => ({
  'content-security-policy': contentPolicy(nonce),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
})

function refusal(status: 403 | 404): PageReply {
  const headers = { ...commonHeaders(randomNonce()), 'content-type': 'text/plain; charset=utf-8' }
  return { status, headers, body: Buffer.alloc(0) }
}
