// Why a session is over. The refresh says one code for everything (cloudreve-api.md section 3.2), so the site is asked what
// it still tells: the public profile, and with an access token that outlived its chain, the user and the grant.

import type { Account, SignedOutReason } from '../model/account.ts'
import { TransferError } from '../model/failure.ts'
import { apiCodes } from './codes.ts'
import type { Reply } from './envelope.ts'
import { grantSchema } from './schemas.ts'
import { sendToSite } from './sessions.ts'
import type { Sending } from './sessions.ts'
import type { Tokens } from './tokens.ts'

/** Never fails: where the site does not answer, the reason that covers the most. */
export async function findReason(
  sending: Sending,
  account: Account,
  tokens: Tokens,
): Promise<SignedOutReason> {
  const ask = (route: string, { ids = [], token }: { ids?: string[]; token?: string }) =>
    codeOrNothing(
      sendToSite(sending, account, {
        method: 'GET',
        route,
        ids,
        ...(token === undefined ? {} : { token }),
        timeoutMs: 5_000,
      }),
    )
  const [profile, me] = await Promise.all([
    ask('/user/info', { ids: [account.userId] }),
    ask('/user/me', { token: tokens.access }),
  ])
  // 4.18 has no word for a user who is no more; one who is banned still has a profile.
  if (profile?.code === apiCodes.notFound || profile?.code === apiCodes.internal) return 'deleted'
  // A live token of a user who may not do anything any more (section 1.3).
  if (me?.code === apiCodes.database) return 'blocked'
  const now = sending.client.serverTime.now(sending.addresses.order(account)[0])
  if (now >= tokens.refreshExpiresAtMs) return 'expired'
  if (tokens.clientId === undefined || me?.code !== apiCodes.ok) return 'changed'
  const app = await ask('/session/oauth/app', { ids: [tokens.clientId], token: tokens.access })
  const grant = grantSchema.safeParse(app?.data)
  return grant.success && (grant.data.consented_scopes ?? []).length === 0 ? 'grant-removed' : 'changed'
}

async function codeOrNothing(asked: Promise<Reply>): Promise<Reply | undefined> {
  try {
    return await asked
  } catch (error) {
    if (!(error instanceof TransferError)) throw error
    return undefined
  }
}
