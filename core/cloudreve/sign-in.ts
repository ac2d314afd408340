// Signing in with e-mail and password, with a captcha and a second factor where the site wants them
// (cloudreve-api.md section 3.1). Keeps no password: a pending second factor is only the server's session id.

import type { Captcha, PasswordSignIn, SiteDescription, SignInStep } from '../engine-api.ts'
import { accountId } from '../model/account.ts'
import type { Account, OwnClient } from '../model/account.ts'
import { fail } from '../model/failure.ts'
import type { TransferError } from '../model/failure.ts'
import type { Clock } from '../ports/clock.ts'
import { apiCodes } from './codes.ts'
import type { Client } from './client.ts'
import { badResponse, readData } from './envelope.ts'
import type { Reply } from './envelope.ts'
import { otpSessionSchema, signedInSchema } from './schemas.ts'
import type { Sites } from './site.ts'
import type { Tokens } from './tokens.ts'
import { toTokens } from './wire-tokens.ts'

/**
 * An unknown e-mail; codes that mean something else elsewhere; and what is too short or no e-mail address at all, which
 * the server refuses as malformed.
 */
const refusals: readonly number[] = [
  apiCodes.notFound,
  apiCodes.credentialInvalid,
  apiCodes.loginRequired,
  apiCodes.invalidParameter,
]

const challengeLifeMs = 600_000

interface Challenge extends Attempt {
  readonly sessionId: string
  readonly startedAt: number
}

interface Attempt {
  readonly site: SiteDescription
  readonly email: string
  readonly expectedId: string | undefined
}

export interface SignIn {
  captcha(site: string): Promise<Captcha>
  signIn(request: PasswordSignIn): Promise<SignInStep>
  /** `otp-wrong` leaves the challenge open; `sign-in-required` means it is over and the password is asked again. */
  answerOtp(challenge: string, otp: string): Promise<SignInStep>
}

/** Somebody is signed in at the site; nothing is kept yet. */
export interface SignedIn {
  readonly account: Account
  readonly tokens: Tokens
  /** Signing in again: it has to be the user of this account. */
  readonly expectedId: string | undefined
  /** Where it happened. */
  readonly site: string
  /** Came with the sign-in, and is kept with the account. */
  readonly own?: (OwnClient & { readonly secret: string }) | undefined
}

export interface SignInParts {
  readonly client: Client
  readonly sites: Sites
  readonly clock: Clock
  readonly uuid: () => string
  /** Called once the tokens are to be kept; resolves with the account as it is kept. Fails `other-user`. */
  readonly onSignedIn: (signedIn: SignedIn) => Promise<Account>
}

export function createSignIn(parts: SignInParts): SignIn {
  const challenges = new Map<string, Challenge>()

  const finish = async (attempt: Attempt, reply: Reply): Promise<SignInStep> => {
    const { site, email, expectedId } = attempt
    const signedIn = readSignedIn(site, email, reply)
    const account = await parts.onSignedIn({ ...signedIn, expectedId, site: site.site })
    return { step: 'done', account }
  }

  return {
    captcha: (site) => parts.sites.captcha(site),
    signIn: async (request) => {
      const email = request.email.trim()
      const site = await parts.sites.describe(request.site)
      const attempt: Attempt = { site, email, expectedId: request.accountId }
      const reply = await sendPassword(parts.client, site, { ...request, email })
      if (reply.code !== apiCodes.continue) return finish(attempt, reply)
      const sessionId = otpSessionSchema.safeParse(reply.data)
      if (!sessionId.success) throw badResponse(reply, 'no session for the second factor')
      dropExpired(challenges, parts.clock)
      const challenge = parts.uuid()
      challenges.set(challenge, {
        ...attempt,
        sessionId: sessionId.data,
        startedAt: parts.clock.monotonic(),
      })
      return { step: 'otp', challenge }
    },
    answerOtp: async (id, otp) => {
      dropExpired(challenges, parts.clock)
      const challenge = challenges.get(id)
      if (challenge === undefined) throw fail('sign-in-required', 'the sign-in took too long; start again')
      const reply = await sendOtp(parts.client, challenge, otp)
      if (reply.code === apiCodes.otpWrong) throw otpWrong(reply)
      // Any other answer has used the session up or never knew it.
      if (reply.code === apiCodes.ok || reply.code === apiCodes.notFound) challenges.delete(id)
      if (reply.code === apiCodes.notFound)
        throw fail('sign-in-required', 'the sign-in took too long; start again')
      return finish(challenge, reply)
    },
  }
}

function readSignedIn(
  site: SiteDescription,
  email: string,
  reply: Reply,
): { account: Account; tokens: Tokens } {
  const { user, token } = readData(reply, signedInSchema)
  const { id, nickname } = user
  const account = makeAccount(site, { id, email: user.email ?? email, nickname: nickname ?? '' })
  return { account, tokens: toTokens(token) }
}

export function makeAccount(
  { instanceId, site, title }: SiteDescription,
  user: { readonly id: string; readonly email: string; readonly nickname: string },
): Account {
  return {
    id: accountId(instanceId, user.id),
    site,
    siteTitle: title,
    instanceId,
    kind: 'user',
    userId: user.id,
    email: user.email,
    nickname: user.nickname,
  }
}

function dropExpired(challenges: Map<string, Challenge>, clock: Clock): void {
  for (const [id, challenge] of challenges) {
    if (clock.monotonic() - challenge.startedAt >= challengeLifeMs) challenges.delete(id)
  }
}

async function sendPassword(client: Client, site: SiteDescription, request: PasswordSignIn): Promise<Reply> {
  const { email, password, captcha } = request
  if (site.captcha === 'unsupported') {
    throw fail('captcha-unsupported', 'the site asks for a captcha that only its own web page can show')
  }
  if (site.captcha === 'picture' && captcha === undefined) throw fail('captcha-required')
  const reply = await client.send({
    site: site.site,
    method: 'POST',
    route: '/session/token',
    json: {
      email,
      password,
      ...(captcha === undefined ? {} : { captcha: captcha.answer.trim(), ticket: captcha.ticket }),
    },
  })
  const wantsCaptcha = reply.code === apiCodes.captchaWrong || reply.code === apiCodes.captchaRefresh
  if (wantsCaptcha && captcha === undefined) throw fail('captcha-required', '', { code: reply.code })
  if (refusals.includes(reply.code)) throw fail('wrong-credentials', '', { code: reply.code })
  return reply
}

function sendOtp(client: Client, challenge: Challenge, otp: string): Promise<Reply> {
  return client.send({
    site: challenge.site.site,
    method: 'POST',
    route: '/session/token/2fa',
    json: { otp: otp.replace(/\s+/g, ''), session_id: challenge.sessionId },
  })
}

function otpWrong(reply: Reply): TransferError {
  return fail('otp-wrong', '', { code: reply.code, correlationId: reply.correlationId })
}
