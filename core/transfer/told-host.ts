// Which host it was, for failures that one host of several may have: a link leads to storage that the user never typed.
// A host name is no secret; what follows it in a link is.

import { codeOf } from './error-code.ts'
import type { ByteSource } from './byte-source.ts'
import { networkTrouble } from '../model/network-trouble.ts'
import { isAbort } from './classify.ts'
import { fail } from '../model/failure.ts'
import type { TrustSystem } from '../ports/ways.ts'

/** The same source; a certificate that is not trusted comes with the name of its host. */
export function tellingHosts(source: ByteSource, trustSystem: TrustSystem = () => false): ByteSource {
  return {
    ...source,
    open: async (request) => {
      try {
        return await source.open(request)
      } catch (error) {
        const code = codeOf(error)
        if (isAbort(error) || networkTrouble(code) !== 'certificate-rejected') throw error
        // Nothing was sent: it may be asked again now that more is believed.
        if (trustSystem()) return source.open(request)
        throw fail('certificate-rejected', `${hostOf(error) ?? new URL(request.url).host} (${code})`, {
          cause: error,
        })
      }
    },
  }
}

/** After a redirect it is another one than was asked. */
function hostOf(error: unknown): string | undefined {
  return error instanceof Error && 'host' in error && typeof error.host === 'string' ? error.host : undefined
}
