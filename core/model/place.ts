// Folders that a user comes back to: pinned ones, recently visited ones, and shares once opened. Kept for each account.

import type { CloudUri } from './cloud-uri.ts'

export const placeKinds = ['pinned', 'recent', 'share'] as const
export type PlaceKind = (typeof placeKinds)[number]

export interface Place {
  readonly kind: PlaceKind
  readonly uri: CloudUri
  /** What the user sees; a share's root has no name in its URI. */
  readonly name: string
  /** When it was pinned, last visited, or last opened; Unix milliseconds. */
  readonly atMs: number
}

/** Visits beyond these are forgotten, the oldest first. */
export const mostRecent = 20
/** Favourites of one kind and account; more are refused. */
export const mostKept = 500
