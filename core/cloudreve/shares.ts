// Opens a share link: who opens it (a signed-in user of that site, else a guest), and whether the password is right
// (cloudreve-api.md section 10). The password goes into the vault, never into an account or a URI.

import type { ShareStep } from '../engine-api.ts'
import { accountId } from '../model/account.ts'
import type { Account } from '../model/account.ts'
import { formatSecretUri, uriName } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import { TransferError, fail } from '../model/failure.ts'
import { apiCodes } from './codes.ts'
import { badResponse, failureOfReply, readData } from './envelope.ts'
import { info, shortestPage } from './listing.ts'
import type { ListingParts } from './listing.ts'
import { shareSchema } from './schemas.ts'
import type { Sessions } from './sessions.ts'
import type { Sites } from './site.ts'
import type { Credentials } from './tokens.ts'

export interface ShareRequest {
  readonly site: string
  readonly uri: CloudUri
  readonly password?: string | undefined
}

export interface ShareParts extends ListingParts {
  readonly sessions: Sessions
  readonly sites: Sites
  readonly credentials: Credentials
  readonly accounts: () => readonly Account[]
  readonly saveAccount: (account: Account) => void
}

/** Fails `share-password` where the given password is wrong; without one the step `password` asks for it. */
export async function openShare(parts: ShareParts, share: ShareRequest): Promise<ShareStep> {
  if (share.uri.fileSystem !== 'share') throw fail('invalid-request', 'not the address of a share')
  const user = await findUser(parts, share)
  if (user !== undefined) {
    try {
      return await openAs(parts, user, share)
    } catch (error) {
      // The session has just turned out to be over: a guest can still open what is public.
      if (!(error instanceof TransferError) || parts.sessions.health(user.id) === 'ready') throw error
    }
  }
  return openAs(parts, await findGuest(parts, share.site), share)
}

async function openAs(parts: ShareParts, account: Account, share: ShareRequest): Promise<ShareStep> {
  const shareId = share.uri.owner
  const given = share.password === '' ? undefined : share.password
  const stored = await parts.credentials.sharePassword(account.id, shareId)
  const password = given ?? stored
  const reply = await parts.sessions.call(account, {
    method: 'GET',
    route: '/share/info',
    ids: [shareId],
    query: { password },
  })
  // An id the server cannot read is answered with 40001: no such share either.
  const found = readData(reply, shareSchema, { 404: 'share-gone', 40001: 'share-gone' })
  if (found.expired === true) throw fail('share-gone', 'expired', { correlationId: reply.correlationId })
  if (found.unlocked !== true) {
    if (given !== undefined)
      throw fail('share-password', 'wrong password', { correlationId: reply.correlationId })
    if (stored !== undefined)
      await parts.credentials.forgetSharePassword(account.id, { shareId, password: stored })
    return { step: 'password' }
  }
  if (found.id !== shareId) throw badResponse(reply, 'the answer is about another share')
  if (given !== undefined) await proveByListing(parts, account, { shareId, password: given })
  else if (found.password_protected === true && !(await isListed(parts, account, shareId)))
    return { step: 'password' }
  // The account first: a guest who is not listed could never be signed out, and the password never wiped.
  if (!parts.accounts().some(({ id }) => id === account.id)) parts.saveAccount(account)
  if (given !== undefined) await parts.credentials.saveSharePassword(account.id, shareId, given)
  // A link may lead to a folder inside what is shared.
  const uri: CloudUri = { fileSystem: 'share', owner: shareId, segments: share.uri.segments }
  return { step: 'opened', account, uri, name: uriName(uri) || (found.name ?? '') }
}

/** To its owner a share says that it is open whatever the password; only a listing tells (section 10). */
async function proveByListing(
  { sessions }: ShareParts,
  account: Account,
  { shareId, password }: { shareId: string; password: string },
): Promise<void> {
  const uri = formatSecretUri({ fileSystem: 'share', owner: shareId, segments: [] }, password)
  const query = { uri, page_size: String(shortestPage) }
  const reply = await sessions.call(account, { method: 'GET', route: '/file', query })
  if (reply.code !== apiCodes.ok) throw new TransferError(failureOfReply(reply, { 404: 'share-gone' }))
}

/** With the password that is known, if any. */
async function isListed(parts: ShareParts, account: Account, shareId: string): Promise<boolean> {
  try {
    await info(parts, { account, uri: { fileSystem: 'share', owner: shareId, segments: [] } })
    return true
  } catch (error) {
    if (error instanceof TransferError && error.failure.kind === 'share-password') return false
    throw error
  }
}

/**
 * Anybody can claim the id of an instance. So an account that the site has at another address is found by it, but is
 * never told a password that was meant for this address: with one, a guest asks here.
 */
async function findUser(parts: ShareParts, { site, password }: ShareRequest): Promise<Account | undefined> {
  const users = parts
    .accounts()
    .filter((account) => account.kind === 'user' && parts.sessions.health(account.id) === 'ready')
  const sameAddress = users.find((account) => account.site === site)
  if (sameAddress !== undefined || users.length === 0 || password !== undefined) return sameAddress
  const { instanceId } = await parts.sites.describe(site)
  return users.find((account) => account.instanceId === instanceId)
}

async function findGuest(parts: ShareParts, site: string): Promise<Account> {
  const accounts = parts.accounts()
  const guestAt = (address: string) =>
    accounts.find((account) => account.kind === 'guest' && account.site === address)
  const sameAddress = guestAt(site)
  if (sameAddress !== undefined) return sameAddress
  const description = await parts.sites.describe(site)
  const known = guestAt(description.site)
  if (known !== undefined) return known
  const id = accountId(description.instanceId, undefined)
  return {
    // The same id at another address may be another site that claims it.
    id: accounts.some((account) => account.id === id) ? `${id}@${description.site}` : id,
    site: description.site,
    siteTitle: description.title,
    instanceId: description.instanceId,
    kind: 'guest',
    userId: '',
    email: '',
    nickname: '',
  }
}
