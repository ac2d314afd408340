// The shares of an account: listing and deleting them (cloudreve-api.md section 10). Made and opened in share-pages.ts.
import { ApiError, bindingError, codes } from './codes.ts'
import type { Exchange } from './exchange.ts'
import { decodeId } from './ids.ts'
import { jsonReply, successReply, type Reply } from './reply.ts'
import { describeShare } from './share-pages.ts'
import type { Site } from './site.ts'

export function answerShareList(site: Site, exchange: Exchange): Reply {
  const account = exchange.account()
  const { query } = exchange
  const size = Number(query.get('page_size') ?? '0')
  if (!Number.isInteger(size) || size < 10) throw bindingError('PageSize too short')
  if (size > 100) throw bindingError('PageSize too long')
  const all = site.shares.ofOwner(account.id)
  const ordered = query.get('order_direction') === 'desc' ? all.toReversed() : all
  const after = query.get('next_page_token') ?? ''
  const from = after === '' ? 0 : ordered.findIndex(({ id }) => id === readToken(after)) + 1
  const shares = ordered.slice(from, from + size)
  const last = shares.at(-1)
  const more = from + size < ordered.length && last !== undefined
  return successReply({
    shares: shares.map((share) => ({
      ...describeShare(site, share, { unlocked: true, caller: account }),
      expired: !site.shares.isUsable(share),
    })),
    pagination: {
      page: 0,
      page_size: size,
      ...(more ? { next_token: Buffer.from(JSON.stringify({ id: last.id })).toString('base64') } : {}),
      is_cursor: true,
    },
  })
}

function readToken(token: string): string {
  try {
    return String((JSON.parse(Buffer.from(token, 'base64').toString('utf8')) as { id?: unknown }).id)
  } catch {
    throw new ApiError(codes.internal, '')
  }
}

export function answerShareDelete(site: Site, exchange: Exchange): Reply {
  const account = exchange.account()
  const id = exchange.segments[1] ?? ''
  if (decodeId('share', id) === undefined) throw new ApiError(codes.badParameter, 'Failed to parse object ID')
  if (site.shares.get(id)?.ownerId !== account.id) throw new ApiError(codes.notFound, 'share not found')
  site.shares.remove(id)
  return jsonReply({ code: codes.ok, msg: '' })
}
