// The token pair of one account: handing out an access token, renewing it in single flight, and knowing when only a
// new sign-in helps (cloudreve-api.md section 3.2). Makes no calls but the refresh, and those that find out why it is over.
//
//   renew ─ pair in the vault is another one and fresh ──────────────> use it (another process has refreshed)
//         └ POST refresh ─ new pair ─> vault ─> use it
//                        ├ 40020 ─ vault holds a newer pair ─> once more with that
//                        │       └ it does not, three times ─> sign-in-required, tokens out of use for a while
//                        └ anything else ─> that failure; the tokens stay

import { TransferError, createFailure, fail } from '../model/failure.ts'
import type { Account, AccountHealth, SignedOutReason } from '../model/account.ts'
import type { Clock } from '../ports/clock.ts'
import { waitFor } from '../ports/wait-for.ts'
import { apiCodes } from './codes.ts'
import { failureOfReply, readData } from './envelope.ts'
import type { Reply } from './envelope.ts'
import { tokensSchema } from './schemas.ts'
import { sendToSite } from './sessions.ts'
import type { Sending } from './sessions.ts'
import { findReason } from './signed-out.ts'
import type { Credentials, Tokens } from './tokens.ts'
import { toTokens } from './wire-tokens.ts'

/** Renewed this long before the end, so that a long request does not outlive its token. */
const marginMs = 60_000
/** A pair renewed this recently is not taken for old by the clock: clocks may be wrong, a 401 is not. */
const trustedMs = 300_000
/**
 * A site whose database is locked, or whose disk is full, refuses good pairs with the same 40020 (docs/CLOUDREVE.md): it is
 * believed once it says so again after each of these pauses.
 */
const doubtMs = [300, 700]
/** And it may have been in trouble for longer: a refused pair is shown to it again this long after. */
const reviveMs = 600_000

export interface SessionParts extends Sending {
  readonly accountId: string
  readonly clock: Clock
  readonly credentials: Credentials
  readonly onHealth: (health: AccountHealth) => void
}

export class AccountSession {
  readonly #parts: SessionParts
  #tokens: Tokens | undefined
  /** The refresh token that the server refused; a pair with it is out of use. */
  #refused: string | undefined
  /** When it did so last, monotonic. */
  #refusedAtMs = 0
  /** When it was last asked for another pair, whatever it said. */
  #askedAtMs: number | undefined
  #health: AccountHealth = 'ready'
  #reason: SignedOutReason | undefined
  #renewing: Promise<Tokens> | undefined
  #reading: Promise<Tokens | undefined> | undefined
  #renewedAt: number | undefined
  #stop = new AbortController()

  constructor(parts: SessionParts) {
    this.#parts = parts
  }

  get health(): AccountHealth {
    return this.#health
  }

  get reason(): SignedOutReason | undefined {
    return this.#health === 'ready' ? undefined : this.#reason
  }

  /** An access token to try; throws `sign-in-required`, or what kept it from being renewed. */
  async accessToken(account: Account): Promise<string> {
    const tokens = await this.#current(account)
    const now = this.#parts.client.serverTime.now(this.#parts.addresses.order(account)[0])
    if (!this.#looksOld(tokens, now)) return tokens.access
    try {
      return (await this.renew(account, tokens.access)).access
    } catch (error) {
      const hopeless = error instanceof TransferError && error.failure.kind === 'sign-in-required'
      if (hopeless || now >= tokens.accessExpiresAtMs) throw error
      return tokens.access
    }
  }

  /** A pair other than the one of `usedAccess`; all who ask while one renewal runs share it. */
  async renew(account: Account, usedAccess: string): Promise<Tokens> {
    const tokens = this.#tokens
    if (tokens !== undefined && tokens.access !== usedAccess && tokens.refresh !== this.#refused)
      return tokens
    this.#renewing ??= this.#renew(account, usedAccess).finally(() => {
      this.#renewing = undefined
    })
    return this.#renewing
  }

  /** Milliseconds since this process got the pair from the server; infinite where it did not. */
  get pairAgeMs(): number {
    return this.#renewedAt === undefined ? Infinity : this.#parts.clock.monotonic() - this.#renewedAt
  }

  /** Milliseconds since the server was last asked for another pair; infinite where this process never did. */
  get askedAgeMs(): number {
    return this.#askedAtMs === undefined ? Infinity : this.#parts.clock.monotonic() - this.#askedAtMs
  }

