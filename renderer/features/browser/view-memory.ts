// What the page remembers of how folders are shown, and which panes are open: small preferences of this page, kept in
// its own storage. Forgotten with the account; nothing that matters is lost with it.

import { defaultView, readView, type FolderView } from './folder-view.ts'

export interface Panes {
  readonly places: boolean
  readonly details: boolean
}

export interface ViewMemory {
  /** Of a folder that was never changed: that of the folder changed last, as file managers do. */
  viewOf(accountId: string, uri: string): FolderView
  keep(accountId: string, uri: string, view: FolderView): void
  panes(): Panes
  keepPanes(panes: Panes): void
  /** Everything of accounts that are not among these. */
  keepOnly(accountIds: readonly string[]): void
}

/** The part of `Storage` that is used. */
export interface KeyStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

interface Kept {
  readonly views: readonly { readonly accountId: string; readonly uri: string; readonly view: FolderView }[]
  readonly last: FolderView
  readonly panes: Panes
}

const storageKey = 'reverie.views'
/** The folders seen longest ago are forgotten first. */
const mostViews = 500

export function createViewMemory(storage: KeyStorage | undefined): ViewMemory {
  let kept = read(storage)
  const save = (next: Kept) => {
    kept = next
    try {
      storage?.setItem(storageKey, JSON.stringify(next))
    } catch {
      // Full, or forbidden in a private window: it then lasts as long as the page does.
    }
  }
  return {
    viewOf: (accountId, uri) =>
      kept.views.find((one) => one.accountId === accountId && one.uri === uri)?.view ?? kept.last,
    keep(accountId, uri, view) {
      const others = kept.views.filter((one) => one.accountId !== accountId || one.uri !== uri)
      save({ ...kept, last: view, views: [{ accountId, uri, view }, ...others].slice(0, mostViews) })
    },
    panes: () => kept.panes,
    keepPanes: (panes) => save({ ...kept, panes }),
    keepOnly(accountIds) {
      const views = kept.views.filter(({ accountId }) => accountIds.includes(accountId))
      if (views.length < kept.views.length) save({ ...kept, views })
    },
  }
}

function read(storage: KeyStorage | undefined): Kept {
  const none: Kept = { views: [], last: defaultView, panes: { places: true, details: false } }
  try {
    const text = storage?.getItem(storageKey) ?? 'null'
    const stored = JSON.parse(text) as Partial<Kept> | null
    if (stored === null || typeof stored !== 'object') return none
    const views = Array.isArray(stored.views)
      ? (stored.views as readonly Partial<Kept['views'][number]>[])
      : []
    return {
      views: views.flatMap((one) => {
        const view = readView(one.view)
        const fits = typeof one.accountId === 'string' && typeof one.uri === 'string' && view !== undefined
        return fits ? [{ accountId: one.accountId, uri: one.uri, view }] : []
      }),
      last: readView(stored.last) ?? none.last,
      panes: { places: stored.panes?.places !== false, details: stored.panes?.details === true },
    }
  } catch {
    // Not ours, or damaged: preferences begin anew.
    return none
  }
}
