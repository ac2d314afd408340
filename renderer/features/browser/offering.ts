// A file that may be dragged out of the page: its address is asked for when the button of the mouse goes down, since a
// drag has to know everything when it begins. Chromium turns "DownloadURL" into a file where the system lets it.

import type { Reverie } from '../../app/reverie.ts'

export interface Offering {
  /** By the index of its row. */
  prepare(index: number): void
  /** What a drag carries for this file; undefined where there is no address (yet). */
  downloadOf(uri: string): string | undefined
}

export function createOffering({ bridge, browser }: Pick<Reverie, 'bridge' | 'browser'>): Offering {
  let asked: string | undefined
  let ready: { readonly uri: string; readonly download: string } | undefined
  return {
    prepare(index) {
      const place = browser.place()
      const entry = browser.store.getState().entries[index]
      ready = undefined
      asked = entry?.uri
      if (place.kind !== 'folder' || entry?.kind !== 'file' || entry.uploading === true) return
      const { uri, name } = entry
      void bridge.invoke('entry.offer', { accountId: place.accountId, uri }).then((outcome) => {
        if (outcome.ok && asked === uri) ready = { uri, download: downloadText(name, outcome.value.address) }
      })
    },
    downloadOf: (uri) => (ready?.uri === uri ? ready.download : undefined),
  }
}

/** `type:name:address`. The name is a wish; colons part it from the rest, and separators are not for it to have. */
export function downloadText(name: string, address: string): string {
  const plain = name.replace(/[\p{Cc}:/\\]/gu, '_')
  return `application/octet-stream:${plain}:${new URL(address, location.href).href}`
}
