// What the tray window shows and does: the field and what it offers, the last few transfers, places to go. Asks the host
// only while it is looked at.

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { PlaceView } from '../../../contract/browser-views.ts'
import type { QueueRow } from '../../../contract/views.ts'
import { formatCloudUri, myFiles } from '../../../core/model/cloud-uri.ts'
import { createFailure, type Failure } from '../../../core/model/failure.ts'
import type { PageClock } from '../../app/clock.ts'
import type { Reverie } from '../../app/reverie.ts'
import { readWish, type Wish } from './wish.ts'

export type Offer =
  | Extract<Wish, { kind: 'share' | 'unknown-site' }>
  | (Extract<Wish, { kind: 'entry' }> & { readonly site: string })

export interface TrayPlace extends PlaceView {
  readonly accountId: string
}

export interface TrayState {
  readonly text: string
  readonly wish: Wish['kind']
  readonly searching: boolean
  readonly offers: readonly Offer[]
  /** Which offer Enter takes. */
  readonly active: number
  /** What became of the last one: its name. */
  readonly added: { readonly name: string; readonly resumed: boolean } | undefined
  readonly busy: boolean
  readonly failure: Failure | undefined
  readonly rows: readonly QueueRow[]
  /** Rows that are not shown here. */
  readonly more: number
  readonly places: readonly TrayPlace[]
}

export interface TrayFeature {
  readonly store: StoreApi<TrayState>
  start(): () => void
  type(text: string): void
  move(by: number): void
  /** Fetches what is offered; the active one unless told. */
  take(offer?: Offer): Promise<void>
  /** In the main window. */
  show(place: Pick<TrayPlace, 'accountId' | 'uri'>): Promise<void>
}

const typingMs = 250
const mostOffers = 20
const mostPlaces = 5
const unfinishedRows = 4
const failedRows = 1
const endedRows = 2

export function createTrayFeature(reverie: Reverie, clock: PageClock): TrayFeature {
  const { bridge, accounts, connection } = reverie
  const store = createStore<TrayState>(() => ({
    ...{ text: '', wish: 'nothing', searching: false, offers: [], active: 0, busy: false, more: 0 },
    ...{ added: undefined, failure: undefined, rows: [], places: [] },
  }))
  const search = createSearch(reverie, clock, (found) => store.setState(found))
  const users = () =>
    accounts.store.getState().accounts.filter(({ kind, health }) => kind === 'user' && health === 'ready')

  const readRows = async () => {
    const [open, failed, ended] = await Promise.all([
      bridge.invoke('queue.window', { view: 'unfinished', offset: 0, limit: unfinishedRows }),
      bridge.invoke('queue.window', { view: 'failed', offset: 0, limit: failedRows }),
      bridge.invoke('queue.window', { view: 'completed', offset: 0, limit: endedRows }),
    ])
    if (!open.ok || !failed.ok || !ended.ok) return
    store.setState({
      rows: [...open.value.rows, ...failed.value.rows, ...ended.value.rows],
      more: Math.max(0, open.value.total - open.value.rows.length),
    })
  }
  const readPlaces = async () => {
    const lists = await Promise.all(
      users().map(async ({ id: accountId }) => {
        const outcome = await bridge.invoke('place.list', { accountId })
        // A convenience: without it the window does all the rest.
        return outcome.ok ? outcome.value.places.map((place) => ({ ...place, accountId })) : []
      }),
    )
    store.setState({ places: bestPlaces(lists.flat()) })
  }
  const take = async (offer: Offer) => {
    if (offer.kind === 'unknown-site')
      return void bridge.invoke('desktop.show', { place: { kind: 'sign-in' } })
    store.setState({ busy: true, failure: undefined, added: undefined })
    const outcome = await fetchOffer(reverie, offer)
    if ('failure' in outcome) return store.setState({ busy: false, failure: outcome.failure })
    store.setState({ busy: false, added: outcome.added })
    type('')
    await readRows()
  }
  const type = (text: string) => {
    const wish = readWish(text, accounts.store.getState().accounts)
    const sites = new Map(accounts.store.getState().accounts.map(({ id, site }) => [id, site]))
    search.cancel()
    store.setState({
      ...{ text, wish: wish.kind, active: 0, searching: wish.kind === 'search' },
      offers: offersOf(wish, sites),
      ...(text === '' ? {} : { added: undefined, failure: undefined }),
    })
    if (wish.kind === 'search') search.start(wish.words, users())
  }
  return {
    store,
    type,
    take: async (offer) => {
      const { offers, active, busy } = store.getState()
      const chosen = offer ?? offers[active]
      if (chosen !== undefined && !busy) await take(chosen)
    },
    move: (by) =>
      store.setState(({ active, offers }) => ({
        active: offers.length === 0 ? 0 : (active + by + offers.length) % offers.length,
      })),
    show: async ({ accountId, uri }) => {
      await bridge.invoke('desktop.show', { place: { kind: 'folder', accountId, uri } })
      await bridge.invoke('desktop.hideTray', {})
    },
    start: () => {
      const stops = [
        bridge.on('queue.changed', () => void readRows()),
        bridge.on('place.changed', () => void readPlaces()),
        accounts.store.subscribe(() => void readPlaces()),
        connection.onReopened(() => void readRows()),
      ]
      void readRows()
      void readPlaces()
      return () => {
        search.cancel()
        for (const stop of stops) stop()
      }
    },
  }
}

