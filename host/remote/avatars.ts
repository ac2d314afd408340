// Pictures of people for pages: from the disk, else from the site, for a day. Fails quietly: a page has initials for whoever
// has none. Only what was uploaded to the site itself is fetched; a picture that is somebody else's stays there.

import type { ContentApi } from '../../core/engine-api.ts'
import { TransferError } from '../../core/model/failure.ts'
import type { Clock } from '../../core/ports/clock.ts'
import { pictureType } from './picture-type.ts'
import type { ThumbnailCache } from './thumbnail-cache.ts'

export interface Avatar {
  readonly bytes: Uint8Array
  readonly type: string
}

export interface Avatars {
  get(wish: { accountId: string; userId: string }, signal: AbortSignal): Promise<Avatar | undefined>
}

/** As long as the site itself lets it be kept (cloudreve-api.md section 2). */
const dayMs = 86_400_000
/** Somebody without a picture is asked for again after this long. */
const missingMs = 600_000
const mostRemembered = 1_000

export interface AvatarParts {
  readonly content: Pick<ContentApi, 'avatar'>
  /** Shared with thumbnails: it takes whatever has a name. */
  readonly cache: ThumbnailCache
  readonly clock: Clock
}

export function createAvatars({ content, cache, clock }: AvatarParts): Avatars {
  const missing = new Map<string, number>()
  const miss = (key: string) => {
    const [oldest] = missing.keys()
    if (missing.size >= mostRemembered && oldest !== undefined) missing.delete(oldest)
    missing.set(key, clock.monotonic() + missingMs)
  }
  return {
    get: async ({ accountId, userId }, signal) => {
      // Another day is another name: what is kept under the old one falls out of the cache by itself.
      const key = ['avatar', accountId, userId, Math.floor(clock.now() / dayMs)].join('\n')
      if ((missing.get(key) ?? 0) > clock.monotonic()) return undefined
      const kept = await cache.read(accountId, key)
      const type = kept === undefined ? undefined : pictureType(kept)
      if (kept !== undefined && type !== undefined) return { bytes: kept, type }
      const bytes = await fetchQuietly(() => content.avatar(accountId, userId, signal))
      signal.throwIfAborted()
      const found = bytes === undefined ? undefined : pictureType(bytes)
      if (bytes === undefined || found === undefined) return void miss(key)
      await cache.write(accountId, key, bytes)
      return { bytes, type: found }
    },
  }
}

async function fetchQuietly(fetch: () => Promise<Uint8Array | undefined>): Promise<Uint8Array | undefined> {
  try {
    return await fetch()
  } catch (error) {
    if (!(error instanceof TransferError)) throw error
    return undefined
  }
}
