// One sign-in by the site's own page: begun by the host, shown in its window or opened by the person, and finished with what
// the page ended at. The page of Reverie never sees the site's page.
//
//   idle --start--> window (the host shows it) ---> done
//                \-> outside (opened beside, the answer is pasted) ---> done

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Bridge, Input } from '../../../contract/treaty.ts'
import type { SignInView } from '../../../contract/views.ts'
import type { Outcome } from '../../../contract/result.ts'
import type { AccountView } from '../../../core/model/account.ts'
import type { Failure } from '../../../core/model/failure.ts'

export interface BrowserSignInState {
  readonly step: 'idle' | 'window' | 'outside'
  readonly busy: boolean
  /** Of the page, for a link. */
  readonly address?: string | undefined
  readonly answer: string
  readonly missing: boolean
  readonly failure?: Failure | undefined
}

export interface BrowserSignInFeature {
  readonly store: StoreApi<BrowserSignInState>
  /** Resolves with the account where the host showed the page; undefined where an answer has to be pasted. */
  start(request: Input<'account.beginBrowser'>): Promise<AccountView | undefined>
  type(answer: string): void
  finish(): Promise<AccountView | undefined>
  cancel(): void
}

const idle: BrowserSignInState = { step: 'idle', busy: false, answer: '', missing: false }

export function createBrowserSignIn(bridge: Bridge, hasWindow: () => boolean): BrowserSignInFeature {
  const store = createStore<BrowserSignInState>(() => idle)
  let flowId: string | undefined

  const settle = (outcome: Outcome<SignInView>, own: string): AccountView | undefined => {
    // Canceled meanwhile: nobody waits for it any more.
    if (flowId !== own) return undefined
    if (outcome.ok) {
      flowId = undefined
      store.setState(idle, true)
      return outcome.value.step === 'done' ? outcome.value.account : undefined
    }
    const mayGoOn = outcome.failure.kind === 'invalid-request' && store.getState().step === 'outside'
    if (mayGoOn) store.setState({ busy: false, failure: outcome.failure })
    else {
      flowId = undefined
      store.setState({ ...idle, failure: outcome.failure }, true)
    }
    return undefined
  }
  return {
    store,
    start: async (request) => {
      if (store.getState().busy) return undefined
      store.setState({ ...idle, busy: true }, true)
      const begun = await bridge.invoke('account.beginBrowser', request)
      if (!begun.ok) {
        store.setState({ ...idle, failure: begun.failure }, true)
        return undefined
      }
      const { id, address } = begun.value
      flowId = id
      if (!hasWindow()) {
        store.setState({ ...idle, step: 'outside', address }, true)
        return undefined
      }
      store.setState({ ...idle, step: 'window', busy: true }, true)
      return settle(await bridge.invoke('account.showBrowser', { flowId: id }), id)
    },
    type: (answer) => store.setState({ answer, missing: false, failure: undefined }),
    finish: async () => {
      const { answer, busy } = store.getState()
      const own = flowId
      if (own === undefined || busy) return undefined
      if (answer.trim() === '') {
        store.setState({ missing: true })
        return undefined
      }
      store.setState({ busy: true, failure: undefined })
      return settle(await bridge.invoke('account.finishBrowser', { flowId: own, answer: answer.trim() }), own)
    },
    cancel: () => {
      if (flowId !== undefined) void bridge.invoke('account.cancelBrowser', { flowId })
      flowId = undefined
      store.setState(idle, true)
    },
  }
}
