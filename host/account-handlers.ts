// The treaty's names about sites and accounts on the engine's methods. What comes in as a secret goes to the engine and is
// forgotten here.

import type { AccountCommands, AccountQueries } from '../contract/account-treaty.ts'
import type { Handlers } from '../contract/treaty.ts'
import type { Engine } from '../core/engine-api.ts'
import type { WayTarget } from '../core/model/account-details.ts'
import { fail } from '../core/model/failure.ts'
import type { PickedFolders } from './picked-folders.ts'
import type { Shell } from './shell.ts'
import { createSignInWindows } from './sign-in-windows.ts'

type Names = keyof AccountCommands | keyof AccountQueries

export interface AccountHandlerParts {
  readonly shell: Shell
  readonly picked: PickedFolders
}

export function createAccountHandlers(
  { accounts, places }: Pick<Engine, 'accounts' | 'places'>,
  { shell, picked }: AccountHandlerParts,
): Pick<Handlers, Names> {
  const { options } = accounts
  const windows = createSignInWindows(accounts, shell)
  const view = (accountId: string) => {
    const found = accounts.list().find(({ id }) => id === accountId)
    if (found === undefined) throw fail('illegal-state', 'the account is not in the list')
    return found
  }
  const done = (accountId: string) => ({ step: 'done' as const, account: view(accountId) })
  const toStep = (step: Awaited<ReturnType<typeof accounts.signIn>>) =>
    step.step === 'otp' ? step : done(step.account.id)
  const wayOf = (target: WayTarget) =>
    target.kind === 'account' ? options.describe(target.accountId) : options.describeWay(target.site)

  return {
    'account.signIn': async ({ captcha, ...request }) =>
      toStep(await accounts.signIn(captcha === undefined ? request : { ...request, captcha })),
    'account.answerOtp': async ({ challenge, otp }) => toStep(await accounts.answerOtp(challenge, otp)),
    'account.beginBrowser': (request) => accounts.beginBrowser(request),
    'account.showBrowser': async ({ flowId }) => done((await windows.show(flowId)).id),
    'account.finishBrowser': async ({ flowId, answer }) =>
      done((await accounts.finishBrowser(flowId, answer)).id),
    'account.cancelBrowser': ({ flowId }) => {
      windows.cancel(flowId)
      return {}
    },
    'account.signOut': async ({ accountId }) => {
      const ending = await accounts.signOut(accountId)
      places.forgetAccount(accountId)
      return ending
    },
    'account.setAddresses': async ({ accountId, addresses }) => {
      await options.setAddresses(accountId, addresses)
      return options.describe(accountId)
    },
    'account.setClient': async ({ accountId, client }) => {
      await options.setClient(accountId, client ?? undefined)
      return options.describe(accountId)
    },
    'account.useFolder': ({ accountId, token }) => {
      options.setFolder(accountId, token === null ? undefined : picked.pathOf(token))
      return options.describe(accountId)
    },
    'way.setProxy': async (request) => {
      await options.setProxy(request)
      return wayOf(request.target)
    },
    'way.setAuthorities': ({ target, pem }) => {
      options.setAuthorities(target, pem)
      return wayOf(target)
    },
    'way.trust': ({ target, fingerprint }) => {
      options.trust(target, fingerprint)
      return wayOf(target)
    },
    'way.distrust': ({ accountId, fingerprint }) => {
      options.distrust(accountId, fingerprint)
      return options.describe(accountId)
    },
    'site.describe': ({ site }) => accounts.describeSite(site),
    'site.captcha': ({ site }) => accounts.captcha(site),
    'account.list': () => ({ accounts: [...accounts.list()] }),
    'account.describe': ({ accountId }) => options.describe(accountId),
    'account.capacity': ({ accountId }) => accounts.capacity(accountId),
    'way.describe': ({ target }) => wayOf(target),
    'way.certificate': ({ target, address }) => options.certificate(target, address),
  }
}
