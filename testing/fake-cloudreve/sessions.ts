// Sign-in, the second factor and the token chain (cloudreve-api.md section 3). Stateless access tokens, refresh tokens
// that stay valid until their chain is revoked. Not the accounts themselves.
import { createHash, randomUUID } from 'node:crypto'
import { isoTime, type Clock } from './clock.ts'
import { ApiError, codes } from './codes.ts'
import type { FakeSettings } from './settings.ts'
import { readToken, signToken } from './token.ts'
import { isTotpCode } from './totp.ts'
import type { Caller, User } from './users.ts'

const secondFactorMs = 600_000

export interface TokenPair {
  access_token: string
  refresh_token: string
  access_expires: string
  refresh_expires: string
}

/** What the tokens of one chain have in common. */
export interface Chain {
  rootTokenId?: string
  client?: { id: string; scopes: string[]; refreshTtlSeconds: number }
}

export interface Sessions {
  /** Who the header speaks for. A bad token is nobody; a refresh token is 40020. */
  identify(authorization: string | undefined): Caller
  issue(user: User, chain?: Chain): TokenPair
  refresh(refreshToken: string): TokenPair
  revoke(refreshToken: string): void
  beginSecondFactor(user: User): string
  passSecondFactor(sessionId: string, otp: string): User
}

export interface SessionParts {
  clock: Clock
  settings: FakeSettings
  secret: string
  userById(id: string): User | undefined
  /** What the user granted to a client, for as long as it is not taken back. */
  grantOf(userId: string, clientId: string): { scopes: string[]; refreshTtlSeconds: number } | undefined
}

export function createSessions(parts: SessionParts): Sessions {
  const { clock, settings, secret } = parts
  const revokedRoots = new Set<string>()
  const waiting = new Map<string, { user: User; untilMs: number }>()

  const issue = (user: User, { rootTokenId = randomUUID(), client }: Chain = {}): TokenPair => {
    const nowMs = clock.nowMs()
    const accessExpiresMs = nowMs + settings.accessTtlSeconds * 1000
    const refreshExpiresMs = nowMs + (client?.refreshTtlSeconds ?? settings.refreshTtlSeconds) * 1000
    const granted = client === undefined ? {} : { client_id: client.id, scopes: client.scopes }
    const common = { sub: user.id, nbf: Math.floor(nowMs / 1000), ...granted }
    return {
      access_token: signToken(
        { ...common, token_type: 'access', exp: accessExpiresMs / 1000, jti: randomUUID() },
        secret,
      ),
      refresh_token: signToken(
        {
          ...common,
          token_type: 'refresh',
          exp: refreshExpiresMs / 1000,
          root_token_id: rootTokenId,
          state_hash: stateHash(user),
          jti: randomUUID(),
        },
        secret,
      ),
      access_expires: isoTime(accessExpiresMs),
      refresh_expires: isoTime(refreshExpiresMs),
    }
  }

  return {
    issue,
    identify: (authorization) => {
      if (authorization === undefined || authorization.startsWith('Bearer Cr ')) return undefined
      const claims = readToken(authorization.replace(/^Bearer /u, ''), secret, clock.nowMs())
      if (claims === undefined) return undefined
      if (claims.token_type !== 'access') throw new ApiError(codes.credentialInvalid, 'Invalid token type')
      const user = parts.userById(claims.sub)
      if (user?.status !== 'active') throw new ApiError(codes.database, 'Failed to get user')
      return user
    },
    refresh: (refreshToken) => {
      const failed = new ApiError(codes.credentialInvalid, 'Failed to issue token pair')
      const claims = readToken(refreshToken, secret, clock.nowMs())
      const root = claims?.root_token_id
      if (claims?.token_type !== 'refresh' || root === undefined || revokedRoots.has(root)) throw failed
      const user = parts.userById(claims.sub)
      if (user?.status !== 'active' || claims.state_hash !== stateHash(user)) throw failed
      const { client_id: id, scopes = [] } = claims
      if (id === undefined) return issue(user, { rootTokenId: root })
      const grant = parts.grantOf(user.id, id)
      // Scopes outside of the newest grant end the older tokens (section 3.3, "Identity").
      if (grant === undefined || !scopes.every((scope) => grant.scopes.includes(scope))) throw failed
      const { refreshTtlSeconds } = grant
      return issue(user, { rootTokenId: root, client: { id, scopes, refreshTtlSeconds } })
    },
    revoke: (refreshToken) => {
      const root = readToken(refreshToken, secret, clock.nowMs())?.root_token_id
      if (root === undefined) throw new ApiError(codes.credentialInvalid, 'Failed to parse token')
      revokedRoots.add(root)
    },
    beginSecondFactor: (user) => {
      const sessionId = randomUUID()
      waiting.set(sessionId, { user, untilMs: clock.nowMs() + secondFactorMs })
      return sessionId
    },
    passSecondFactor: (sessionId, otp) => {
      const session = waiting.get(sessionId)
      if (session === undefined || session.untilMs < clock.nowMs()) {
        throw new ApiError(codes.notFound, 'Session not found')
      }
      const { user } = session
      if (user.otpSecret !== undefined && !isTotpCode(user.otpSecret, otp, clock.nowMs())) {
        throw new ApiError(codes.wrongOtp, 'Incorrect 2FA code')
      }
      waiting.delete(sessionId)
      return user
    },
  }
}

// A changed password or e-mail ends every refresh token issued before.
function stateHash(user: User): string {
  return createHash('sha256').update(`${user.email}/${user.password}`).digest('base64')
}
