// A TLS front before a plain server, as a web server stands before Cloudreve: it offers HTTP/2 first and notes what the
// clients chose. What they say then goes on to the plain server byte for byte.

import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:tls'
import type { TLSSocket } from 'node:tls'
import { readTestCertificate } from '../fake-cloudreve/test-certificate.ts'

export interface TlsFront {
  readonly url: string
  /** Per connection: what ALPN came to; undefined where the client named nothing. */
  readonly chosen: readonly (string | undefined)[]
  close(): Promise<void>
}

export async function startTlsFront(behind: () => string): Promise<TlsFront> {
  const chosen: (string | undefined)[] = []
  const sockets = new Set<TLSSocket>()
  const server = createServer(
    { ...(await readTestCertificate()), ALPNProtocols: ['h2', 'http/1.1'] },
    (socket) => {
      chosen.push(socket.alpnProtocol === false ? undefined : (socket.alpnProtocol ?? undefined))
      sockets.add(socket)
      const far = connect(Number(new URL(behind()).port), '127.0.0.1')
      far.pipe(socket).pipe(far)
      far.once('error', () => socket.destroy())
      socket.once('error', () => far.destroy())
      far.once('close', () => socket.destroy())
      socket.once('close', () => {
        sockets.delete(socket)
        far.destroy()
      })
    },
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    chosen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