  /** Looks into the vault and says what it found through the health. */
  async probe(): Promise<void> {
    if (this.#tokens === undefined) await this.#read()
  }

  /** A new sign-in: replaces whatever there was. */
  async replace(tokens: Tokens): Promise<void> {
    await this.#settle('signed in again meanwhile')
    await this.#accept(tokens)
  }

  /** Ends a running renewal and forgets everything; resolves with the last refresh token, for revoking it. */
  async forget(): Promise<string | undefined> {
    await this.#settle('signed out meanwhile')
    const tokens = this.#tokens ?? (await this.#parts.credentials.tokens(this.#parts.accountId))
    await this.#parts.credentials.wipe(this.#parts.accountId)
    this.#tokens = undefined
    this.#report('sign-in-required', 'missing')
    return tokens?.refresh
  }

  async #settle(reason: string): Promise<void> {
    this.#stop.abort(fail('server-busy', reason))
    // Its outcome is its callers' business; here it only must not write to the vault any more.
    await Promise.allSettled([this.#renewing, this.#reading])
    this.#stop = new AbortController()
  }

  #looksOld(tokens: Tokens, serverNowMs: number): boolean {
    return serverNowMs >= tokens.accessExpiresAtMs - marginMs && this.pairAgeMs >= trustedMs
  }

  async #current(account: Account): Promise<Tokens> {
    const inMemory = this.#tokens
    if (inMemory !== undefined && inMemory.refresh !== this.#refused) return inMemory
    const stored = (await this.#read()) ?? (await this.#revive(account))
    if (stored === undefined) throw this.#signInRequired()
    return stored
  }

  /** The refused pair, now and then: undefined where it still is, or nobody can tell now. */
  async #revive(account: Account): Promise<Tokens | undefined> {
    const { clock, credentials, accountId } = this.#parts
    if (this.#refused === undefined || clock.monotonic() - this.#refusedAtMs < reviveMs) return undefined
    this.#refusedAtMs = clock.monotonic()
    const pair = await credentials.tokens(accountId)
    if (pair === undefined) return undefined
    this.#renewing ??= this.#askForPair(account, pair.refresh)
      .then((reply) => this.#acceptReply(reply, pair))
      .finally(() => {
        this.#renewing = undefined
      })
    try {
      return await this.#renewing
    } catch (error) {
      if (error instanceof TransferError) return undefined
      throw error
    }
  }

  /** The vault's pair becomes ours, if it is one that can be used. */
  #read(): Promise<Tokens | undefined> {
    this.#reading ??= this.#parts.credentials
      .tokens(this.#parts.accountId)
      .then((stored) => {
        const usable = stored?.refresh === this.#refused ? undefined : stored
        this.#tokens = usable
        if (usable !== undefined) this.#report('ready')
        // What was refused has its reason already, or gets it from whoever asked the site.
        else if (stored === undefined) this.#report('sign-in-required', 'missing')
        return usable
      })
      .finally(() => {
        this.#reading = undefined
      })
    return this.#reading
  }

  async #renew(account: Account, usedAccess: string): Promise<Tokens> {
    let pair = await this.#read()
    let last = pair
    for (let attempt = 0; attempt < 2 && pair !== undefined; attempt += 1) {
      const now = this.#parts.client.serverTime.now(this.#parts.addresses.order(account)[0])
      if (pair.access !== usedAccess && now < pair.accessExpiresAtMs - marginMs) return pair
      const reply = await this.#askUntilSure(account, pair)
      if (reply.code !== apiCodes.credentialInvalid) return this.#acceptReply(reply, pair)
      this.#refused = pair.refresh
      this.#refusedAtMs = this.#parts.clock.monotonic()
      last = pair
      pair = await this.#read()
    }
    const reason = last === undefined ? 'missing' : await findReason(this.#parts, account, last)
    this.#report('sign-in-required', reason)
    throw this.#signInRequired()
  }

  async #askUntilSure(account: Account, pair: Tokens): Promise<Reply> {
    const { clock, credentials, accountId } = this.#parts
    for (const pauseMs of doubtMs) {
      const reply = await this.#askForPair(account, pair.refresh)
      if (reply.code !== apiCodes.credentialInvalid) return reply
      if ((await credentials.tokens(accountId))?.refresh !== pair.refresh) return reply
      await waitFor(clock, pauseMs, this.#stop.signal)
    }
    return this.#askForPair(account, pair.refresh)
  }

  #acceptReply(reply: Reply, { clientId }: Tokens): Promise<Tokens> {
    const renewed = readPair(reply)
    return this.#accept(clientId === undefined ? renewed : { ...renewed, clientId })
  }

  /** Without Authorization: a bearer of its own makes the call fail (section 3.2). */
  #askForPair(account: Account, refresh: string): Promise<Reply> {
    this.#askedAtMs = this.#parts.clock.monotonic()
    return sendToSite(this.#parts, account, {
      method: 'POST',
      route: '/session/token/refresh',
      json: { refresh_token: refresh },
      signal: this.#stop.signal,
    })
  }

  /** Into the vault first: a pair that is lost in a crash must not be one that was already used. */
  async #accept(tokens: Tokens): Promise<Tokens> {
    await this.#parts.credentials.saveTokens(this.#parts.accountId, tokens)
    this.#tokens = tokens
    this.#refused = undefined
    this.#renewedAt = this.#parts.clock.monotonic()
    this.#report('ready')
    return tokens
  }

  #report(health: AccountHealth, reason?: SignedOutReason): void {
    if (health === this.#health && (health === 'ready' || reason === this.#reason)) return
    this.#health = health
    this.#reason = reason
    this.#parts.onHealth(health)
  }

  #signInRequired(): TransferError {
    const detail = this.#reason === undefined ? 'sign in again' : `sign in again: ${this.#reason}`
    return fail('sign-in-required', detail, { code: apiCodes.credentialInvalid })
  }
}

/** Only 40020 signs out; whatever else the refresh answers must not look like it. */
function readPair(reply: Reply): Tokens {
  if (reply.code !== apiCodes.ok) {
    const failure = failureOfReply(reply)
    if (failure.kind !== 'sign-in-required') throw new TransferError(failure)
    const { kind: _kind, remedy: _remedy, detail, ...facts } = failure
    throw new TransferError(createFailure('server-busy', detail, facts))
  }
  return toTokens(readData(reply, tokensSchema))
}
