// The way to the page of folders kept in step from anywhere in the window.

import type { Reverie } from '../../app/reverie.ts'

/** Beside the places of the account one is at, or of the pair's own. */
export function showPairs({ accounts, browser, shell, sync }: Reverie, pairId?: string): void {
  const here = browser.place()
  const accountId =
    here.kind === 'home'
      ? ((pairId === undefined ? undefined : sync.find(pairId)?.accountId) ??
        accounts.store.getState().accounts[0]?.id)
      : here.accountId
  if (accountId === undefined) return
  if (shell.store.getState().strip === 'full') shell.setStrip('line')
  browser.go({ kind: 'pairs', accountId, ...(pairId === undefined ? {} : { pairId }) })
}
