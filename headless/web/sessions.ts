// Who may use the page: a token from the terminal is good for one visit and becomes a cookie. Both are random, live in
// memory only and are compared in constant time.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

export interface Sessions {
  /** A fresh token; the one before is no longer good. */
  newToken(): string
  /** The new session's cookie value, or undefined for a token that is wrong or used up. */
  redeem(token: string): string | undefined
  isOpen(cookieHeader: string | undefined): boolean
  readonly cookieName: string
}

/** More open sessions than a person has browsers: the oldest is signed out. */
const maxSessions = 32

/** Cookies do not know ports: the name keeps two servers on one machine apart. */
export function createSessions(port: number): Sessions {
  const cookieName = `reverie-${port}`
  const digests: Buffer[] = []
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
      const session = secret()
      digests.push(digest(session))
      if (digests.length > maxSessions) digests.shift()
      return session
    },
    isOpen: (cookieHeader) => {
      const offered = digest(readCookie(cookieHeader, cookieName) ?? '')
      return digests.some((known) => timingSafeEqual(known, offered))
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
