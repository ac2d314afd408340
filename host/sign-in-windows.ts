// The windows of sign-ins by the site's own page: one for each sign-in, closed when it is over however it ends, also from
// the page that began it. How such a window looks is the shell's affair.

import type { Account } from '../core/model/account.ts'
import type { AccountsApi } from '../core/engine-api.ts'
import { fail } from '../core/model/failure.ts'
import type { Shell } from './shell.ts'

export interface SignInWindows {
  /** Fails `sign-in-canceled` when somebody closes it, and what `finishBrowser` fails with. */
  show(flowId: string): Promise<Account>
  cancel(flowId: string): void
}

type Accounts = Pick<AccountsApi, 'browserWindow' | 'finishBrowser' | 'cancelBrowser'>

export function createSignInWindows(
  accounts: Accounts,
  { showSignIn }: Pick<Shell, 'showSignIn'>,
): SignInWindows {
  const open = new Map<string, AbortController>()
  const cancel = (flowId: string) => {
    accounts.cancelBrowser(flowId)
    open.get(flowId)?.abort()
  }
  return {
    cancel,
    show: async (flowId) => {
      if (showSignIn === undefined) throw fail('invalid-request', 'this host has no window for it')
      if (open.has(flowId)) throw fail('invalid-request', 'the window of this sign-in is open already')
      const closing = new AbortController()
      const page = accounts.browserWindow(flowId)
      open.set(flowId, closing)
      try {
        const answer = await showSignIn(page, closing.signal)
        if (answer !== undefined) return await accounts.finishBrowser(flowId, answer)
      } finally {
        open.delete(flowId)
        // Nothing is left of a sign-in whose window is gone; one that is finished is gone by itself.
        accounts.cancelBrowser(flowId)
      }
      throw fail('sign-in-canceled', 'the window was closed')
    },
  }
}