function offersOf(wish: Wish, sites: ReadonlyMap<string, string>): readonly Offer[] {
  if (wish.kind === 'entry') return [{ ...wish, site: sites.get(wish.accountId) ?? '' }]
  return wish.kind === 'share' || wish.kind === 'unknown-site' ? [wish] : []
}

/** Pinned ones first, each folder once, the latest first. */
function bestPlaces(places: readonly TrayPlace[]): readonly TrayPlace[] {
  const order = { pinned: 0, recent: 1, share: 2 }
  const sorted = [...places].sort((one, two) => order[one.kind] - order[two.kind] || two.atMs - one.atMs)
  const seen = new Set<string>()
  return sorted
    .filter(({ accountId, uri }) => {
      const key = `${accountId} ${uri}`
      return !seen.has(key) && seen.add(key).size > 0
    })
    .slice(0, mostPlaces)
}

type Fetched =
  { readonly failure: Failure } | { readonly added: { readonly name: string; readonly resumed: boolean } }

async function fetchOffer(
  { bridge }: Reverie,
  offer: Exclude<Offer, { kind: 'unknown-site' }>,
): Promise<Fetched> {
  const found = offer.kind === 'entry' ? offer : await openShare(bridge, offer.link)
  if ('failure' in found) return found
  const { accountId, uri, name } = found
  const outcome = await bridge.invoke('queue.add', {
    accountId,
    roots: [{ uri }],
    target: { kind: 'default' },
  })
  if (!outcome.ok) return { failure: outcome.failure }
  return { added: { name, resumed: outcome.value.resumed } }
}

async function openShare(bridge: Reverie['bridge'], link: string) {
  const opened = await bridge.invoke('share.open', { link })
  if (!opened.ok) return { failure: opened.failure }
  if (opened.value.step === 'opened') return opened.value
  // The main window has the dialog that asks for it.
  await bridge.invoke('desktop.show', { place: { kind: 'share', link } })
  return { failure: createFailure('share-password') }
}

/** Over all accounts at once, a moment after the last key; answers that come late are dropped. */
function createSearch(
  { bridge }: Reverie,
  clock: PageClock,
  tell: (found: Partial<TrayState>) => void,
): { start(words: readonly string[], users: readonly { id: string; site: string }[]): void; cancel(): void } {
  let turn = 0
  let stopTimer = () => {}
  const run = async (names: readonly string[], users: readonly { id: string; site: string }[]) => {
    const mine = turn
    const answers = await Promise.all(
      users.map(async ({ id: accountId, site }) => {
        const outcome = await bridge.invoke('browser.list', {
          ...{ accountId, uri: formatCloudUri(myFiles), search: { names: [...names], foldCase: true } },
          ...{ order: 'name', direction: 'asc', pageSize: mostOffers },
        })
        if (!outcome.ok) return { failure: outcome.failure, offers: [] }
        const offers = outcome.value.entries.map(({ uri, name, kind }): Offer => {
          return { kind: 'entry', accountId, uri, name, site, folder: kind === 'folder' }
        })
        return { failure: undefined, offers }
      }),
    )
    if (mine !== turn) return
    const offers = answers.flatMap((answer) => answer.offers).slice(0, mostOffers)
    const failure = answers.find((answer) => answer.failure !== undefined)?.failure
    tell({ searching: false, offers, active: 0, failure: offers.length > 0 ? undefined : failure })
  }
  return {
    start: (words, users) => {
      stopTimer = clock.after(typingMs, () => void run(words, users))
    },
    cancel: () => {
      turn += 1
      stopTimer()
    },
  }
}
