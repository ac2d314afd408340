// What the bar above a site's page says: where that page comes from, whether anybody can read along, and whether it is still
// the site that was asked for. Pure; the page itself has no say in any of it.

import type { DeskWords } from '../../words/desk-words.ts'

/** `chosen`: encrypted, and believed because somebody accepted its certificate. */
export type Protection = 'encrypted' | 'chosen' | 'open'

export interface SiteAddress {
  /** `https://` */
  readonly scheme: string
  /** With a port that is not the usual one. International names as the network knows them (`xn--…`): no look-alikes. */
  readonly host: string
  readonly protection: Protection
  /** The host that was asked for, where this is another one. */
  readonly cameFrom?: string
}

export interface Visit {
  /** What is on the screen; empty while nothing is. */
  readonly url: string
  /** What was asked for. */
  readonly asked: string
  /** Of a host name: its certificate is believed by choice. */
  readonly isChosen: (hostname: string) => boolean
}

/** Of http(s) addresses alone: nothing else is ever shown. */
export function siteAddress({ url, asked, isChosen }: Visit): SiteAddress {
  const home = new URL(asked)
  const here = URL.canParse(url) && /^https?:/.test(url) ? new URL(url) : home
  const chosen = isChosen(here.hostname) ? 'chosen' : 'encrypted'
  return {
    scheme: `${here.protocol}//`,
    host: here.host,
    protection: here.protocol === 'https:' ? chosen : 'open',
    ...(here.origin === home.origin ? {} : { cameFrom: home.host }),
  }
}

/** What the bar says below the address, line by line. */
export function addressWords({ protection, cameFrom }: SiteAddress, words: DeskWords): readonly string[] {
  const told = words(`desk.siteBar.${protection}`)
  // From left to right in any sentence: a host that is read the other way round is another one.
  return cameFrom === undefined
    ? [told]
    : [told, words('desk.siteBar.sentBy', { host: `\u2066${cameFrom}\u2069` })]
}
