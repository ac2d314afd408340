// The file list: where we are, the pages of it that have come, what is selected. Answers to a question that nobody
// asks any more are dropped.

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Bridge } from '../../../contract/treaty.ts'
import type { EntryView, ListingView } from '../../../contract/views.ts'
import type { EntryOrder, OrderDirection } from '../../../core/model/entry.ts'
import type { Failure } from '../../../core/model/failure.ts'
import { currentPlace, parentPlace, startTrail, walkBy, walkTo, type Place, type Trail } from './places.ts'
import { growSelection, noSelection, selectAll, selectOnly, type Selection } from './selection.ts'

export interface BrowserState {
  readonly trail: Trail
  readonly status: 'loading' | 'ready' | 'failed'
  readonly entries: readonly EntryView[]
  readonly keys: readonly string[]
  readonly nextPageToken: string | undefined
  /** Of the first page: the list is not there at all. */
  readonly failure: Failure | undefined
  readonly more: 'idle' | 'loading' | 'failed'
  readonly selection: Selection
  readonly order: EntryOrder
  readonly direction: OrderDirection
}

export interface BrowserFeature {
  readonly store: StoreApi<BrowserState>
  place(): Place
  go(place: Place): void
  back(): void
  forward(): void
  up(): void
  refresh(): void
  /** The same column again turns it around. */
  sortBy(order: EntryOrder): void
  select(change: (selection: Selection, keys: readonly string[]) => Selection): void
  selectAll(): void
  /** The last row that can be seen: fetches on when it comes near the end. */
  showUntil(index: number): void
  retryMore(): void
  /** Resolves when every page is here (true) or one could not be had. */
  loadAll(): Promise<boolean>
}

/** Fetched without being asked; a larger folder goes on as one scrolls. */
const backgroundRows = 2_000
const lookAheadRows = 150
const nothing = { entries: [], keys: [], nextPageToken: undefined, failure: undefined } as const

export function createBrowserFeature(bridge: Bridge): BrowserFeature {
  const store = createStore<BrowserState>(() => ({
    ...nothing,
    trail: startTrail,
    status: 'ready',
    more: 'idle',
    selection: noSelection,
    order: 'name',
    direction: 'asc',
  }))
  let generation = 0
  let wantAll = false
  let returnTo: string | undefined
  let known = new Set<string>()
  const settled = new Set<(complete: boolean) => void>()
  const place = () => currentPlace(store.getState().trail)
  const settle = (complete: boolean) => {
    for (const resolve of settled) resolve(complete)
    settled.clear()
  }

  const fetchPage = async (pageToken?: string) => {
    const here = place()
    const { order, direction } = store.getState()
    if (here.kind === 'home') return
    const asked = generation
    const outcome = await bridge.invoke('browser.list', {
      accountId: here.accountId,
      uri: here.uri,
      order,
      direction,
      ...(pageToken === undefined ? {} : { pageToken }),
    })
    if (asked !== generation) return
    if (outcome.ok) accept(outcome.value)
    else if (pageToken === undefined) store.setState({ status: 'failed', failure: outcome.failure })
    else store.setState({ more: 'failed' })
    if (!outcome.ok) settle(false)
  }

  const accept = (page: ListingView) => {
    const state = store.getState()
    // A folder that changes between two pages may send an entry twice.
    const added = page.entries.filter(({ uri }) => !known.has(uri))
    const addedKeys = added.map(({ uri }) => uri)
    for (const key of addedKeys) known.add(key)
    const keys = [...state.keys, ...addedKeys]
    store.setState({
      status: 'ready',
      entries: [...state.entries, ...added],
      keys,
      nextPageToken: page.nextPageToken,
      more: 'idle',
      selection: findReturn(growSelection(state.selection, addedKeys), keys),
    })
    if (page.nextPageToken === undefined) settle(true)
    else if (wantAll || keys.length < backgroundRows) fetchMore()
  }

  const findReturn = (selection: Selection, keys: readonly string[]): Selection => {
    const index = returnTo === undefined ? -1 : keys.indexOf(returnTo)
    if (index === -1) return selection
    returnTo = undefined
    return selection.keys.size === 0 ? selectOnly(keys, index) : selection
  }

  const fetchMore = () => {
    const { nextPageToken, more } = store.getState()
    if (nextPageToken === undefined || more === 'loading') return
    store.setState({ more: 'loading' })
    void fetchPage(nextPageToken)
  }

  const load = () => {
    generation += 1
    wantAll = false
    known = new Set()
    settle(false)
    const atHome = place().kind === 'home'
    store.setState({ ...nothing, status: atHome ? 'ready' : 'loading', more: 'idle', selection: noSelection })
    void fetchPage()
  }

  const move = (trail: Trail) => {
    const before = place()
    if (trail === store.getState().trail) return
    store.setState({ trail })
    returnTo = before.kind === 'folder' ? before.uri : undefined
    load()
  }

  return {
    store,
    place,
    go: (next) => move(walkTo(store.getState().trail, next)),
    back: () => move(walkBy(store.getState().trail, -1)),
    forward: () => move(walkBy(store.getState().trail, 1)),
    up() {
      const parent = parentPlace(place())
      if (parent !== undefined) move(walkTo(store.getState().trail, parent))
    },
    refresh() {
      const { selection, keys } = store.getState()
      returnTo = keys[selection.active]
      load()
    },
    sortBy(order) {
      const state = store.getState()
      const turned = state.direction === 'asc' ? 'desc' : 'asc'
      store.setState({ order, direction: state.order === order ? turned : 'asc' })
      load()
    },
    select: (change) => store.setState(({ selection, keys }) => ({ selection: change(selection, keys) })),
    selectAll() {
      store.setState(({ selection, keys }) => ({ selection: selectAll(selection, keys) }))
      wantAll = true
      fetchMore()
    },
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
  }
}
