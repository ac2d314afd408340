// Where a page begins: where it was before it was loaded anew, else at the files of somebody who is signed in. Home is for
// those who have nowhere to go.

import { useEffect } from 'react'
import { useStore } from 'zustand'
import { formatCloudUri, myFiles } from '../../core/model/cloud-uri.ts'
import { home, type Place } from '../features/browser/places.ts'
import { useReverie, type Reverie } from './reverie.ts'

export function useFirstPlace(atHome: boolean): void {
  const reverie = useReverie()
  const { accounts, browser } = reverie
  const first = useStore(accounts.store, (state) => state.accounts.find(({ kind }) => kind === 'user')?.id)
  // Once, and before anybody is taken to their files.
  useEffect(() => restore(reverie), [reverie])
  useEffect(() => {
    if (first !== undefined && atHome && browser.place().kind === 'home') browser.go(rootOf(first))
  }, [atHome, browser, first])
}

const rootOf = (accountId: string): Place => ({ kind: 'folder', accountId, uri: formatCloudUri(myFiles) })

/** The folder may be gone by now; an error is no place to begin at. */
function restore({ accounts, browser, trail }: Reverie): (() => void) | undefined {
  const list = accounts.store.getState().accounts
  const known = trail.read(list.map(({ id }) => id))
  if (known === undefined || browser.place().kind !== 'home') return undefined
  browser.restore(known)
  const place = browser.place()
  const stop = browser.store.subscribe(({ status, failure }) => {
    if (status === 'loading') return
    stop()
    const isGone = failure?.kind === 'not-found' || failure?.kind === 'forbidden'
    if (status !== 'failed' || !isGone || browser.place() !== place || place.kind === 'home') return
    const account = list.find(({ id }) => id === place.accountId)
    browser.restore({ places: [account?.kind === 'user' ? rootOf(account.id) : home], at: 0 })
  })
  return stop
}
