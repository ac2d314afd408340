// What the tray, a notification or the menu wants the window to show, and where the window was before its page was
// dropped: the host keeps both while there is no page.

import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { DesktopPlace } from '../../contract/desktop-treaty.ts'
import { currentPlace, type Place } from '../features/browser/places.ts'
import { showPairs } from '../features/sync/show-pairs.ts'
import { useReverie, type Reverie } from './reverie.ts'
import type { StripHeight } from './shell-store.ts'

export function useAskedPlace(): void {
  const reverie = useReverie()
  const isDesktop = useStore(reverie.host.store, (state) => state.host?.desktop !== undefined)
  useEffect(() => {
    if (!isDesktop) return undefined
    let stopKeeping = () => {}
    const take = async () => {
      const outcome = await reverie.bridge.invoke('desktop.takePlace', {})
      if (outcome.ok && outcome.value.place !== null) goTo(reverie, outcome.value.place)
    }
    const begin = async () => {
      await restore(reverie)
      stopKeeping = keep(reverie)
      await take()
    }
    void begin()
    const stop = reverie.bridge.on('desktop.placeAsked', () => void take())
    return () => {
      stop()
      stopKeeping()
    }
  }, [reverie, isDesktop])
}

function goTo(reverie: Reverie, place: DesktopPlace): void {
  const { browser, shell } = reverie
  switch (place.kind) {
    case 'window':
      return
    case 'transfers':
      return shell.setStrip('full')
    case 'pairs':
      return showPairs(reverie, place.pairId)
    case 'folder':
      shell.close()
      if (shell.store.getState().strip === 'full') shell.setStrip('line')
      return browser.go({ kind: 'folder', accountId: place.accountId, uri: place.uri })
    case 'share':
      return shell.open({ kind: 'share', link: place.link })
    default:
      return shell.open({ kind: place.kind })
  }
}

interface View {
  readonly place: Place
  readonly strip: StripHeight
}

/** Written by this very page, maybe of an earlier version after an update: what does not fit is left. */
async function restore({ bridge, accounts, browser, shell }: Reverie): Promise<void> {
  const outcome = await bridge.invoke('desktop.keptView', {})
  if (!outcome.ok || outcome.value.view === null) return
  const { place, strip } = JSON.parse(outcome.value.view) as Partial<View>
  if (strip === 'line' || strip === 'drawer' || strip === 'full') shell.setStrip(strip)
  if (place === undefined || place.kind === 'home') return
  if (accounts.find(place.accountId) !== undefined) browser.go(place)
}

function keep({ bridge, browser, shell }: Reverie): () => void {
  let kept = ''
  const look = () => {
    const view: View = {
      place: currentPlace(browser.store.getState().trail),
      strip: shell.store.getState().strip,
    }
    const text = JSON.stringify(view)
    if (text === kept) return
    kept = text
    void bridge.invoke('desktop.keepView', { view: text })
  }
  const stops = [browser.store.subscribe(look), shell.store.subscribe(look)]
  look()
  return () => stops.forEach((stop) => stop())
}
