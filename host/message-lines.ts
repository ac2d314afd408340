// JSON messages over a local socket, one per line. What is no message, or longer than the limit, ends the connection:
// nobody honest sends it.

import type { Socket } from 'node:net'
import type { Channel } from '../contract/channel.ts'

export interface MessageLines extends Channel {
  /** Bytes of one message at most, from now on. */
  setLimit(bytes: number): void
  /** Sends what is still to be sent, then closes. */
  end(): void
}

/** A client that stops reading is let go instead of filling this process's memory. */
const maxUnsentBytes = 32 * 1_048_576
const newline = 0x0a

/** `refuse` hears in words what was wrong before the socket is closed. */
export function createMessageLines(
  socket: Socket,
  { limitBytes, refuse }: { limitBytes: number; refuse: (reason: string) => void },
): MessageLines {
  const listeners = new Set<(message: unknown) => void>()
  let limit = limitBytes
  let pending: Buffer[] = []
  let pendingBytes = 0

  const drop = (reason: string) => {
    pending = []
    refuse(reason)
    socket.destroy()
  }
  const take = (line: Buffer): boolean => {
    const message = parseMessage(line)
    if (message === undefined) {
      drop('it is no message')
      return false
    }
    for (const listener of listeners) listener(message)
    return !socket.destroyed
  }
  socket.on('data', (chunk: Buffer) => {
    let from = 0
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
      const end = chunk.subarray(from, at)
      if (pendingBytes + end.length > limit) return drop('it is too long')
      const line = pending.length === 0 ? end : Buffer.concat([...pending, end])
      pending = []
      pendingBytes = 0
      from = at + 1
      if (!take(line)) return
    }
    pendingBytes += chunk.length - from
    if (pendingBytes > limit) return drop('it is too long')
    if (from < chunk.length) pending.push(chunk.subarray(from))
  })
  // What broke it is told by `close`, which follows.
  socket.on('error', () => undefined)
  return {
    setLimit: (bytes) => {
      limit = bytes
    },
    send: (message) => {
      if (!socket.writable) return
      if (socket.writableLength > maxUnsentBytes) drop('it does not read')
      else socket.write(`${JSON.stringify(message)}\n`)
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onClose: (listener) => {
      socket.once('close', listener)
      return () => socket.off('close', listener)
    },
    end: () => socket.end(),
  }
}

/** Undefined for what is no JSON object. */
function parseMessage(line: Buffer): object | undefined {
  try {
    const message: unknown = JSON.parse(line.toString('utf8'))
    return typeof message === 'object' && message !== null ? message : undefined
  } catch {
    return undefined
  }
}
