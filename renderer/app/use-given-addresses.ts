// What the program was started with is opened: a share link in its dialog, a folder of the user's own at once.

import { useEffect } from 'react'
import { formatCloudUri, parseCloudUri } from '../../core/model/cloud-uri.ts'
import { parseDeepLink } from '../../core/model/deep-link.ts'
import { parseShareLink } from '../../core/model/share-link.ts'
import { parseSitePage } from '../../core/model/site-page.ts'
import { useReverie, type Reverie } from './reverie.ts'

export function useGivenAddresses(): void {
  const reverie = useReverie()
  useEffect(() => {
    const take = async () => {
      const outcome = await reverie.bridge.invoke('address.take', {})
      // One window shows one place: the last of them.
      const address = outcome.ok ? outcome.value.addresses.at(-1) : undefined
      if (address !== undefined) openAddress(reverie, address)
    }
    void take()
    return reverie.bridge.on('address.given', () => void take())
  }, [reverie])
}

/** Does nothing for what is no address of ours. */
export function openAddress({ accounts, browser, shell }: Reverie, address: string): void {
  const deepLink = parseDeepLink(address)
  if (deepLink !== undefined) return shell.open({ kind: 'deep-link', link: deepLink })
  const page = parseSitePage(address)
  if (page !== undefined) {
    const account = accounts.store
      .getState()
      .accounts.find(({ site, kind }) => site === page.site && kind === 'user')
    if (account === undefined) return shell.open({ kind: 'sign-in', site: page.site })
    return browser.go({ kind: 'folder', accountId: account.id, uri: formatCloudUri(page.uri) })
  }
  if (parseShareLink(address) !== undefined) return shell.open({ kind: 'share', link: address.trim() })
  const uri = parseCloudUri(address)?.uri
  const place = browser.place()
  const own = accounts.store.getState().accounts.find(({ kind }) => kind === 'user')?.id
  const accountId = place.kind === 'home' ? own : place.accountId
  if (uri === undefined || accountId === undefined) return
  browser.go({ kind: 'folder', accountId, uri: formatCloudUri(uri) })
}
