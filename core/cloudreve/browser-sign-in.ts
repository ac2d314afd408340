// Signing in by the site's own page: OAuth with PKCE and state (cloudreve-api.md section 3.3, RFC 7636). Who shows the page
// is the host's affair; here it is said which page, and what comes back is exchanged for tokens.
//
//   begin ─> address ─(a browser)─> redirect?code&state ─> finish ─> token ─> who is it ─> kept
//                                   cancel, ten minutes, another state, an error: each its own failure, nothing kept

import { createHash, randomBytes } from 'node:crypto'
import type { BrowserFlow, SiteDescription } from '../engine-api.ts'
import type { Account, OwnClient } from '../model/account.ts'
import { TransferError, createFailure, fail } from '../model/failure.ts'
import type { Clock } from '../ports/clock.ts'
import { apiCodes } from './codes.ts'
import type { Client } from './client.ts'
import { failureOfReply, readData } from './envelope.ts'
import type { Reply } from './envelope.ts'
import { redirectAddress } from './oauth-client.ts'
import type { OauthClient } from './oauth-client.ts'
import { readAnswer } from './redirect-answer.ts'
import { oauthTokensSchema, userSchema } from './schemas.ts'
import { makeAccount } from './sign-in.ts'
import type { SignedIn } from './sign-in.ts'
import type { Tokens } from './tokens.ts'

/** The site keeps a code for ten minutes; a person gets as long for its page. */
export const flowLifeMs = 600_000

export interface FlowStart {
  readonly site: SiteDescription
  readonly client: OauthClient
  /** Signing in again, as this account's user. */
  readonly accountId: string | undefined
  /** To be kept with the account. */
  readonly own?: (OwnClient & { readonly secret: string }) | undefined
}

interface Flow extends FlowStart {
  readonly verifier: string
  readonly state: string
  readonly redirect: string
  readonly startedAt: number
}

export interface BrowserSignIn {
  begin(start: FlowStart): BrowserFlow
  /** Whatever becomes of it, the sign-in is over; a failed exchange has used its code up. */
  finish(flowId: string, answer: string): Promise<Account>
  cancel(flowId: string): void
  /** Fails `sign-in-late`. */
  flow(flowId: string): { site: string; address: string; redirect: string; leftMs: number }
}

export interface BrowserSignInParts {
  readonly client: Client
  readonly clock: Clock
  readonly uuid: () => string
  readonly onSignedIn: (signedIn: SignedIn) => Promise<Account>
}

export function createBrowserSignIn(parts: BrowserSignInParts): BrowserSignIn {
  const flows = new Map<string, Flow>()
  const { clock } = parts
  const dropLate = () => {
    for (const [id, { startedAt }] of flows) if (clock.monotonic() - startedAt >= flowLifeMs) flows.delete(id)
  }
  return {
    begin: (start) => {
      dropLate()
      const flow: Flow = {
        ...start,
        verifier: randomBytes(48).toString('base64url'),
        state: randomBytes(24).toString('base64url'),
        redirect: redirectAddress(start.client, start.site.site),
        startedAt: clock.monotonic(),
      }
      const id = parts.uuid()
      flows.set(id, flow)
      return { id, address: pageAddress(flow), redirect: flow.redirect }
    },
    finish: async (flowId, answer) => {
      dropLate()
      const flow = flows.get(flowId)
      if (flow === undefined) throw fail('sign-in-late', 'this sign-in is over')
      const code = readAnswerOf(flows, flowId, { flow, answer })
      flows.delete(flowId)
      const tokens = await exchange(parts.client, flow, code)
      const { id, email, nickname } = await whoIs(parts.client, flow, tokens)
      const account = makeAccount(flow.site, { id, email: email ?? '', nickname: nickname ?? '' })
      const { accountId: expectedId, own, site } = flow
      return parts.onSignedIn({ account, tokens, expectedId, own, site: site.site })
    },
    cancel: (flowId) => void flows.delete(flowId),
    flow: (flowId) => {
      dropLate()
      const flow = flows.get(flowId)
      if (flow === undefined) throw fail('sign-in-late', 'this sign-in is over')
      return {
        site: flow.site.site,
        address: pageAddress(flow),
        redirect: flow.redirect,
        leftMs: Math.max(0, flowLifeMs - (clock.monotonic() - flow.startedAt)),
      }
    },
  }
}

/** Something pasted by mistake may be pasted again; what the site itself says ends it. */
function readAnswerOf(
  flows: Map<string, Flow>,
  flowId: string,
  { flow, answer }: { flow: Flow; answer: string },
): string {
  try {
    return readAnswer(answer, flow)
  } catch (error) {
    const mayGoOn = error instanceof TransferError && error.failure.kind === 'invalid-request'
    if (!mayGoOn) flows.delete(flowId)
    throw error
  }
}

/** Blanks as %20: the page reads its query that way. */
function pageAddress({ site, client, verifier, state }: Flow): string {
  const query = {
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: client.redirectUri,
    state,
    scope: client.scopes,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `${site.site}/session/authorize?${pairs.join('&')}`
}

async function exchange(client: Client, flow: Flow, code: string): Promise<Tokens> {
  const { site } = flow.site
  const reply = await client.send({
    site,
    method: 'POST',
    route: '/session/oauth/token',
    bare: true,
    form: {
      client_id: flow.client.clientId,
      client_secret: flow.client.secret,
      grant_type: 'authorization_code',
      code,
      code_verifier: flow.verifier,
    },
  })
  if (reply.code !== apiCodes.ok) throw refused(reply)
  const parsed = oauthTokensSchema.safeParse(reply.data)
  if (!parsed.success) {
    throw fail('sign-in-refused', 'no lasting sign-in: does the client lack the scope offline_access?')
  }
  const now = client.serverTime.now(site)
  return {
    access: parsed.data.access_token,
    refresh: parsed.data.refresh_token,
    accessExpiresAtMs: now + parsed.data.expires_in * 1_000,
    refreshExpiresAtMs: now + parsed.data.refresh_token_expires_in * 1_000,
    clientId: flow.client.clientId,
  }
}

function refused(reply: Reply): TransferError {
  const { kind: _kind, remedy: _remedy, detail, ...facts } = failureOfReply(reply)
  return new TransferError(createFailure('sign-in-refused', detail, facts))
}

/** The token says nothing of its user that could be relied on; the site does. */
async function whoIs(client: Client, { site }: Flow, { access }: Tokens) {
  const reply = await client.send({ site: site.site, method: 'GET', route: '/user/me', token: access })
  return readData(reply, userSchema, { 40089: 'sign-in-refused' })
}
