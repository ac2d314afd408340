// What the page of `serve` may do and who may talk to it: the headers of every answer, and the checks of Host and Origin
// that keep other web pages out (DNS rebinding, cross-site WebSockets). Tokens and cookies are in sessions.ts.

import { networkInterfaces } from 'node:os'

/** The same policy as the app's window; only the address of the bridge is added. */
export function contentPolicy(host: string, nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "media-src 'self'",
    `connect-src 'self' ws://${host}`,
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** On every answer, errors included. */
export function answerHeaders(host: string, nonce: string): Record<string, string> {
  return {
    'content-security-policy': contentPolicy(host, nonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  }
}

/** The values that a Host header may have for a server bound to `address`; a foreign name that resolves here has none. */
export function allowedHosts(address: string, port: number): ReadonlySet<string> {
  const names = new Set([address])
  if (isAny(address)) for (const own of ownAddresses()) names.add(own)
  if (isAny(address) || isLoopback(address)) names.add('localhost')
  const written = [...names]
    .filter((name) => !isAny(name))
    .map((name) => (name.includes(':') ? `[${name}]` : name))
  return new Set(written.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])))
}

export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127\./.test(address)
}

/** The page's own origin, and nothing else: a browser sends Origin with every WebSocket. */
export function isOwnOrigin(origin: string | undefined, host: string): boolean {
  return origin === `http://${host}`
}

function isAny(address: string): boolean {
  return address === '0.0.0.0' || address === '::'
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address))
}
