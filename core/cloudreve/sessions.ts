// Calls in an account's name: attaches the token, renews it once where the answer asks for that, and keeps the health of
// all accounts. Which codes ask for it: cloudreve-api.md sections 1.3 and 1.4 (a 401 may be nested in a 40081).

import { fail } from '../model/failure.ts'
import type { Account, AccountHealth, SignedOutReason } from '../model/account.ts'
import type { Clock } from '../ports/clock.ts'
import type { Logger } from '../ports/logger.ts'
import { AccountSession } from './account-session.ts'
import type { Addresses } from './addresses.ts'
import { apiCodes } from './codes.ts'
import type { ApiRequest, Client, Opened } from './client.ts'
import { codesOf, factsOf } from './envelope.ts'
import type { Reply } from './envelope.ts'
import type { Credentials, Tokens } from './tokens.ts'
import type { Ways } from './ways.ts'

/** After a 50001 the server is not asked for another pair more often than this: the trouble is the database's, not the token's. */
const databaseTroubleAgeMs = 60_000

export type AccountRequest = Omit<ApiRequest, 'site' | 'token'>

export interface Sessions {
  /** A guest's call goes out without a token. Throws only what keeps it from being answered; refusals are replies. */
  call(account: Account, request: AccountRequest): Promise<Reply>
  /** The same for a request that may be answered with events; a refusal is a reply here too. */
  open(account: Account, request: AccountRequest): Promise<Opened>
  health(accountId: string): AccountHealth
  /** Why a sign-in is required, where that is known. */
  reason(accountId: string): SignedOutReason | undefined
  /** Where the account's site is asked first now. */
  siteOf(account: Account): string
  onHealthChanged(listener: (accountId: string) => void): () => void
  signedIn(accountId: string, tokens: Tokens): Promise<void>
  /** Wipes the account's secrets here; resolves with the refresh token that is still to be revoked. */
  forget(accountId: string): Promise<string | undefined>
}

export interface SessionsParts {
  readonly client: Client
  readonly addresses: Addresses
  readonly ways: Ways
  readonly clock: Clock
  readonly logger: Logger
  readonly credentials: Credentials
  readonly isGuest: (accountId: string) => boolean
}

export function createSessions(parts: SessionsParts): Sessions {
  const sessions = new Map<string, AccountSession>()
  const listeners = new Set<(accountId: string) => void>()

  const sessionOf = (accountId: string): AccountSession => {
    const known = sessions.get(accountId)
    if (known !== undefined) return known
    const onHealth = (): void => {
      for (const listener of [...listeners]) listener(accountId)
    }
    const session = new AccountSession({ ...parts, accountId, onHealth })
    sessions.set(accountId, session)
    return session
  }

  const callBy = async (send: Send, account: Account, request: AccountRequest): Promise<Opened> => {
    if (account.kind === 'guest') return refuseGuest(await send(request))
    return callAsUser({ send, session: sessionOf(account.id) }, account, request)
  }

  return {
    call: async (account, request) => {
      const answer = await callBy(
        async (sent) => ({ reply: await sendToSite(parts, account, sent) }),
        account,
        request,
      )
      if ('events' in answer) throw fail('illegal-state', 'events where none were asked for')
      return answer.reply
    },
    open: (account, request) => callBy((sent) => openAtSite(parts, account, sent), account, request),
    reason: (accountId) => sessions.get(accountId)?.reason,
    siteOf: (account) => parts.addresses.order(account)[0],
    health: (accountId) => {
      if (parts.isGuest(accountId)) return 'ready'
      if (!sessions.has(accountId)) probe(sessionOf(accountId), parts.logger)
      return sessionOf(accountId).health
    },
    onHealthChanged: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    signedIn: (accountId, tokens) => sessionOf(accountId).replace(tokens),
    forget: (accountId) => sessionOf(accountId).forget(),
  }
}

/** Whether there are tokens at all can only be asked asynchronously: `ready` until known, then a change is told. */
function probe(session: AccountSession, logger: Logger): void {
  session.probe().catch(() => {
    logger.log('warn', 'the credential store did not answer')
  })
}

export type Sending = Pick<SessionsParts, 'client' | 'addresses' | 'ways'>
type SiteRequest = Omit<ApiRequest, 'site'>
type Send = (request: SiteRequest) => Promise<Opened>

/** In the account's way, to whichever of its addresses leads to the site. */
export function sendToSite(
  { client, addresses, ways }: Sending,
  account: Account,
  request: SiteRequest,
): Promise<Reply> {
  const way = ways.ofAccount(account)
  return addresses.anyOf(account, request, (site) => client.send({ ...request, site, way }))
}

function openAtSite(
  { client, addresses, ways }: Sending,
  account: Account,
  request: SiteRequest,
): Promise<Opened> {
  const way = ways.ofAccount(account)
  return addresses.anyOf(account, request, (site) => client.open({ ...request, site, way }))
}

async function callAsUser(
  { send, session }: { send: Send; session: AccountSession },
  account: Account,
  request: AccountRequest,
): Promise<Opened> {
  const token = await abandonable(session.accessToken(account), request.signal)
  const first = await send({ ...request, token })
  if ('events' in first || !asksForRenewal(first.reply, session)) return first
  const renewed = await abandonable(session.renew(account, token), request.signal)
  const second = await send({ ...request, token: renewed.access })
  if ('events' in second || !codesOf(second.reply).includes(apiCodes.loginRequired)) return second
  // A token minutes old at most: the server contradicts itself, and signing in again would not help.
  throw fail('server-busy', 'the site refuses a token it has just issued', factsOf(second.reply))
}

function asksForRenewal(reply: Reply, session: AccountSession): boolean {
  const codes = codesOf(reply)
  if (codes.includes(apiCodes.loginRequired) || codes.includes(apiCodes.credentialInvalid)) return true
  // What a banned or deleted user gets as well (section 1.3).
  const ageMs = Math.min(session.pairAgeMs, session.askedAgeMs)
  return codes.includes(apiCodes.database) && ageMs >= databaseTroubleAgeMs
}

/** A guest has nothing to renew and nothing to sign in to again: a hold would never end. */
function refuseGuest(answer: Opened): Opened {
  if ('events' in answer || !codesOf(answer.reply).includes(apiCodes.loginRequired)) return answer
  throw fail('forbidden', 'only for signed-in users', factsOf(answer.reply))
}

/** The caller stops waiting when it is aborted; the shared work goes on for the others. */
async function abandonable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work
  let stopListening = (): void => undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    const onAbort = (): void => {
      reject(signal.reason as Error)
    }
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    stopListening = () => {
      signal.removeEventListener('abort', onAbort)
    }
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    stopListening()
  }
}
