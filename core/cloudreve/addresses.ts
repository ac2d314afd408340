// The addresses of an account's site, tried in their order. One that did not lead to the site is tried last for a while: a
// home address seen from a train would cost every request the time it takes to find nobody there.

import type { Account } from '../model/account.ts'
import { addressesOf } from '../model/account.ts'
import { TransferError } from '../model/failure.ts'
import type { Failure, FailureKind } from '../model/failure.ts'
import type { Clock } from '../ports/clock.ts'
import type { ApiRequest } from './client.ts'

export interface Addresses {
  /** Every address, the best first. */
  order(account: Account): readonly [string, ...string[]]
  /** Asks one after the other, until one leads to the site. */
  anyOf<T>(account: Account, request: Tried, ask: (site: string) => Promise<T>): Promise<T>
  /** The machine is in another network now, maybe: each may lead to the site again. */
  forgive(): void
}

/** What decides whether a request may be sent twice. */
export type Tried = Pick<ApiRequest, 'method' | 'route' | 'signal'>

const asideMs = 300_000

/** Nobody, or somebody else, is there. */
const speaksOfAddress: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'network',
  'timeout',
  'offline',
  'certificate-rejected',
  'proxy-unusable',
  'bad-response',
])
/** They change nothing on the site that matters when it is done twice (sections 3.2 and 5). */
const harmless: ReadonlySet<string> = new Set(['/file/url', '/session/token/refresh'])
/** No connection came about: nothing was sent. */
const neverSent =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EHOSTDOWN|EADDRNOTAVAIL)$/

export function createAddresses(clock: Clock): Addresses {
  const failedAt = new Map<string, number>()
  const isAside = (site: string) => clock.monotonic() - (failedAt.get(site) ?? -Infinity) < asideMs
  const order = (account: Account): readonly [string, ...string[]] => {
    const all = addressesOf(account)
    const [best = account.site, ...others] = [...all.filter((site) => !isAside(site)), ...all.filter(isAside)]
    return [best, ...others]
  }
  return {
    order,
    anyOf: async (account, request, ask) => {
      const sites = order(account)
      let first: unknown
      for (const [at, site] of sites.entries()) {
        try {
          const answer = await ask(site)
          failedAt.delete(site)
          return answer
        } catch (error) {
          request.signal?.throwIfAborted()
          if (!(error instanceof TransferError) || !mayTryAnother(error.failure, request)) throw error
          first ??= error
          if (sites.length > 1) failedAt.set(site, clock.monotonic())
          // The trouble at the best address is the one to tell: the others were only tried because of it.
          if (at === sites.length - 1) throw first
        }
      }
      throw first
    },
    forgive: () => failedAt.clear(),
  }
}

function mayTryAnother({ kind, detail }: Failure, { method, route }: Tried): boolean {
  if (!speaksOfAddress.has(kind)) return false
  if (method === 'GET' || harmless.has(route)) return true
  return kind === 'certificate-rejected' || neverSent.test(detail)
}
