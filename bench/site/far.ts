// A line with a long way, on loopback: every byte arrives half a round trip later in either direction, and a connection
// costs a round trip before its first byte leaves. A process of its own; no limit of bandwidth.

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

export interface Far {
  /** The distant face of an origin. */
  readonly origins: readonly string[]
  close(): Promise<void>
}

export async function startFar(origins: readonly string[], roundTripMs: number): Promise<Far> {
  const child = fork(import.meta.filename, [String(roundTripMs), ...origins])
  const ended = once(child, 'exit')
  const [told] = (await once(child, 'message')) as [string[]]
  return {
    origins: told,
    close: async () => {
      child.disconnect()
      await ended
    },
  }
}

/** Order is kept: timers of the same length fire in the order they were set. */
function relay(from: Socket, to: Socket, delayMs: () => number): void {
  from.on('data', (chunk: Buffer) => void setTimeout(() => void to.write(chunk), delayMs()))
  from.on('end', () => void setTimeout(() => void to.end(), delayMs()))
  from.on('error', () => void setTimeout(() => to.destroy(), delayMs()))
  from.on('close', () => void setTimeout(() => to.destroy(), delayMs()))
}

async function serve(origin: string, roundTripMs: number): Promise<string> {
  const target = new URL(origin)
  const server = createServer({ noDelay: true }, (near) => {
    const openAt = performance.now() + roundTripMs
    const wire = connect({ port: Number(target.port), host: target.hostname, noDelay: true })
    // What is sent before the handshake would be done waits for it.
    relay(near, wire, () => Math.max(0, openAt - performance.now()) + roundTripMs / 2)
    relay(wire, near, () => roundTripMs / 2)
  })
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, resolve))
  return `${target.protocol}//127.0.0.1:${String((server.address() as AddressInfo).port)}`
}

if (process.argv[1] === import.meta.filename) {
  const [roundTripMs = '0', ...origins] = process.argv.slice(2)
  process.send?.(await Promise.all(origins.map((origin) => serve(origin, Number(roundTripMs)))))
  process.once('disconnect', () => process.exit(0))
}
