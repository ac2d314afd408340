// How connections are made in an account's name: by which proxy, and what certificates are believed on the way. The API
// client and both byte sources ask the same value, so that nothing of an account goes another way than the rest.

import type { ProxyOf } from './proxies.ts'
import { machineTrust } from './trust.ts'
import type { Trust } from './trust.ts'

export interface Way {
  readonly trust: Trust
  /** Absent: everything goes straight. */
  readonly proxyOf?: ProxyOf | undefined
}

export const straightWay: Way = { trust: machineTrust }

/**
 * Adds the operating system's authorities to what this process believes; true where there is more to believe now than Node
 * believes by itself. Asked when a certificate was refused, and the request sent once more then: reading that store takes a
 * tenth of a second, and most sites do not need it.
 */
export type TrustSystem = () => boolean
