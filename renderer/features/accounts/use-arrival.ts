// What happens when a sign-in or a share has worked: close the form and go there.

import type { AccountView } from '../../../core/model/account.ts'
import { formatCloudUri, myFiles } from '../../../core/model/cloud-uri.ts'
import type { OpenedShare } from '../../../contract/views.ts'
import { useReverie, type Reverie } from '../../app/reverie.ts'
import { useWords, type Words } from '../../app/words/words.ts'
import { isolateName } from '../../../words/visible-name.ts'
import { samePlace } from '../browser/places.ts'
import { accountLabel } from './accounts-store.ts'

export interface Arrival {
  signedIn(account: AccountView): void
  shareOpened(share: Extract<OpenedShare, { step: 'opened' }>): void
}

export function useArrival(): Arrival {
  const reverie = useReverie()
  const words = useWords()
  return {
    signedIn: (account) => arrive(reverie, words, account),
    shareOpened({ accountId, uri, name }) {
      reverie.shell.close()
      reverie.shell.remember({ accountId, uri, name })
      const place = { kind: 'folder', accountId, uri, rootName: name } as const
      // The same share again, now with its password.
      if (samePlace(reverie.browser.place(), place)) reverie.browser.refresh()
      else reverie.browser.go(place)
    },
  }
}

function arrive({ shell, browser }: Reverie, words: Words, account: AccountView): void {
  shell.close()
  const name = isolateName(accountLabel(account))
  shell.notify({ text: words('accounts.signIn.done', { name }) })
  const place = browser.place()
  const isThere = place.kind === 'folder' && place.accountId === account.id
  if (isThere && browser.store.getState().status === 'failed') browser.refresh()
  if (!isThere) browser.go({ kind: 'folder', accountId: account.id, uri: formatCloudUri(myFiles) })
}
