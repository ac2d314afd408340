// The server's clock as far as its Date headers tell it, one per site: expiry is the server's decision, and a wrong
// local clock must not matter (cloudreve-api.md section 3.2). Accurate to about a second; never a reason to give up.

import type { Clock } from '../ports/clock.ts'

export interface ServerTime {
  learn(site: string, dateHeader: string | undefined): void
  /** Unix milliseconds by the server's clock; the local clock's until the site has answered once. */
  now(site: string): number
}

export function createServerTime(clock: Clock): ServerTime {
  const skewsMs = new Map<string, number>()
  return {
    learn: (site, dateHeader) => {
      const atMs = dateHeader === undefined ? Number.NaN : Date.parse(dateHeader)
      if (!Number.isNaN(atMs)) skewsMs.set(site, atMs - clock.now())
    },
    now: (site) => clock.now() + (skewsMs.get(site) ?? 0),
  }
}
