// The shares that exist, their passwords, counters and ends (cloudreve-api.md section 10). Who may open one is decided
// by scope.ts.
import type { Clock } from './clock.ts'
import type { Entry } from './entries.ts'
import { encodeId } from './ids.ts'

export interface NewShare {
  password?: string
  /** How many downloads are left before the share answers 404. */
  downloads?: number
  expiresAtMs?: number
  showsView?: boolean
}

export interface Share {
  readonly id: string
  readonly entry: Entry
  readonly ownerId: string
  password: string
  readonly showsView: boolean
  readonly expiresAtMs: number | undefined
  readonly createdAtMs: number
  remainingDownloads: number | undefined
  downloaded: number
  visited: number
}

export interface ShareBook {
  add(entry: Entry, share: NewShare): Share
  get(id: string): Share | undefined
  remove(id: string): void
  /** False once deleted, expired, used up, or its source is gone from the owner's files. */
  isUsable(share: Share): boolean
  ofEntry(entry: Entry): Share[]
  /** Oldest first. */
  ofOwner(ownerId: string): Share[]
}

export function createShares(clock: Clock): ShareBook {
  const shares = new Map<string, Share>()
  let count = 0
  return {
    add: (entry, wanted) => {
      const share: Share = {
        id: encodeId('share', (count += 1)),
        entry,
        ownerId: entry.ownerId,
        password: wanted.password ?? '',
        showsView: wanted.showsView === true,
        expiresAtMs: wanted.expiresAtMs,
        createdAtMs: clock.nowMs(),
        remainingDownloads: wanted.downloads,
        downloaded: 0,
        visited: 0,
      }
      shares.set(share.id, share)
      return share
    },
    get: (id) => shares.get(id),
    remove: (id) => {
      shares.delete(id)
    },
    isUsable: (share) =>
      (share.expiresAtMs === undefined || share.expiresAtMs > clock.nowMs()) &&
      (share.remainingDownloads === undefined || share.remainingDownloads > 0) &&
      share.entry.parent !== undefined,
    ofOwner: (ownerId) => [...shares.values()].filter((share) => share.ownerId === ownerId),
    ofEntry: (entry) => [...shares.values()].filter((share) => share.entry === entry),
  }
}
