// One WebSocket as a channel of the treaty: every message is one JSON text. A page that stops reading is let go instead
// of filling the host's memory; it comes back by itself.

import { WebSocket, type RawData } from 'ws'
import type { Channel } from '../../contract/channel.ts'

const maxUnsentBytes = 32 * 1024 * 1024

export function socketChannel(socket: WebSocket): Channel {
  return {
    send: (message) => {
      if (socket.readyState !== WebSocket.OPEN) return
      if (socket.bufferedAmount > maxUnsentBytes) socket.terminate()
      else socket.send(JSON.stringify(message))
    },
    listen: (listener) => {
      const onMessage = (data: RawData, isBinary: boolean) => {
        const message = isBinary ? undefined : parse(data)
        if (message === undefined) socket.close(1007)
        else listener(message)
      }
      socket.on('message', onMessage)
      return () => socket.off('message', onMessage)
    },
    onClose: (listener) => {
      socket.once('close', listener)
      return () => socket.off('close', listener)
    },
  }
}

/** Undefined for what is no JSON object. */
function parse(data: RawData): object | undefined {
  try {
    const message: unknown = JSON.parse(Buffer.isBuffer(data) ? data.toString('utf8') : '')
    return typeof message === 'object' && message !== null ? message : undefined
  } catch {
    return undefined
  }
}
