// Which host is there: Electron's preload put `window.reverie` on the page, or the page came from the headless host and
// talks to it over a WebSocket.

import type { Bridge } from '../../contract/treaty.ts'
import type { PageClock } from '../app/clock.ts'
import { permanentConnection, type Connection } from './connection.ts'
import { createReconnectingConnection } from './reconnecting-connection.ts'
import { bridgeAddress, openWebSocket } from './web-socket-channel.ts'

declare global {
  interface Window {
    readonly reverie?: Bridge
  }
}

export function pickConnection(page: Window, clock: PageClock): Connection {
  if (page.reverie !== undefined) return permanentConnection(page.reverie)
  return createReconnectingConnection(openWebSocket(bridgeAddress(page.location.href)), clock)
}
