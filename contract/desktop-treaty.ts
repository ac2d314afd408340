// The part of the treaty that is about the program around the queue: what happened, its windows, its diagnostics.

import type { ActivityEntry } from '../core/model/activity.ts'
import type { Call } from './treaty.ts'

type None = Record<string, never>

/** What the main window is to show. */
export type DesktopPlace =
  | { readonly kind: 'window' | 'settings' | 'activity' | 'transfers' | 'sign-in' }
  /** Folders kept in step; one of them where it is named. */
  | { readonly kind: 'pairs'; readonly pairId?: string | undefined }
  | { readonly kind: 'folder'; readonly accountId: string; readonly uri: string }
  /** A share link with whatever it carries; it is asked about before anything happens. */
  | { readonly kind: 'share'; readonly link: string }

export interface ActivityView {
  /** The newest first. */
  readonly entries: readonly ActivityEntry[]
  readonly unseen: number
}

export interface DesktopCommands {
  'activity.markSeen': Call<None, None>
  'activity.clear': Call<None, None>
  /** Opens the main window there. Fails `invalid-request` on a host without windows, as do the other three. */
  'desktop.show': Call<{ place: DesktopPlace }, None>
  'desktop.hideTray': Call<None, None>
  'desktop.quit': Call<None, None>
  /** What a page asks back after its window was dropped: where it was, in its own words. */
  'desktop.keepView': Call<{ view: string }, None>
  /** What the window was asked to show, handed out once. */
  'desktop.takePlace': Call<None, { place: DesktopPlace | null }>
  /** One zip without secrets, where the user wants it; null where they think better of it. */
  'diagnostics.save': Call<None, { path: string | null }>
}

export interface DesktopQueries {
  'activity.list': Call<None, ActivityView>
  'desktop.keptView': Call<None, { view: string | null }>
}

export interface DesktopEvents {
  'activity.changed': { unseen: number }
  /** There is a place to take. */
  'desktop.placeAsked': None
}
