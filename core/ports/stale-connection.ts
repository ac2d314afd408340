// Tells the end of a kept connection from trouble on the way: the server had closed it, and the request that met its end
// was never read (RFC 9112 section 9.3.1). Whether it may be sent again is the sender's to know.

import type { ClientRequest } from 'node:http'

/** Kept connections may all be old: so many are believed one after the other, and then the trouble is real. */
export const mostStale = 16

/** `code` is that of the error which came instead of an answer. */
export function isStale(sent: ClientRequest | undefined, code: string): boolean {
  return sent?.reusedSocket === true && (code === 'ECONNRESET' || code === 'EPIPE')
}
