// The file list: where we are, the pages of it that have come, what is selected. Answers to a question that nobody
// asks any more are dropped.

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Bridge } from '../../../contract/treaty.ts'
import type { EntryView, ListingView } from '../../../contract/views.ts'
import type { EntryOrder } from '../../../core/model/entry.ts'
import type { PageClock } from '../../app/clock.ts'
import { chosenEntries, groupByFolder, type Asking, type BrowserState } from './browser-state.ts'
import { createFolderWatch } from './folder-watch.ts'
import { defaultView, withOrder, type FolderView } from './folder-view.ts'
import { createPatience } from './patience.ts'
import { currentPlace, parentPlace, startTrail, walkBy, walkTo, type Place, type Trail } from './places.ts'
import { keepSelection, noSelection, selectAll, selectOnly, type Selection } from './selection.ts'
import type { Panes, ViewMemory } from './view-memory.ts'

export interface BrowserFeature {
  readonly store: StoreApi<BrowserState>
  /** Follows what the host says of the open folder; the result stops. */
  start(): () => void
  place(): Place
  /** `select`: the entry that one goes there for. */
  go(place: Place, select?: string): void
  /** Where a page was that is loaded anew. */
  restore(trail: Trail): void
  /** Along the trail: -1 is back. */
  walk(steps: number): void
  up(): void
  /** From the beginning, as if one came anew. */
  refresh(): void
  /** What is shown is read again and takes the place of the old; nothing flickers, the selection stays. */
  reread(select?: string): Promise<void>
  /** The same column again turns it around. */
  sortBy(order: EntryOrder): void
  setView(view: FolderView): void
  setPanes(panes: Partial<Panes>): void
  rename(uri: string | undefined): void
  ask(field: Asking): void
  /** What is being done on the site, in words; undefined when it is done. */
  act(doing: string | undefined): void
  rememberUndo(undoId: string | undefined): void
  select(change: (selection: Selection, keys: readonly string[]) => Selection): void
  selectAll(): void
  /** The last row that can be seen: fetches on when it comes near the end. */
  showUntil(index: number): void
  retryMore(): void
  /** Resolves when every page is here (true) or one could not be had. */
  loadAll(): Promise<boolean>
  chosen(): readonly EntryView[]
}

export interface BrowserParts {
  readonly bridge: Bridge
  readonly clock: PageClock
  readonly memory: ViewMemory
}

/** The first page is small, to be there at once; the others are large, to be few. */
const firstPageRows = 200
const pageRows = 2_000
/** Fetched without being asked; a larger folder goes on as one scrolls. */
const backgroundRows = 10_000
const lookAheadRows = 1_000
const nothing = {
  entries: [],
  keys: [],
  nextPageToken: undefined,
  failure: undefined,
  may: undefined,
  orders: undefined,
  incomplete: false,
  renaming: undefined,
} as const

