import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocketServer, type WebSocket as ServerSocket } from 'ws'
import { bridgeProtocols, keyOfProtocols } from '../../contract/door-key.ts'
import { createPageClock } from '../app/clock.ts'
import { createReconnectingConnection } from './reconnecting-connection.ts'
import { bridgeAddress, openWebSocket } from './web-socket-channel.ts'

const open: { close(): void }[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

async function startHost() {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, path: '/bridge' })
  open.push(server)
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const sockets: ServerSocket[] = []
  const keys: string[] = []
  server.on('connection', (socket, request) => {
    sockets.push(socket)
    keys.push(keyOfProtocols(request.headers['sec-websocket-protocol']))
    socket.on('message', (data: Buffer) => {
      const { id } = JSON.parse(data.toString()) as { id: number }
      socket.send('no JSON at all')
      socket.send(JSON.stringify({ kind: 'answer', id, outcome: { ok: true, value: sockets.length } }))
    })
  })
  return { sockets, keys, address: bridgeAddress(`http://127.0.0.1:${port}/some/page.html?x=1`) }
}

describe('the bridge over a WebSocket', () => {
  it('lives beside the page, encrypted where the page is', () => {
    expect(bridgeAddress('https://cloud.example.org/a/b?c#d')).toBe('wss://cloud.example.org/bridge')
  })

  it('asks, skips what is no message, and comes back on a new socket after a loss', async () => {
    const { sockets, keys, address } = await startHost()
    const connection = createReconnectingConnection(
      openWebSocket(address, () => bridgeProtocols('secret')),
      createPageClock(),
    )
    open.push({ close: () => connection.dispose() })
    expect(await connection.bridge.invoke('queue.summary', {})).toEqual({ ok: true, value: 1 })
    expect(keys).toEqual(['secret'])
    const reopened = new Promise<void>((resolve) => connection.onReopened(resolve))
    sockets[0]?.terminate()
    await reopened
    expect(await connection.bridge.invoke('queue.summary', {})).toEqual({ ok: true, value: 2 })
  })
})
