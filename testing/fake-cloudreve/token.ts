// Signed tokens in the form the server issues them: HS256 JWTs with its claim names (cloudreve-api.md section 3.2).
// Not a JWT library: one algorithm, no header options.
import { createHmac, timingSafeEqual } from 'node:crypto'

export interface TokenClaims {
  token_type: 'access' | 'refresh'
  sub: string
  exp: number
  nbf: number
  root_token_id?: string
  state_hash?: string
  /** Of a sign-in by a client (section 3.3). */
  client_id?: string
  scopes?: string[]
  /** Not a claim of the real server: keeps two tokens of one second apart, as its sub-second claims do. */
  jti: string
}

const header = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url')

export function signToken(claims: TokenClaims, secret: string): string {
  const payload = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
  return `${payload}.${signatureOf(payload, secret).toString('base64url')}`
}

/** The claims of a token this secret signed and that is not expired; undefined for everything else. */
export function readToken(token: string, secret: string, nowMs: number): TokenClaims | undefined {
  const [head, body, signature, ...rest] = token.split('.')
  if (head !== header || body === undefined || signature === undefined || rest.length > 0) return undefined
  const expected = signatureOf(`${head}.${body}`, secret)
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as TokenClaims
  return claims.exp * 1000 > nowMs ? claims : undefined
}

function signatureOf(payload: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(payload).digest()
}
