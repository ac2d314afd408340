// The web host's second secret. The session's cookie goes to every port of the machine, so another server in the same
// browser may learn it; this key is in the storage of this origin alone, and the host wants both. The app's own window has
// neither.

import { doorKeyName, doorKeyPlaceholder } from '../../contract/door-key.ts'

const storageKey = 'reverie.doorKey'

/** Called once when the page begins: keeps what the host wrote into it, and takes the used link out of the address. */
export function takeDoorKey(page: Window): void {
  const meta = page.document.querySelector<HTMLMetaElement>(`meta[name="${doorKeyName}"]`)
  const key = meta?.content ?? ''
  if (key === '' || key === doorKeyPlaceholder) return
  page.localStorage.setItem(storageKey, key)
  meta?.remove()
  page.history.replaceState(null, '', '/')
}

/** Empty where there is none. */
export function readDoorKey(storage: Pick<Storage, 'getItem'>): string {
  return storage.getItem(storageKey) ?? ''
}

/** For addresses that an element of the page asks for by itself. */
export function withDoorKey(address: string, key: string): string {
  return key === '' ? address : `${address}&${doorKeyName}=${encodeURIComponent(key)}`
}
