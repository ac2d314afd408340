// The part of the treaty that is about sites and accounts: signing in, by a password or by the site's own page, and how an
// account's connections are made. Passwords and secrets go to the host here, and never come back.

import type { AccountView, OwnClient } from '../core/model/account.ts'
import type {
  AccountDetails,
  BrowserFlow,
  Capacity,
  Certificate,
  WayDetails,
  WayTarget,
} from '../core/model/account-details.ts'
import type { ProxyChoice } from '../core/model/way.ts'
import type { Call } from './treaty.ts'
import type { CaptchaView, SignInView, SiteView } from './views.ts'

type None = Record<string, never>

export interface AccountCommands {
  /** With an account: signing in again, and another user is refused with `other-user`. */
  'account.signIn': Call<
    {
      site: string
      email: string
      password: string
      captcha?: { answer: string; ticket: string } | undefined
      accountId?: string | undefined
    },
    SignInView
  >
  'account.answerOtp': Call<{ challenge: string; otp: string }, SignInView>
  /** Begins a sign-in by the site's own page. Fails `browser-sign-in-unsupported`. */
  'account.beginBrowser': Call<
    {
      site: string
      accountId?: string | undefined
      client?: (OwnClient & { secret: string }) | undefined
    },
    BrowserFlow
  >
  /** The host shows the page in a window of its own and answers when it is over; for hosts with `signInWindow`. */
  'account.showBrowser': Call<{ flowId: string }, SignInView>
  /** With the address that the page ended at, or a code, for everybody else. */
  'account.finishBrowser': Call<{ flowId: string; answer: string }, SignInView>
  'account.cancelBrowser': Call<{ flowId: string }, None>
  /** `told` is false where the site could not be told; here the account is gone in any case. */
  'account.signOut': Call<{ accountId: string }, { told: boolean }>
  /** Each new address has to lead to the same site: `other-site`. */
  'account.setAddresses': Call<{ accountId: string; addresses: string[] }, AccountDetails>
  /** Null: the client that every site has. Without a secret the one before stays. */
  'account.setClient': Call<
    { accountId: string; client: (OwnClient & { secret?: string | undefined }) | null },
    AccountDetails
  >
  /** A folder that `folder.pick` returned; null: the one of the settings. */
  'account.useFolder': Call<{ accountId: string; token: string | null }, AccountDetails>
  /** Without a user the one before stays; null: nobody. */
  'way.setProxy': Call<
    {
      target: WayTarget
      proxy: ProxyChoice
      user?: { name: string; password: string } | null | undefined
    },
    WayDetails
  >
  /** PEM, any number of certificates; empty: none. */
  'way.setAuthorities': Call<{ target: WayTarget; pem: string }, WayDetails>
  /** Believes a certificate that `way.certificate` has shown. */
  'way.trust': Call<{ target: WayTarget; fingerprint: string }, WayDetails>
  'way.distrust': Call<{ accountId: string; fingerprint: string }, WayDetails>
}

export interface AccountQueries {
  'site.describe': Call<{ site: string }, SiteView>
  'site.captcha': Call<{ site: string }, CaptchaView>
  'account.list': Call<None, { accounts: AccountView[] }>
  'account.describe': Call<{ accountId: string }, AccountDetails>
  'account.capacity': Call<{ accountId: string }, Capacity>
  'way.describe': Call<{ target: WayTarget }, WayDetails>
  /** Of the site, or of another address that its bytes come from. */
  'way.certificate': Call<{ target: WayTarget; address?: string | undefined }, Certificate>
}
