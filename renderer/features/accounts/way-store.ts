// How the connections of an account, or to a site that somebody is signing in to, are made: as the host last said, and the
// changes of it. Lives as long as the fields that show it.

import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Bridge, Input } from '../../../contract/treaty.ts'
import type { Outcome } from '../../../contract/result.ts'
import type { Certificate, WayDetails, WayTarget } from '../../../core/model/account-details.ts'
import type { Failure } from '../../../core/model/failure.ts'

export interface WayState {
  readonly details?: WayDetails | undefined
  readonly certificate?: Certificate | undefined
  readonly busy: boolean
  readonly failure?: Failure | undefined
}

export interface WayFeature {
  readonly store: StoreApi<WayState>
  readonly target: WayTarget
  load(): Promise<void>
  setProxy(request: Omit<Input<'way.setProxy'>, 'target'>): Promise<boolean>
  setAuthorities(pem: string): Promise<boolean>
  /** Of the site, or of another address. */
  look(address?: string): Promise<void>
  /** What was looked at. */
  trust(): Promise<boolean>
  distrust(fingerprint: string): Promise<boolean>
  /** The certificate is of no interest any more. */
  close(): void
}

export function createWayFeature(bridge: Bridge, target: WayTarget): WayFeature {
  const store = createStore<WayState>(() => ({ busy: false }))
  const take = (outcome: Outcome<WayDetails>): boolean => {
    store.setState(
      outcome.ok
        ? { busy: false, failure: undefined, details: outcome.value }
        : { busy: false, failure: outcome.failure },
    )
    return outcome.ok
  }
  const change = async (run: () => Promise<Outcome<WayDetails>>): Promise<boolean> => {
    store.setState({ busy: true, failure: undefined })
    return take(await run())
  }
  return {
    store,
    target,
    load: async () => void take(await bridge.invoke('way.describe', { target })),
    setProxy: (request) => change(() => bridge.invoke('way.setProxy', { target, ...request })),
    setAuthorities: (pem) => change(() => bridge.invoke('way.setAuthorities', { target, pem })),
    look: async (address) => {
      store.setState({ busy: true, failure: undefined, certificate: undefined })
      const outcome = await bridge.invoke('way.certificate', {
        target,
        ...(address === undefined ? {} : { address }),
      })
      store.setState(
        outcome.ok ? { busy: false, certificate: outcome.value } : { busy: false, failure: outcome.failure },
      )
    },
    trust: async () => {
      const { certificate } = store.getState()
      if (certificate === undefined) return false
      const { fingerprint } = certificate
      const isTrusted = await change(() => bridge.invoke('way.trust', { target, fingerprint }))
      if (isTrusted) store.setState({ certificate: undefined })
      return isTrusted
    },
    distrust: (fingerprint) => {
      if (target.kind !== 'account') return Promise.resolve(false)
      const { accountId } = target
      return change(() => bridge.invoke('way.distrust', { accountId, fingerprint }))
    },
    close: () => store.setState({ certificate: undefined, failure: undefined }),
  }
}
