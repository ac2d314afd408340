// One WebSocket as a channel: every message is one JSON text. Not concerned with coming back after a loss.

import type { OpenChannel } from './reconnecting-connection.ts'

/** The host's endpoint beside the page itself. */
export function bridgeAddress(pageAddress: string): string {
  const url = new URL('/bridge', pageAddress)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return url.href
}

/** `protocols` are asked for anew each time: another tab may have been let in meanwhile. */
export function openWebSocket(address: string, protocols: () => string[]): OpenChannel {
  return ({ opened, closed }) => {
    const socket = new WebSocket(address, protocols())
    const listeners = new Set<(message: unknown) => void>()
    const closeListeners = new Set<() => void>()
    let over = false
    const end = () => {
      if (over) return
      over = true
      for (const listener of closeListeners) listener()
      closed()
    }
    socket.addEventListener('open', () => {
      opened({
        send: (message) => socket.send(JSON.stringify(message)),
        listen(listener) {
          listeners.add(listener)
          return () => listeners.delete(listener)
        },
        onClose(listener) {
          closeListeners.add(listener)
          return () => closeListeners.delete(listener)
        },
      })
    })
    socket.addEventListener('message', ({ data }) => {
      const message = parse(data)
      if (message !== undefined) for (const listener of listeners) listener(message)
    })
    socket.addEventListener('close', end)
    return () => {
      over = true
      socket.close()
    }
  }
}

/** Undefined for what cannot be one of the treaty's messages. */
function parse(data: unknown): object | undefined {
  if (typeof data !== 'string') return undefined
  try {
    const message: unknown = JSON.parse(data)
    return typeof message === 'object' && message !== null ? message : undefined
  } catch {
    return undefined
  }
}