export function createBrowserFeature({ bridge, clock, memory }: BrowserParts): BrowserFeature {
  const store = createStore<BrowserState>(() => ({
    ...nothing,
    trail: startTrail,
    status: 'ready',
    looks: 0,
    more: 'idle',
    selection: noSelection,
    view: defaultView,
    panes: memory.panes(),
    space: undefined,
    asking: 'nothing',
    acting: undefined,
    undoId: undefined,
  }))
  let spaceOf: string | undefined
  let generation = 0
  let wantAll = false
  let rereading = false
  let returnTo: string | undefined
  let known = new Set<string>()
  const patience = createPatience(clock)
  const settled = new Set<(complete: boolean) => void>()
  const place = () => currentPlace(store.getState().trail)
  const settle = (complete: boolean) => {
    for (const resolve of settled) resolve(complete)
    settled.clear()
  }

  const ask = (pageToken: string | undefined) => {
    const here = place()
    const { order, direction } = store.getState().view
    if (here.kind !== 'folder') return undefined
    return bridge.invoke('browser.list', {
      accountId: here.accountId,
      uri: here.uri,
      order,
      direction,
      pageSize: pageToken === undefined ? firstPageRows : pageRows,
      ...(here.search === undefined ? {} : { search: here.search }),
      ...(pageToken === undefined ? {} : { pageToken }),
    })
  }

  const fetchPage = async (pageToken?: string) => {
    const asked = generation
    const outcome = await ask(pageToken)
    if (outcome === undefined || asked !== generation) return
    if (outcome.ok) accept(outcome.value)
    else if (pageToken === undefined) store.setState({ status: 'failed', failure: outcome.failure })
    else store.setState({ more: 'failed' })
    if (outcome.ok) return
    patience.failed(outcome.failure, () => {
      if (asked !== generation) return
      if (pageToken === undefined) void fetchPage()
      else fetchMore()
    })
    settle(false)
  }

  /** A folder that changes between two pages may send an entry twice. */
  const fresh = (page: ListingView) =>
    page.entries.filter(({ uri }) => {
      if (known.has(uri)) return false
      known.add(uri)
      return true
    })

  const accept = (page: ListingView) => {
    patience.end()
    const before = store.getState()
    const entries = arranged([...before.entries, ...fresh(page)])
    const keys = entries.map(({ uri }) => uri)
    const grouped = entries.length > 0 && isSearch(place())
    const selection = grouped
      ? keepSelection(before.selection, { before: before.keys, after: keys })
      : before.selection
    store.setState({
      ...factsOf(page),
      status: 'ready',
      entries,
      keys,
      more: 'idle',
      selection: findReturn(selection, keys),
    })
    if (page.nextPageToken === undefined) settle(true)
    else if (wantAll || keys.length < backgroundRows) fetchMore()
  }

  const arranged = (entries: readonly EntryView[]) => (isSearch(place()) ? groupByFolder(entries) : entries)

  const findReturn = (selection: Selection, keys: readonly string[]): Selection => {
    const index = returnTo === undefined ? -1 : keys.indexOf(returnTo)
    if (index === -1) return selection
    returnTo = undefined
    return selectOnly(keys, index)
  }

  const fetchMore = () => {
    const { nextPageToken, more } = store.getState()
    if (nextPageToken === undefined || more === 'loading' || rereading) return
    store.setState({ more: 'loading' })
    void fetchPage(nextPageToken)
  }

  const load = () => {
    const here = place()
    generation += 1
    wantAll = false
    rereading = false
    known = new Set()
    patience.end()
    settle(false)
    const view = here.kind === 'folder' ? memory.viewOf(here.accountId, here.uri) : defaultView
    const status = here.kind === 'folder' ? 'loading' : 'ready'
    const looks = store.getState().looks + 1
    store.setState({ ...nothing, status, looks, more: 'idle', selection: noSelection, view })
    void fetchPage()
    if (here.kind === 'folder') void describeSpace(here.accountId)
  }

  /** Once for each account that one comes to. Where it cannot be had, the site itself refuses what it does not allow. */
  const describeSpace = async (accountId: string) => {
    if (accountId === spaceOf) return
    spaceOf = accountId
    store.setState({ space: undefined, undoId: undefined })
    const outcome = await bridge.invoke('browser.space', { accountId })
    if (accountId !== spaceOf) return
    if (outcome.ok) store.setState({ space: outcome.value })
    else spaceOf = undefined
  }

  const reread = async (select?: string) => {
    const { status, entries: shown } = store.getState()
    if (status !== 'ready') return load()
    const asked = ++generation
    rereading = true
    known = new Set()
    const read: EntryView[] = []
    let page: ListingView | undefined
    do {
      const outcome = await ask(page?.nextPageToken)
      if (asked !== generation) return
      if (outcome === undefined) break
      if (!outcome.ok) {
        rereading = false
        // What is shown stays, unless there is no such folder any more.
        if (outcome.failure.kind === 'not-found')
          store.setState({ ...nothing, status: 'failed', failure: outcome.failure })
        else store.setState({ more: store.getState().nextPageToken === undefined ? 'idle' : 'failed' })
        return settle(false)
      }
      page = outcome.value
      read.push(...fresh(page))
    } while (page.nextPageToken !== undefined && (wantAll || read.length < shown.length))
    rereading = false
    if (page !== undefined) replace(arranged(read), page, select)
  }

  const replace = (entries: readonly EntryView[], page: ListingView, select: string | undefined) => {
    const before = store.getState()
    const keys = entries.map(({ uri }) => uri)
    const kept = keepSelection(before.selection, { before: before.keys, after: keys })
    const index = select === undefined ? -1 : keys.indexOf(select)
    const renaming =
      before.renaming !== undefined && keys.includes(before.renaming) ? before.renaming : undefined
    store.setState({
      ...factsOf(page),
      entries,
      keys,
      more: 'idle',
      renaming,
      selection: index === -1 ? kept : selectOnly(keys, index),
    })
    if (page.nextPageToken === undefined) settle(true)
    else if (wantAll) fetchMore()
  }

  const move = (trail: Trail, select?: string) => {
    const before = place()
    if (trail === store.getState().trail) return selectAgain(select)
    store.setState({ trail, asking: 'nothing' })
    returnTo = select ?? (before.kind === 'folder' ? before.uri : undefined)
    load()
  }

  const selectAgain = (select: string | undefined) => {
    const { keys, selection } = store.getState()
    const index = select === undefined ? -1 : keys.indexOf(select)
    store.setState({ selection: index === -1 ? selection : selectOnly(keys, index) })
  }

  return {
    store,
    place,
    start() {
      const watch = createFolderWatch({ bridge, clock, onChanged: () => void reread() })
      const follow = () => watch.follow(place())
      follow()
      const unsubscribe = store.subscribe(follow)
      return () => {
        unsubscribe()
        patience.end()
        watch.dispose()
      }
    },
    go: (next, select) => move(walkTo(store.getState().trail, next), select),
    restore: (trail) => move(trail),
    walk: (steps) => move(walkBy(store.getState().trail, steps)),
    up() {
      const parent = parentPlace(place())
      if (parent !== undefined) move(walkTo(store.getState().trail, parent))
    },
    refresh() {
      const { selection, keys } = store.getState()
      returnTo = keys[selection.active]
      load()
    },
    reread,
    sortBy: (order) => setView(withOrder(store.getState().view, order)),
    setView: (view) => setView(view),
    setPanes(panes) {
      store.setState({ panes: { ...store.getState().panes, ...panes } })
      memory.keepPanes(store.getState().panes)
    },
    rename: (renaming) => store.setState({ renaming }),
    ask: (asking) => store.setState({ asking }),
    act: (acting) => store.setState({ acting }),
    rememberUndo: (undoId) => store.setState({ undoId }),
    select: (change) => store.setState(({ selection, keys }) => ({ selection: change(selection, keys) })),
    selectAll: () => store.setState(({ selection }) => ({ selection: selectAll(selection) })),
    showUntil(index) {
      if (store.getState().more === 'idle' && index > store.getState().keys.length - lookAheadRows)
        fetchMore()
    },
    retryMore: fetchMore,
    loadAll() {
      const { nextPageToken, status } = store.getState()
      if (status === 'ready' && nextPageToken === undefined) return Promise.resolve(true)
      wantAll = true
      fetchMore()
      return new Promise((resolve) => settled.add(resolve))
    },
    chosen: () => chosenEntries(store.getState()),
  }

  function setView(view: FolderView) {
    const before = store.getState().view
    const here = place()
    store.setState({ view })
    if (here.kind !== 'folder') return
    memory.keep(here.accountId, here.uri, view)
    if (before.order !== view.order || before.direction !== view.direction) load()
  }
}

function isSearch(place: Place): boolean {
  return place.kind === 'folder' && place.search !== undefined
}

function factsOf({ nextPageToken, may, orders, incomplete }: ListingView) {
  return { nextPageToken, may, orders, incomplete: incomplete === true }
}
