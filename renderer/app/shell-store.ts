// What the window itself shows at the moment: which dialog is open, how tall the transfers are, the latest notice.

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DeepLink } from '../../core/model/deep-link.ts'
import type { Failure } from '../../core/model/failure.ts'
import type { BrowserDialog } from '../features/browser/dialogs.ts'
import type { KeyStorage } from '../features/browser/view-memory.ts'
import type { SyncDialog } from '../features/sync/sync-dialogs.ts'
import type { QueueDialog } from '../features/queue/queue-dialogs.ts'

export type Dialog =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'sign-in'
      readonly site?: string
      readonly email?: string
      readonly name?: string
      /** Signing in again: whoever comes back should be this one. */
      readonly accountId?: string
    }
  | { readonly kind: 'share'; readonly link?: string; readonly askPassword?: boolean }
  | { readonly kind: 'settings' | 'activity' }
  | { readonly kind: 'deep-link'; readonly link: DeepLink }
  | { readonly kind: 'forget'; readonly accountId: string }
  | { readonly kind: 'account'; readonly accountId: string; readonly advanced?: boolean }
  | QueueDialog
  | SyncDialog
  | BrowserDialog

const stripHeights = ['line', 'drawer', 'full'] as const
export type StripHeight = (typeof stripHeights)[number]

export interface Notice {
  readonly id: number
  readonly text: string
  readonly failure?: Failure
  readonly showTransfers?: boolean
  /** A way on, such as Undo. */
  readonly action?: { readonly label: string; run(): void }
}

/** The host has no folder dialog: the page asks in its place. */
export interface FolderWish {
  /** What the folder is for; undefined: a download. */
  readonly title: string | undefined
  answer(wish: string | undefined): void
}

export interface ShellState {
  readonly dialog: Dialog
  readonly strip: StripHeight
  readonly notice: Notice | undefined
  readonly folderWish: FolderWish | undefined
  /** Shares opened since the window is there, newest first: a guest's account does not list them. */
  readonly shares: readonly OpenShare[]
}

export interface OpenShare {
  readonly accountId: string
  readonly uri: string
  readonly name: string
}

export interface ShellFeature {
  readonly store: StoreApi<ShellState>
  open(dialog: Dialog): void
  close(): void
  setStrip(height: StripHeight): void
  notify(notice: Omit<Notice, 'id'>): void
  remember(share: OpenShare): void
  forgetShares(accountId: string): void
  /** Resolves to undefined when the user thinks better of it. */
  askFolder(title?: string): Promise<string | undefined>
}

const mostShares = 12
const stripKey = 'reverie.strip'

/** `storage` of the tab: a page that is loaded anew is as tall as it was. */
export function createShellFeature(storage?: KeyStorage): ShellFeature {
  const store = createStore<ShellState>(() => ({
    dialog: { kind: 'none' },
    strip: stripHeights.find((height) => height === storage?.getItem(stripKey)) ?? 'line',
    notice: undefined,
    folderWish: undefined,
    shares: [],
  }))
  let notices = 0
  return {
    store,
    open: (dialog) => store.setState({ dialog }),
    close: () => store.setState({ dialog: { kind: 'none' } }),
    setStrip(strip) {
      store.setState({ strip })
      storage?.setItem(stripKey, strip)
    },
    notify: (notice) => store.setState({ notice: { ...notice, id: ++notices } }),
    remember: (share) =>
      store.setState(({ shares }) => ({
        shares: [share, ...shares.filter((other) => !isSameShare(other, share))].slice(0, mostShares),
      })),
    forgetShares: (accountId) =>
      store.setState(({ shares }) => ({ shares: shares.filter((share) => share.accountId !== accountId) })),
    askFolder: (title) =>
      new Promise((resolve) => {
        store.getState().folderWish?.answer(undefined)
        const answer = (wish: string | undefined) => {
          store.setState({ folderWish: undefined })
          resolve(wish)
        }
        store.setState({ folderWish: { title, answer } })
      }),
  }
}

function isSameShare(a: OpenShare, b: OpenShare): boolean {
  return a.accountId === b.accountId && a.uri === b.uri
}
