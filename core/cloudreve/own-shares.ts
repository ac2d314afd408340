// The shares that a user makes: creating, listing, deleting (cloudreve-api.md section 10). Opening somebody else's is in
// shares.ts. A share's password is part of the address that the server hands out; it is split off here.

import { z } from 'zod'
import type { ShareOrder, SharePage } from '../engine-api.ts'
import type { Account } from '../model/account.ts'
import { childUri, parseCloudUri } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import type { OwnShare } from '../model/entry-details.ts'
import { TransferError, fail } from '../model/failure.ts'
import { formatShareLink, parseShareLink } from '../model/share-link.ts'
import { apiCodes } from './codes.ts'
import { badResponse, failureOfReply, readData } from './envelope.ts'
import { idSchema, timeSchema } from './schemas.ts'
import { callWithSecrets } from './secret-uris.ts'
import type { SecretParts } from './secret-uris.ts'
import type { Sessions } from './sessions.ts'

const count = z.int().nonnegative().nullish().catch(undefined)
const flag = z.boolean().nullish().catch(undefined)

export const shareSummarySchema = z.object({
  id: idSchema,
  name: z.string().nullish(),
  visited: count,
  downloaded: count,
  remain_downloads: z.int().nullish().catch(undefined),
  expires: timeSchema.nullish().catch(undefined),
  source_type: z.int().nullish(),
  created_at: timeSchema,
  expired: flag,
  url: z.string().max(8_192),
  is_private: flag,
  password_protected: flag,
  share_view: flag,
})

type WireShare = z.infer<typeof shareSummarySchema>

export function toOwnShare(share: WireShare): OwnShare {
  const link = parseShareLink(share.url)
  return {
    id: share.id,
    name: share.name ?? '',
    kind: share.source_type === 0 ? 'file' : 'folder',
    link: link === undefined ? '' : formatShareLink(link.site, share.id),
    protected: share.is_private === true || share.password_protected === true || link?.password !== undefined,
    createdAtMs: share.created_at,
    downloads: share.downloaded ?? 0,
    visits: share.visited ?? 0,
    expired: share.expired === true,
    showsView: share.share_view === true,
    ...(typeof share.expires === 'number' ? { expiresAtMs: share.expires } : {}),
    ...(typeof share.remain_downloads === 'number' ? { downloadsLeft: share.remain_downloads } : {}),
  }
}

/** `link` holds the password: for the user's clipboard and nowhere else. */
export interface CreatedShare {
  readonly shareId: string
  readonly link: string
}

export async function createShare(
  parts: SecretParts,
  account: Account,
  { uri, protect, password, expiresInSeconds, downloads, showView }: ShareOrder,
): Promise<CreatedShare> {
  const reply = await callWithSecrets(parts, { account, uris: [uri] }, ([secret]) => ({
    method: 'PUT',
    route: '/share',
    json: {
      uri: secret,
      is_private: protect,
      ...(password === undefined || !protect ? {} : { password }),
      ...(expiresInSeconds === undefined ? {} : { expire: expiresInSeconds }),
      ...(downloads === undefined ? {} : { downloads }),
      ...(showView === true ? { share_view: true } : {}),
    },
  }))
  const link = readData(reply, z.string().max(8_192), { 404: 'not-found' })
  const parsed = parseShareLink(link)
  if (parsed === undefined) throw badResponse(reply, 'an address that is no share link')
  return { shareId: parsed.uri.owner, link }
}

const pageSchema = z.object({
  shares: z.array(shareSummarySchema).nullish(),
  pagination: z.object({ next_token: z.string().max(65_536).nullish() }).nullish(),
})

/** The site takes 10 to 100 a page. */
const pageSize = 50

/** Newest first. */
export async function listShares(
  sessions: Sessions,
  account: Account,
  pageToken?: string,
): Promise<SharePage> {
  const reply = await sessions.call(account, {
    method: 'GET',
    route: '/share',
    query: {
      page_size: String(pageSize),
      order_by: 'created_at',
      order_direction: 'desc',
      next_page_token: pageToken,
    },
  })
  const { shares, pagination } = readData(reply, pageSchema)
  const next = pagination?.next_token ?? ''
  return { shares: (shares ?? []).map(toOwnShare), ...(next === '' ? {} : { nextPageToken: next }) }
}

export async function deleteShare(sessions: Sessions, account: Account, shareId: string): Promise<void> {
  const reply = await sessions.call(account, { method: 'DELETE', route: '/share', ids: [shareId] })
  if (reply.code !== apiCodes.ok)
    throw new TransferError(failureOfReply(reply, { 404: 'share-gone', 40001: 'share-gone' }))
}

const infoSchema = shareSummarySchema.extend({
  owner: z.object({ id: idSchema }).nullish().catch(undefined),
  password: z.string().max(1_000).nullish(),
  source_uri: z.string().max(65_536).nullish(),
})

async function askOwnShare(
  sessions: Sessions,
  account: Account,
  { shareId, password }: { shareId: string; password?: string },
) {
  const reply = await sessions.call(account, {
    method: 'GET',
    route: '/share/info',
    ids: [shareId],
    query: password === undefined ? {} : { owner_extended: 'true', password },
  })
  const share = readData(reply, infoSchema, { 404: 'share-gone', 40001: 'share-gone' })
  if (parseShareLink(share.url)?.uri.owner !== shareId)
    throw badResponse(reply, 'an address that is no share link')
  if (share.owner?.id !== account.userId) throw fail('forbidden', 'somebody else’s share')
  return share
}

/** The address with its password: to its owner the site tells it. Fails `forbidden` for the share of somebody else. */
export async function shareLink(sessions: Sessions, account: Account, shareId: string): Promise<string> {
  return (await askOwnShare(sessions, account, { shareId })).url
}

/** Where a shared thing lies. */
export interface ShareSource {
  /** What is shared, or the folder around it where that is a file. */
  readonly folder: CloudUri
  readonly file?: CloudUri
}

/** The site says where only to whom has the password too, the owner included. Fails as `shareLink` does. */
export async function shareSource(
  sessions: Sessions,
  account: Account,
  shareId: string,
): Promise<ShareSource> {
  const { password } = await askOwnShare(sessions, account, { shareId })
  const share = await askOwnShare(sessions, account, { shareId, password: password ?? '' })
  const found = parseCloudUri(share.source_uri ?? '')?.uri
  if (found?.fileSystem !== 'my') throw fail('not-found', 'the site does not say where it lies')
  const folder = { ...found, owner: '' }
  return share.source_type === 0 ? { folder, file: childUri(folder, share.name ?? '') } : { folder }
}
