// A server that says exactly what a test tells it to, byte by byte, over TCP or TLS: for answers that no HTTP library would
// ever send.

import { createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { readTestCertificate } from '../fake-cloudreve/test-certificate.ts'

export interface RawRequest {
  /** The head as it came, with its empty line. */
  readonly text: string
  readonly path: string
  readonly socket: Socket
  /** Which connection, and which request of it; both from 0. */
  readonly connection: number
  readonly index: number
}

export interface RawServer {
  readonly origin: string
  readonly port: number
  readonly requests: readonly RawRequest[]
  connections(): number
  /** Ends every connection as the system does when a process dies. */
  cut(): void
  close(): Promise<void>
}

export async function startRawServer(
  answer: (request: RawRequest) => void,
  { tls = false, host = '127.0.0.1' }: { tls?: boolean; host?: string } = {},
): Promise<RawServer> {
  const requests: RawRequest[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  const serve = (socket: Socket) => {
    const connection = connections++
    let index = 0
    let text = ''
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('error', () => socket.destroy())
    socket.once('close', () => sockets.delete(socket))
    socket.on('data', (bytes) => {
      text += bytes.toString('latin1')
      for (let end = text.indexOf('\r\n\r\n'); end !== -1; end = text.indexOf('\r\n\r\n')) {
        const head = text.slice(0, end + 4)
        text = text.slice(end + 4)
        const request = { text: head, path: head.split(' ')[1] ?? '', socket, connection, index: index++ }
        requests.push(request)
        answer(request)
      }
    })
  }
  const server: Server = tls ? createTlsServer(await readTestCertificate(), serve) : createServer(serve)
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    requests,
    connections: () => connections,
    cut: () => {
      for (const socket of sockets) socket.destroy()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

export function plainAnswer(body: Uint8Array | string, headers: readonly string[] = []): Buffer {
  const bytes = Buffer.from(body)
  const lines = ['HTTP/1.1 200 OK', `Content-Length: ${bytes.length}`, ...headers]
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), bytes])
}
