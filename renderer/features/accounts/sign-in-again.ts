// The dialog in which the user of a known account signs in again.

import type { AccountView } from '../../../core/model/account.ts'
import { siteLabel } from './accounts-store.ts'

export function signInAgain(account: AccountView) {
  return {
    kind: 'sign-in',
    site: account.site,
    email: account.email,
    name: siteLabel(account),
    accountId: account.id,
  } as const
}
