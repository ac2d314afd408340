// The places of each account as the host last told them: pinned and recent folders, opened shares.

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { PlaceView } from '../../../../contract/browser-views.ts'
import type { Connection } from '../../../bridge/connection.ts'

export interface PlacesFeature {
  /** By account id. */
  readonly store: StoreApi<Readonly<Record<string, readonly PlaceView[]>>>
  start(): () => void
  /** Asks once; afterwards the host says what changes. */
  want(accountId: string): void
}

export function createPlacesFeature({ bridge, onReopened }: Connection): PlacesFeature {
  const store = createStore<Readonly<Record<string, readonly PlaceView[]>>>(() => ({}))
  const wanted = new Set<string>()
  const ask = async (accountId: string) => {
    const outcome = await bridge.invoke('place.list', { accountId })
    // Without an answer the places that are known stay; the next change asks again.
    if (outcome.ok) store.setState({ [accountId]: outcome.value.places })
    else wanted.delete(accountId)
  }
  return {
    store,
    start() {
      const stops = [
        bridge.on('place.changed', ({ accountId }) => {
          if (wanted.has(accountId)) void ask(accountId)
        }),
        onReopened(() => wanted.forEach((accountId) => void ask(accountId))),
      ]
      return () => stops.forEach((stop) => stop())
    },
    want(accountId) {
      if (wanted.has(accountId)) return
      wanted.add(accountId)
      void ask(accountId)
    },
  }
}
