// Files that may be dragged out of a page: the browser fetches them by an address that names nothing but a random id. An
// offer is a promise in memory and no more; the site is asked when somebody takes it.

import { randomUUID } from 'node:crypto'
import { offerRoute } from '../../contract/remote-routes.ts'
import type { ContentApi, OpenContent } from '../../core/engine-api.ts'
import type { CloudUri } from '../../core/model/cloud-uri.ts'
import type { Clock } from '../../core/ports/clock.ts'

export interface Offers {
  /** The address. Every file that is touched is offered: the oldest offers end first. */
  make(accountId: string, uri: CloudUri): string
  /** What a page asks for by its address; undefined where there is no such offer any more. */
  take(offerId: string): Promise<OpenContent> | undefined
}

const lifeMs = 600_000
const mostOpen = 64

export function createOffers(content: ContentApi, clock: Clock): Offers {
  // No timers: one that waits for an offer to end would keep the host from ending.
  const open = new Map<string, { accountId: string; uri: CloudUri; untilMs: number }>()
  return {
    make: (accountId, uri) => {
      const [oldest] = open.keys()
      if (open.size >= mostOpen && oldest !== undefined) open.delete(oldest)
      const offerId = randomUUID()
      open.set(offerId, { accountId, uri, untilMs: clock.monotonic() + lifeMs })
      return `/${offerRoute}/${offerId}`
    },
    take: (offerId) => {
      const offer = open.get(offerId)
      if (offer === undefined || clock.monotonic() > offer.untilMs) return undefined
      return content.open(offer.accountId, offer.uri)
    },
  }
}
