// Which host is there: Electron's preload put `window.reverie` on the page, or the page came from the headless host and
// talks to it over a WebSocket.

import type { Bridge } from '../../contract/treaty.ts'
import { bridgeProtocols } from '../../contract/door-key.ts'
import type { PageClock } from '../app/clock.ts'
import { permanentConnection, type Connection } from './connection.ts'
import { readDoorKey } from './door-key.ts'
import { createReconnectingConnection } from './reconnecting-connection.ts'
import { bridgeAddress, openWebSocket } from './web-socket-channel.ts'

declare global {
  interface Window {
    readonly reverie?: Bridge
  }
}

export function pickConnection(page: Window, clock: PageClock): Connection {
  if (page.reverie !== undefined) return permanentConnection(page.reverie)
  const protocols = () => bridgeProtocols(readDoorKey(page.localStorage))
  return createReconnectingConnection(openWebSocket(bridgeAddress(page.location.href), protocols), clock)
}
