// The web face: the built page and the treaty on one HTTP server. Puts the parts together; who may come in is decided in
// policy.ts and sessions.ts. It does not own the engine behind the gate.

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Host } from '../../host/host.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { openBridge } from './bridge-door.ts'
import type { PageFiles } from './page-files.ts'
import { allowedHosts } from './policy.ts'
import { createRequestListener } from './request-listener.ts'
import { createSessions } from './sessions.ts'

export interface WebHostParts {
  readonly host: Pick<Host, 'gate' | 'subscribe' | 'serveRemote'>
  readonly page: PageFiles
  /** Address to bind to; loopback unless the user says otherwise. */
  readonly address?: string
  /** 0 takes a free one. */
  readonly port?: number
  readonly logger: Logger
}

export interface WebHost {
  /** `http://127.0.0.1:8791` */
  readonly origin: string
  /** An address that opens the page in one browser, once. The one before is no longer good. */
  newAddress(): string
  close(): Promise<void>
}

/** Rejects with Node's own error where the port is taken or the address is not this machine's. */
export async function createWebHost(parts: WebHostParts): Promise<WebHost> {
  const { host, page, address = '127.0.0.1', logger } = parts
  const report = (message: string) => logger.log('warn', message)
  const server = createServer()
  const port = await listen(server, address, parts.port ?? 0)
  const known = allowedHosts(address, port)
  const sessions = createSessions(port)
  const door = { hosts: known, sessions, page, report, serveRemote: host.serveRemote }
  server.on('request', createRequestListener(door))
  const closeBridge = openBridge(server, { ...door, gate: host.gate, subscribe: host.subscribe })
  const [shown] = known
  const origin = `http://${shown ?? `${address}:${port}`}`
  return {
    origin,
    newAddress: () => `${origin}/?token=${sessions.newToken()}`,
    close: async () => {
      await closeBridge()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

function listen(server: Server, address: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: address, port }, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}
