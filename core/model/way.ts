// How an account's connections are made, as it is chosen and kept: which proxy, which certificates are believed. No secret:
// a proxy's user and password are in the vault.

export type ProxyChoice =
  /** As the machine says: its settings, its environment. */
  | { readonly kind: 'system' }
  | { readonly kind: 'none' }
  /** `http://host:port` or `https://host:port`, without a user. */
  | { readonly kind: 'manual'; readonly address: string }

/** A certificate that nobody vouches for, and that the user believes all the same. */
export interface Pin {
  /** SHA-256 of the certificate, as Node prints it: `AB:CD:…`, 32 bytes. */
  readonly fingerprint: string
  /** For display: whom it names, and where it was seen. */
  readonly subject: string
  readonly address: string
}

export interface WayChoice {
  readonly proxy: ProxyChoice
  readonly pins: readonly Pin[]
  /** Certificates of further authorities, PEM, one in each. */
  readonly authorities: readonly string[]
}

export const machineWay: WayChoice = { proxy: { kind: 'system' }, pins: [], authorities: [] }

export function isFingerprint(text: string): boolean {
  return /^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/.test(text)
}

/** `http://host:port` as people type it; undefined for what is no address of an HTTP proxy, or names a user. */
export function parseProxyAddress(text: string): string | undefined {
  const typed = text.trim()
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `http://${typed}`
  if (typed === '' || /\s/.test(typed) || !URL.canParse(withScheme)) return undefined
  const url = new URL(withScheme)
  const isBare = url.pathname === '/' && url.search === '' && url.hash === ''
  const isHttp = url.protocol === 'http:' || url.protocol === 'https:'
  if (!isHttp || !isBare || url.hostname === '' || url.username !== '' || url.password !== '')
    return undefined
  return url.origin
}
