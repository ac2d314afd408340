// What a window believes of certificates beyond what Chromium does: the pins and the authorities that were chosen for the
// site. The same choice as core/ports/trust, for connections that Chromium makes.

import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'

export interface Shown {
  /** PEM, the server's own first, then those of its issuers. */
  readonly chain: readonly string[]
  readonly hostname: string
  readonly nowMs: number
}

export interface Believed {
  /** SHA-256 fingerprints. */
  readonly pins: readonly string[]
  /** PEM. */
  readonly authorities: readonly string[]
}

/** For what Chromium itself does not believe; never throws. */
export function isBelieved(shown: Shown, { pins, authorities }: Believed): boolean {
  try {
    const [own, ...issuers] = shown.chain.map((pem) => new X509Certificate(pem))
    if (own === undefined) return false
    if (pins.includes(own.fingerprint256)) return true
    const roots = authorities.map((pem) => new X509Certificate(pem))
    return isFor(own, shown.hostname) && isVouchedFor([own, ...issuers], roots, shown.nowMs)
  } catch {
    // A certificate that cannot be read is none.
    return false
  }
}

function isFor(certificate: X509Certificate, hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '')
  return (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined
}

/** Each link of the chain is signed by the next, up to one that an authority of ours has signed, or is. */
function isVouchedFor(
  chain: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  nowMs: number,
): boolean {
  for (const [at, certificate] of chain.entries()) {
    if (nowMs < Date.parse(certificate.validFrom) || nowMs > Date.parse(certificate.validTo)) return false
    if (roots.some((root) => isSame(certificate, root) || isSignedBy(certificate, root))) return true
    const issuer = chain[at + 1]
    if (issuer === undefined || !issuer.ca || !isSignedBy(certificate, issuer)) return false
  }
  return false
}

const isSame = (one: X509Certificate, other: X509Certificate) => one.fingerprint256 === other.fingerprint256
const isSignedBy = (certificate: X509Certificate, issuer: X509Certificate) =>
  certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
