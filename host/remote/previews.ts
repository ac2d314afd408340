// Files that a page looks at: opened by the treaty, read by an address that names nothing but a random id. Each is good
// until the page closes it, or for an hour after it was last read.

import { randomUUID } from 'node:crypto'
import type { PreviewView } from '../../contract/browser-views.ts'
import { previewRoute } from '../../contract/remote-routes.ts'
import type { ContentApi, OpenContent } from '../../core/engine-api.ts'
import type { CloudUri } from '../../core/model/cloud-uri.ts'
import type { Clock } from '../../core/ports/clock.ts'
import { mediaOf } from './media-types.ts'
import type { Media } from './media-types.ts'

export interface OpenPreview {
  readonly media: Media
  readonly content: OpenContent
}

export interface Previews {
  open(file: { accountId: string; uri: CloudUri; entityId: string | undefined }): Promise<PreviewView>
  close(previewId: string): void
  /** What a page asks for by its address; looking keeps it open. */
  look(previewId: string): OpenPreview | undefined
  /** What is still open would keep the host from ending. */
  dispose(): void
}

/** A longer text is cut: nobody reads it in a preview, and a page would choke on it. */
export const mostTextBytes = 1_000_000
/** They are held in the page's memory as a whole. */
export const mostWholeBytes = { image: 100_000_000, pdf: 200_000_000 } as const
const idleMs = 3_600_000
const mostOpen = 32

export function createPreviews(content: ContentApi, clock: Clock): Previews {
  const open = new Map<string, OpenPreview & { cancel: () => void }>()
  const close = (previewId: string) => {
    open.get(previewId)?.cancel()
    open.delete(previewId)
  }
  return {
    open: async ({ accountId, uri, entityId }) => {
      const found = await content.open(accountId, uri, entityId)
      const media = mediaOf(found.name)
      const refusal = refuse(found, media)
      if (refusal !== undefined || media === undefined) return { kind: 'none', reason: refusal ?? 'kind' }
      const [oldest] = open.keys()
      if (open.size >= mostOpen && oldest !== undefined) close(oldest)
      const previewId = randomUUID()
      const cancel = clock.after(idleMs, () => close(previewId))
      open.set(previewId, { media, content: found, cancel })
      const { sizeBytes } = found
      return {
        kind: media.kind,
        previewId,
        address: `/${previewRoute}/${previewId}`,
        mediaType: media.type,
        sizeBytes,
        truncated: isText(media) && sizeBytes > mostTextBytes,
      }
    },
    close,
    dispose: () => {
      for (const previewId of [...open.keys()]) close(previewId)
    },
    look: (previewId) => {
      const found = open.get(previewId)
      if (found === undefined) return undefined
      found.cancel()
      found.cancel = clock.after(idleMs, () => close(previewId))
      // The one used last is the last to make room.
      open.delete(previewId)
      open.set(previewId, found)
      return found
    },
  }
}

function refuse({ uploading, sizeBytes }: OpenContent, media: Media | undefined) {
  if (uploading) return 'uploading'
  if (media === undefined) return 'kind'
  const { kind } = media
  return (kind === 'image' || kind === 'pdf') && sizeBytes > mostWholeBytes[kind] ? 'size' : undefined
}

export function isText({ kind }: Media): boolean {
  return kind === 'text' || kind === 'markdown'
}
