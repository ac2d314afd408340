// Looks at the clipboard once a second while the user wants it, for share links of sites that they know. What else is on
// it is neither kept nor told.

import { createHash } from 'node:crypto'
import { parseShareLink } from '../core/model/share-link.ts'

const lookEveryMs = 1_000
const longest = 4_096

export interface ClipboardWatchParts {
  readonly read: () => Promise<string>
  readonly isWanted: () => boolean
  /** Says when it may have changed. */
  readonly onWish: (listener: () => void) => () => void
  readonly knownSites: () => readonly string[]
  readonly offer: (link: string) => void
  readonly every: (periodMs: number, run: () => void) => () => void
}

/** Returns its disposer. */
export function watchClipboard(parts: ClipboardWatchParts): () => void {
  /** A digest: the text itself is nobody's business. */
  let seen = ''
  let stopLooking: (() => void) | undefined
  const look = async (offers: boolean) => {
    // A clipboard that cannot be read just now is looked at again in a second.
    const text = await parts.read().catch(() => undefined)
    if (text === undefined || stopLooking === undefined) return
    const digest = createHash('sha256').update(text).digest('base64')
    if (digest === seen) return
    seen = digest
    const link = offers && text.length <= longest ? text.trim() : ''
    const site = parseShareLink(link)?.site
    if (site !== undefined && parts.knownSites().includes(site)) parts.offer(link)
  }
  const follow = () => {
    const wanted = parts.isWanted()
    if (wanted === (stopLooking !== undefined)) return
    if (!wanted) {
      stopLooking?.()
      stopLooking = undefined
      return
    }
    stopLooking = parts.every(lookEveryMs, () => void look(true))
    // What lay there before was not copied for us.
    void look(false)
  }
  const stop = parts.onWish(follow)
  follow()
  return () => {
    stop()
    stopLooking?.()
  }
}
