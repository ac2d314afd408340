// The part of the treaty that is about the remote drive: looking, searching, changing, sharing, previews, and the places
// that one comes back to. `accountId` says in whose name; URIs are `cloudreve://…` without a password.

import type { EntryOrder, OrderDirection } from '../core/model/entry.ts'
import type { PlaceKind } from '../core/model/place.ts'
import type { SearchQuery } from '../core/model/search.ts'
import type {
  ChangeView,
  DetailsView,
  DirectLinksView,
  FollowedShare,
  PlaceView,
  PreviewView,
  ShareView,
  SharesView,
  SpaceView,
  SummaryView,
  WatchView,
} from './browser-views.ts'
import type { Call } from './treaty.ts'
import type { EntryView, ListingView } from './views.ts'

type None = Record<string, never>
interface One {
  accountId: string
  uri: string
}
interface Many {
  accountId: string
  uris: string[]
}

export interface BrowserCommands {
  /** Follows a folder: `browser.changed` comes when it has to be read again. Ends by itself after the lease. */
  'browser.watch': Call<One & { watchId?: string | undefined }, WatchView>
  'browser.unwatch': Call<{ watchId: string }, None>
  /** Fails `name-taken`, `name-impossible`. `uri` is the folder that it is made in. */
  'entry.createFolder': Call<One & { name: string }, { entry: EntryView }>
  /** Fails `name-taken`, `name-impossible`, `locked` (with who holds it). */
  'entry.rename': Call<One & { name: string }, { entry: EntryView; undoId: string }>
  /** Into the folder `to`. Nothing is ever replaced. */
  'entry.move': Call<Many & { to: string }, ChangeView>
  'entry.copy': Call<Many & { to: string }, ChangeView>
  /** Into the recycle bin; `forGood` also for what is already there. */
  'entry.delete': Call<Many & { forGood: boolean }, ChangeView>
  /** By their URIs in the recycle bin, or by where they were; each goes back there. */
  'entry.restore': Call<Many, ChangeView>
  'entry.emptyTrash': Call<{ accountId: string }, ChangeView>
  /** Takes back a move, a rename or a deletion into the recycle bin. `not-found` where the host no longer knows how. */
  'entry.undo': Call<{ undoId: string }, ChangeView>
  /** Breaks locks by force: what their holders were doing fails. Ids come with a failure `locked`. */
  'entry.unlock': Call<{ accountId: string; lockIds: string[] }, None>
  /** Another version becomes the current one. */
  'entry.useVersion': Call<One & { entityId: string }, None>
  'entry.deleteVersion': Call<One & { entityId: string }, None>
  /** Anybody who has such an address gets the file, for as long as the file is there. */
  'entry.directLinks': Call<Many, DirectLinksView>
  /** A password is made by the site where `protect` is true and none is given. */
  'share.create': Call<
    One & {
      protect: boolean
      password?: string | undefined
      /** From now on; absent: for ever. */
      expiresInSeconds?: number | undefined
      downloads?: number | undefined
      showView?: boolean | undefined
    },
    { shareId: string; link: string }
  >
  /** Opens the share that an entry of "Shared with me" leads to; `password`: with another one, by `share.open` of the link. */
  'share.follow': Call<One, FollowedShare>
  'share.delete': Call<{ accountId: string; shareId: string }, None>
  'place.pin': Call<One & { name: string }, None>
  'place.forget': Call<One & { kind: PlaceKind }, None>
  'place.forgetRecent': Call<{ accountId: string }, None>
  /** Bytes come by the address in the answer, never through the treaty. In a share it counts as a download. */
  'preview.open': Call<One & { entityId?: string | undefined }, PreviewView>
  'preview.close': Call<{ previewId: string }, None>
  /**
   * An address under which the page's own browser may fetch the current version of a file, for it to be dragged out of the
   * page. Asks the site nothing before it is fetched; good for ten minutes.
   */
  'entry.offer': Call<One, { address: string }>
}

export interface BrowserQueries {
  /** A search streams too: its pages come while the site is still looking. */
  'browser.list': Call<
    One & {
      search?: SearchQuery | undefined
      pageToken?: string | undefined
      /** 1 to 2,000; 200 unless told. The site may cap it. */
      pageSize?: number | undefined
      order: EntryOrder
      direction: OrderDirection
    },
    ListingView
  >
  'browser.space': Call<{ accountId: string }, SpaceView>
  'browser.details': Call<One, DetailsView>
  /** The site walks the whole folder: ask only when a person wants to know. */
  'browser.summary': Call<One, SummaryView>
  /** The user's own shares. */
  'share.list': Call<{ accountId: string; pageToken?: string | undefined }, SharesView>
  /** The address with its password in it, for the clipboard. */
  'share.link': Call<{ accountId: string; shareId: string }, { link: string }>
  /** Where the shared thing lies; `file` where that is one, in `folder`. Fails `not-found` where the site does not say. */
  'share.source': Call<{ accountId: string; shareId: string }, { folder: string; file?: string }>
  'place.list': Call<{ accountId: string }, { places: PlaceView[] }>
}

export type { ShareView }

export interface BrowserEvents {
  /** The folder is not what it was; read it again. Comes for folders that are watched. */
  'browser.changed': { accountId: string; uri: string }
  'place.changed': { accountId: string }
}
