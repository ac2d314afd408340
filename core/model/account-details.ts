// What somebody may look at and change of an account beyond its name: values without secrets, fit to cross to a page.

import type { OwnClient } from './account.ts'
import type { Pin, ProxyChoice } from './way.ts'

/** Whose connections a choice is about: an account's, or those to a site where somebody is only signing in. */
export type WayTarget =
  { readonly kind: 'account'; readonly accountId: string } | { readonly kind: 'site'; readonly site: string }

/** What a server showed of itself in a handshake; nothing was sent to it. */
export interface Certificate {
  /** `https://host:port` */
  readonly address: string
  /** SHA-256, `AB:CD:…` */
  readonly fingerprint: string
  readonly subject: string
  readonly issuer: string
  /** Hosts and addresses that it is for. */
  readonly names: readonly string[]
  readonly validFromMs: number
  readonly validUntilMs: number
  readonly selfSigned: boolean
  /** It is believed as things are. */
  readonly trusted: boolean
  /** Why it is not: Node's code, such as DEPTH_ZERO_SELF_SIGNED_CERT. */
  readonly problem?: string | undefined
}

/** A further authority, without its certificate's text. */
export interface Authority {
  readonly fingerprint: string
  readonly subject: string
  readonly validUntilMs: number
}

export interface WayDetails {
  readonly proxy: ProxyChoice
  /** Whom the proxy is told, where it is told anybody. */
  readonly proxyUser?: string | undefined
  readonly pins: readonly Pin[]
  readonly authorities: readonly Authority[]
}

export interface AccountDetails extends WayDetails {
  readonly accountId: string
  /** In the order in which they are tried. */
  readonly addresses: readonly string[]
  readonly client?: (OwnClient & { readonly hasSecret: boolean }) | undefined
  readonly downloadFolder?: string | undefined
}

/** Bytes. */
export interface Capacity {
  readonly totalBytes: number
  readonly usedBytes: number
}

/** A sign-in by the site's own page that was begun. The address holds nothing secret: a challenge, not what answers it. */
export interface BrowserFlow {
  readonly id: string
  /** The page to show. */
  readonly address: string
  /** Where the page ends; what it ends with is the answer. */
  readonly redirect: string
}

export const mostAddresses = 10
export const mostPins = 50
export const mostAuthorities = 50
