// Thumbnails for pages: from the disk, else from the site, a few at a time and the newest wish first, since that is what
// is on the screen. Fails quietly: no picture is an answer, and is remembered for a while.

import type { ContentApi } from '../../core/engine-api.ts'
import { formatCloudUri } from '../../core/model/cloud-uri.ts'
import type { CloudUri } from '../../core/model/cloud-uri.ts'
import { TransferError } from '../../core/model/failure.ts'
import type { Clock } from '../../core/ports/clock.ts'
import { pictureType } from './picture-type.ts'
import type { ThumbnailCache } from './thumbnail-cache.ts'

export interface ThumbnailWish {
  readonly accountId: string
  readonly uri: CloudUri
  /** Identity of the bytes; empty where the page does not know it. */
  readonly entityId: string
}

export interface Thumbnail {
  readonly bytes: Uint8Array
  readonly type: string
}

export interface Thumbnails {
  /** Undefined where there is none. An aborted wish makes room for the next. */
  get(wish: ThumbnailWish, signal: AbortSignal): Promise<Thumbnail | undefined>
}

/** Asked of the sites at the same time; each may have to make the picture first (section 4.4). */
const lanes = 4
const missingMs = 600_000
/** Trouble that passes is tried again sooner. */
const troubledMs = 30_000
const mostRemembered = 10_000

export interface ThumbnailParts {
  readonly content: Pick<ContentApi, 'thumbnail'>
  readonly cache: ThumbnailCache
  readonly clock: Clock
}

export function createThumbnails({ content, cache, clock }: ThumbnailParts): Thumbnails {
  const missing = new Map<string, number>()
  const enter = createLanes(lanes)
  const miss = (key: string, forMs: number) => {
    const [oldest] = missing.keys()
    if (missing.size >= mostRemembered && oldest !== undefined) missing.delete(oldest)
    missing.set(key, clock.monotonic() + forMs)
  }
  const fetch = async ({ accountId, uri }: ThumbnailWish, key: string, signal: AbortSignal) => {
    try {
      const bytes = await enter(signal, () => content.thumbnail(accountId, uri, signal))
      const type = pictureType(bytes)
      if (type === undefined) return void miss(key, missingMs)
      await cache.write(accountId, key, bytes)
      return { bytes, type }
    } catch (error) {
      signal.throwIfAborted()
      const passes = error instanceof TransferError && error.failure.remedy !== 'give-up'
      return void miss(key, passes ? troubledMs : missingMs)
    }
  }
  return {
    get: async (wish, signal) => {
      const { accountId, uri, entityId } = wish
      const key = [accountId, entityId === '' ? formatCloudUri(uri) : entityId].join('\n')
      if ((missing.get(key) ?? 0) > clock.monotonic()) return undefined
      const kept = await cache.read(accountId, key)
      const type = kept === undefined ? undefined : pictureType(kept)
      if (kept !== undefined && type !== undefined) return { bytes: kept, type }
      return fetch(wish, key, signal)
    },
  }
}

/** The last to come is the first to go: what was wished for a while ago has been scrolled away. */
function createLanes(count: number) {
  const waiting: { start: () => void; signal: AbortSignal }[] = []
  let free = count
  const next = () => {
    for (let last = waiting.pop(); last !== undefined; last = waiting.pop()) {
      if (last.signal.aborted) continue
      last.start()
      return
    }
    free += 1
  }
  return async <T>(signal: AbortSignal, run: () => Promise<T>): Promise<T> => {
    signal.throwIfAborted()
    if (free > 0) free -= 1
    else {
      await new Promise<void>((resolve, reject) => {
        waiting.push({ start: resolve, signal })
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
      })
    }
    try {
      return await run()
    } finally {
      next()
    }
  }
}
