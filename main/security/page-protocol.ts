// Puts the page server behind Electron's protocol module, in the form that the running Electron offers.

import { protocol, type Protocol } from 'electron'
import { scheme, schemePrivileges, type ServePage } from './app-scheme.ts'

/** Before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([schemePrivileges])
}

export function servePages(session: { readonly protocol: Protocol }, serve: ServePage): void {
  if (typeof session.protocol.handle === 'function') {
    session.protocol.handle(scheme, async ({ url, method }) => {
      const { status, headers, body } = await serve(url, method)
      return new Response(new Uint8Array(body), { status, headers })
    })
    return
  }
  // Before Electron 25.
  session.protocol.registerBufferProtocol(scheme, ({ url, method }, answer) => {
    void serve(url, method).then(({ status, headers, body }) => {
      const mimeType = (headers['content-type'] ?? '').replace(/;.*/, '')
      answer({ statusCode: status, headers: { ...headers }, mimeType, charset: 'utf-8', data: body })
    })
  })
}
