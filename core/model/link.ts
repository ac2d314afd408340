// What is asked of `POST /file/url` and what comes back (cloudreve-api.md section 5). A link is a bearer secret: it is
// used and forgotten, never stored, logged or shown, but where the user asks for exactly that.

import type { CloudUri } from './cloud-uri.ts'
import type { Failure } from './failure.ts'

export interface LinkRequest {
  /** More than the site's batch limit is split into several calls. */
  readonly uris: readonly CloudUri[]
  /** The blob answers with Content-Disposition: attachment. */
  readonly download?: boolean
  /** Ask for a 302 instead of JSON; only with exactly one URI and no archive, anything else is refused here. */
  readonly redirect?: boolean
  /** Entity to serve instead of the current version. */
  readonly entity?: string
  /** The first configured site URL instead of the one that matches the request's host. */
  readonly usePrimarySiteUrl?: boolean
  /** Failing URIs come back as failures in their slots instead of failing the whole request. */
  readonly skipError?: boolean
  /** One link to a zip of all URIs; needs a permission of the group (section 5.1). */
  readonly archive?: boolean
  /** A fresh link with its full life, past the site's cache. */
  readonly noCache?: boolean
  /** Header X-Cr-Context-Hint; may resolve stale paths (section 1.2), so nothing but a browser sends it. */
  readonly contextHint?: string
  /** Header X-Cr-Purchase-Ticket, for paid shares of the Pro edition. */
  readonly purchaseTicket?: string
}

export interface Link {
  readonly url: string
  /** Unix milliseconds by the server's clock; undefined where the answer names none. */
  readonly expiresAtMs?: number
  readonly displayName?: string
}

/** One slot per URI in the order asked (one single slot for an archive). */
export interface LinkReply {
  readonly slots: readonly ({ readonly link: Link } | { readonly failure: Failure })[]
}
