// Clients, consent, codes and grants: OAuth as the server has it since 4.12 (cloudreve-api.md section 3.3).
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { ApiError, bindingError, codes } from './codes.ts'
import type { Exchange } from './exchange.ts'
import { bytesReply, jsonReply, successReply, type Reply } from './reply.ts'
import type { Site } from './site.ts'

const codeLifeMs = 600_000

export interface OauthApp {
  id: string
  name: string
  secret: string
  redirectUris: string[]
  scopes: string[]
  refreshTtlSeconds: number
}

interface IssuedCode {
  clientId: string
  userId: string
  scopes: string[]
  challenge: string
  untilMs: number
}

export interface OauthBook {
  readonly apps: Map<string, OauthApp>
  readonly codes: Map<string, IssuedCode>
  /** By user and client. */
  readonly grants: Map<string, string[]>
}

/** The client that every server comes with; its secret is a constant of the public source. */
const desktop: OauthApp = {
  id: '393a1839-f52e-498e-9972-e77cc2241eee',
  name: 'application:oauth.desktop',
  secret: '8GaQIu3lOSdqYoDHi9cR8IZ4pvuMH8ya',
  redirectUris: ['/callback/desktop'],
  scopes: 'profile email openid offline_access UserInfo.Write Workflow.Write Files.Write Shares.Write'.split(
    ' ',
  ),
  refreshTtlSeconds: 7_776_000,
}

export function createOauthBook(): OauthBook {
  return { apps: new Map([[desktop.id, desktop]]), codes: new Map(), grants: new Map() }
}

export const grantKey = (userId: string, clientId: string): string => `${userId} ${clientId}`

export function answerApp(site: Site, exchange: Exchange): Reply {
  const app = site.oauth.apps.get(exchange.segments[3] ?? '')
  if (app === undefined) throw new ApiError(codes.notFound, 'App not found')
  const caller = exchange.caller()
  const granted = caller === undefined ? undefined : site.oauth.grants.get(grantKey(caller.id, app.id))
  return successReply({
    id: app.id,
    name: app.name,
    icon: '/static/img/cloudreve.svg',
    ...(granted === undefined ? {} : { consented_scopes: granted }),
  })
}

const consentBody = z.object({
  client_id: z.string(),
  redirect_uri: z.string(),
  response_type: z.literal('code'),
  scope: z.string(),
  state: z.string().nullish(),
  code_challenge: z.string().nullish(),
  code_challenge_method: z.literal('S256').nullish(),
})

export function answerConsent(site: Site, exchange: Exchange): Reply {
  const user = exchange.account()
  const body = consentBody.safeParse(parseJson(exchange.body))
  if (!body.success) throw bindingError('Parameter error')
  const { client_id, redirect_uri, scope, state, code_challenge } = body.data
  const app = site.oauth.apps.get(client_id)
  if (app === undefined) throw new ApiError(codes.notFound, 'App not found')
  const scopes = scope.split(' ').filter(Boolean)
  if (!app.redirectUris.includes(redirect_uri)) throw new ApiError(codes.badParameter, 'Invalid redirect URI')
  if (!scopes.includes('openid') || !scopes.every((one) => app.scopes.includes(one)))
    throw new ApiError(codes.badParameter, 'Invalid scope')
  site.oauth.grants.set(grantKey(user.id, app.id), scopes)
  const code = randomBytes(64).toString('hex')
  site.oauth.codes.set(code, {
    clientId: app.id,
    userId: user.id,
    scopes,
    challenge: code_challenge ?? '',
    untilMs: site.clock.nowMs() + codeLifeMs,
  })
  return successReply({ code, state: state ?? '' })
}

export function answerOauthToken(site: Site, exchange: Exchange): Reply {
  const type = exchange.headers['content-type'] ?? ''
  const form = new URLSearchParams(type.includes('urlencoded') ? exchange.body.toString('utf8') : '')
  const read = (name: string): string => form.get(name) ?? ''
  if (read('grant_type') !== 'authorization_code' || read('client_id') === '' || read('code') === '')
    throw bindingError('Parameter error')
  const app = site.oauth.apps.get(read('client_id'))
  if (app === undefined) return refusal('App not found', codes.notFound)
  const issued = site.oauth.codes.get(read('code'))
  // Whatever comes of it, the code is used up.
  site.oauth.codes.delete(read('code'))
  if (issued?.clientId !== app.id || issued.untilMs < site.clock.nowMs())
    return refusal('Invalid or expired code', codes.credentialInvalid)
  if (read('client_secret') !== app.secret) return refusal('Invalid client secret', codes.credentialInvalid)
  if (issued.challenge !== '' && challengeOf(read('code_verifier')) !== issued.challenge)
    return refusal('Invalid code verifier', codes.credentialInvalid)
  const user = site.users.get(issued.userId)
  if (user?.status !== 'active') return refusal('Invalid user', codes.credentialInvalid)
  const { scopes } = issued
  const { refreshTtlSeconds } = app
  const pair = site.sessions.issue(user, { client: { id: app.id, scopes, refreshTtlSeconds } })
  return plain(200, {
    access_token: pair.access_token,
    token_type: 'Bearer',
    expires_in: site.settings.accessTtlSeconds - 1,
    refresh_token_expires_in: refreshTtlSeconds - 1,
    ...(scopes.includes('offline_access') ? { refresh_token: pair.refresh_token } : {}),
    scope: scopes.join(' '),
  })
}

export function answerGrantDelete(site: Site, exchange: Exchange): Reply {
  const user = exchange.account()
  site.oauth.grants.delete(grantKey(user.id, exchange.segments[3] ?? ''))
  return jsonReply({ code: codes.ok, msg: '' })
}

export function grantOf(
  { oauth }: Pick<Site, 'oauth'>,
  userId: string,
  clientId: string,
): { scopes: string[]; refreshTtlSeconds: number } | undefined {
  const scopes = oauth.grants.get(grantKey(userId, clientId))
  const app = oauth.apps.get(clientId)
  return scopes === undefined || app === undefined
    ? undefined
    : { scopes, refreshTtlSeconds: app.refreshTtlSeconds }
}

/** Shortens the way to a code for tests without a page: what consenting there would do. */
export function consent(site: Site, userId: string, page: URL): URL {
  const { searchParams } = page
  const read = (name: string): string => searchParams.get(name) ?? ''
  const code = randomUUID().replaceAll('-', '').repeat(4)
  const scopes = read('scope').split(' ')
  site.oauth.grants.set(grantKey(userId, read('client_id')), scopes)
  site.oauth.codes.set(code, {
    ...{ clientId: read('client_id'), userId, scopes, challenge: read('code_challenge') },
    untilMs: site.clock.nowMs() + codeLifeMs,
  })
  const target = new URL(read('redirect_uri'), page.origin)
  target.searchParams.set('code', code)
  target.searchParams.set('state', read('state'))
  return target
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}

function refusal(error: string, code: number): Reply {
  const facts = { error_codes: [code], correlation_id: randomUUID() }
  return plain(400, { error, error_description: '', ...facts })
}

function plain(status: number, json: unknown): Reply {
  return bytesReply(status, 'application/json; charset=utf-8', Buffer.from(JSON.stringify(json), 'utf8'))
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
