// Who may use the page: a token from the terminal is good for one visit and becomes a cookie and a key. All are random,
// live in memory only and are compared in constant time. The cookie goes to every port of this machine, also to other
// people's servers; alone it opens nothing but the page's own files.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export interface Sessions {
  /** A fresh token; the one before is no longer good. */
  newToken(): string
  /** Undefined for a token that is wrong or used up. */
  redeem(token: string): NewSession | undefined
  /** The cookie alone: for the files of the page, which are the same for everybody. */
  isOpen(cookieHeader: string | undefined): boolean
  /** Both secrets, of the same session. */
  isEntitled(cookieHeader: string | undefined, key: string): boolean
  readonly cookieName: string
}

export interface NewSession {
  readonly cookie: string
  /** For the storage of the page's own origin. */
  readonly key: string
}

/** More open sessions than a person has browsers: the oldest is signed out. */
const maxSessions = 32

/** Cookies do not know ports: the name keeps two servers on one machine apart. */
export function createSessions(port: number): Sessions {
  const cookieName = `reverie-${port}`
  const open: { readonly cookie: Buffer; readonly key: Buffer }[] = []
  let token: Buffer | undefined
  return {
    cookieName,
    newToken: () => {
      const fresh = secret()
      token = digest(fresh)
      return fresh
    },
    redeem: (offered) => {
      if (token === undefined || !timingSafeEqual(digest(offered), token)) return undefined
      token = undefined
      const session = { cookie: secret(), key: secret() }
      open.push({ cookie: digest(session.cookie), key: digest(session.key) })
      if (open.length > maxSessions) open.shift()
      return session
    },
    isOpen: (cookieHeader) => {
      const offered = digest(readCookie(cookieHeader, cookieName) ?? '')
      return open.some(({ cookie }) => timingSafeEqual(cookie, offered))
    },
    isEntitled: (cookieHeader, offeredKey) => {
      const offered = digest(readCookie(cookieHeader, cookieName) ?? '')
      const shown = digest(offeredKey)
      return open.some(({ cookie, key }) => timingSafeEqual(cookie, offered) && timingSafeEqual(key, shown))
    },
  }
}

export function sessionCookie(name: string, session: string): string {
  return `${name}=${session}; Path=/; HttpOnly; SameSite=Strict`
}

function secret(): string {
  return randomBytes(32).toString('base64url')
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [key, value] = pair.trim().split('=', 2)
    if (key === name) return value
  }
  return undefined
}
