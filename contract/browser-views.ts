// What a page shows of the remote drive beyond the rows of a list: details, shares, places, previews, and what became of
// a change. Snapshots made by the host, free of secrets; URIs are text and never hold a password.

import type { EntryOrder } from '../core/model/entry.ts'
import type { EntryDetails, FolderSummary, OwnShare } from '../core/model/entry-details.ts'
import type { Failure } from '../core/model/failure.ts'
import type { Permission } from '../core/model/permission.ts'
import type { Place } from '../core/model/place.ts'
import type { EntryView, OpenedShare } from './views.ts'

/** What the site lets this user do; everything is asked for once and remembered for some minutes. */
export interface SpaceView {
  /** May have several entries packed into one zip by the site. */
  readonly mayArchive: boolean
  readonly mayShare: boolean
  /** May open what others share. */
  readonly mayOpenShares: boolean
  /** May get permanent direct links; as many at once (0: none). */
  readonly directLinks: number
  /** How long the recycle bin keeps something, in seconds; absent where the site does not say. */
  readonly trashSeconds?: number
  /** Extensions, lower case, without dot, of which the site makes thumbnails. */
  readonly thumbnailExtensions: readonly string[]
}

export interface DetailsView extends Omit<EntryDetails, 'entry'> {
  readonly entry: EntryView
}

export type SummaryView = FolderSummary
export type ShareView = OwnShare

export interface SharesView {
  readonly shares: readonly ShareView[]
  readonly nextPageToken?: string
}

export type FollowedShare =
  Extract<OpenedShare, { step: 'opened' }> | { readonly step: 'password'; readonly link: string }

export type PlaceView = Omit<Place, 'uri'> & { readonly uri: string }

export interface ItemFailureView {
  readonly uri: string
  readonly name: string
  readonly failure: Failure
}

/** Partly done is the rule, not the exception: each item that failed is named. */
export interface ChangeView {
  readonly done: number
  readonly failed: readonly ItemFailureView[]
  /** For `entry.undo`, while the host remembers how; absent where nothing can be taken back. */
  readonly undoId?: string
}

export interface DirectLinksView {
  readonly links: readonly { readonly uri: string; readonly link: string }[]
  /** A folder has none, and not everybody may have one. */
  readonly failed: readonly ItemFailureView[]
}

export type PreviewKind = 'image' | 'text' | 'markdown' | 'audio' | 'video' | 'pdf'

export type PreviewView =
  | {
      readonly kind: PreviewKind
      /** For `preview.close`. */
      readonly previewId: string
      /** Relative to the page; answers GET with Range. Good until closed, or an hour after it was last used. */
      readonly address: string
      readonly mediaType: string
      readonly sizeBytes: number
      /** Of a text: only its beginning is shown. */
      readonly truncated: boolean
    }
  | {
      readonly kind: 'none'
      /** `kind`: nothing that a page can show; `size`: too large for that; `uploading`: not there yet. */
      readonly reason: 'kind' | 'size' | 'uploading'
    }

export interface WatchView {
  /** For `browser.unwatch`, and for saying again that the folder is still open. */
  readonly watchId: string
  /** Unless it is said again within this time, the host stops watching. */
  readonly leaseMs: number
}

export interface ListingExtras {
  /** What may be done with the entries; absent where the site does not say. */
  readonly may?: readonly Permission[]
  /** The orders that the site offers here; none of a search. */
  readonly orders?: readonly EntryOrder[]
  /** The site stopped searching before it had seen everything. */
  readonly incomplete?: true
}
