// The WebSocket of the page: checks who knocks, then hands the channel to the treaty. Nothing is upgraded before Host,
// Origin and cookie are right.

import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { serveChannel, type Subscribe } from '../../contract/channel.ts'
import { bridgeProtocol, keyOfProtocols } from '../../contract/door-key.ts'
import type { Gate } from '../../contract/gate.ts'
import { isOwnOrigin } from './policy.ts'
import type { DoorParts } from './request-listener.ts'
import { socketChannel } from './socket-channel.ts'

/** The largest request is a selection of many thousand entries. */
const maxMessageBytes = 16 * 1024 * 1024
const bridgePath = '/bridge'

export interface BridgeParts extends Pick<DoorParts, 'hosts' | 'sessions' | 'report'> {
  readonly gate: Gate
  readonly subscribe: Subscribe
}

/** Returns its disposer: it says goodbye to every page and resolves when they are gone. */
export function openBridge(server: Server, parts: BridgeParts): () => Promise<void> {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(bridgeProtocol) ? bridgeProtocol : false),
  })
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refusal = refuse(parts, request)
    if (refusal === undefined) {
      sockets.handleUpgrade(request, socket, head, (open) => {
        // A broken frame or a dead connection ends this page's channel and nothing else.
        open.on('error', () => open.terminate())
        serveChannel(socketChannel(open), parts.gate, parts.subscribe)
      })
      return
    }
    parts.report(`refused a WebSocket: ${refusal}`)
    socket.on('error', () => undefined)
    socket.end(`HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
  }
  server.on('upgrade', onUpgrade)
  return async () => {
    server.off('upgrade', onUpgrade)
    await Promise.all([...sockets.clients].map(sayGoodbye))
    sockets.close()
  }
}

/** A page that does not answer in time is gone already. */
const goodbyeMs = 1_000

function sayGoodbye(open: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => open.terminate(), goodbyeMs)
    open.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
    open.close(1001)
  })
}

function refuse({ hosts, sessions }: BridgeParts, request: IncomingMessage): string | undefined {
  const { host = '', origin, cookie } = request.headers
  if (!hosts.has(host)) return 'foreign Host header'
  if (request.url !== bridgePath) return 'unknown address'
  if (!isOwnOrigin(origin, host)) return 'foreign Origin'
  const key = keyOfProtocols(request.headers['sec-websocket-protocol'])
  if (!sessions.isEntitled(cookie, key)) return 'no session'
  return undefined
}
