// The operating system's certificate store, added to what Node believes by itself. Node comes with Mozilla's list; an
// authority that a company or a user has installed on the machine is known to the system alone.

import * as tls from 'node:tls'
import type { Logger } from '../core/ports/logger.ts'
import type { TrustSystem } from '../core/ports/ways.ts'

/** Reads the store once, when it is asked for the first time: that takes a tenth of a second. */
export function createTrustSystem(logger: Logger): TrustSystem {
  let more: boolean | undefined
  return () => {
    more ??= addSystemStore(logger)
    return more
  }
}

function addSystemStore(logger: Logger): boolean {
  // Not before Node 22.15; there NODE_EXTRA_CA_CERTS and an account's own authorities are what is left.
  const { getCACertificates, setDefaultCACertificates } = tls
  if (typeof getCACertificates !== 'function' || typeof setDefaultCACertificates !== 'function') return false
  try {
    const known = new Set(getCACertificates('default'))
    const found = getCACertificates('system').filter((certificate) => !known.has(certificate))
    if (found.length > 0) setDefaultCACertificates([...known, ...found])
    logger.log('info', 'the certificate store of the system was read', { added: found.length })
    return found.length > 0
  } catch (error) {
    logger.log('warn', 'the certificate store of the system cannot be read', { reason: String(error) })
    return false
  }
}
