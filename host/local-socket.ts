// The door for the owner's own shell: a socket beside the profile at which other processes of the same user speak the
// treaty with the running engine. Opened by whoever holds the profile's lock. A page never comes this way.

import { createServer, type Server, type Socket } from 'node:net'
import { chmodSync } from 'node:fs'
import { serveChannel } from '../contract/channel.ts'
import type { AllEvents } from '../contract/local.ts'
import type { Logger } from '../core/ports/logger.ts'
import { clientHello, clientProof, isProof, newNonce, proofOf, protocol } from './local-handshake.ts'
import type { HostFace } from './local-handshake.ts'
import { clearRecord, localPlaces, newSecret, writeRecord, type LocalPlace } from './local-place.ts'
import type { LocalSession } from './local-session.ts'
import { createMessageLines, type MessageLines } from './message-lines.ts'

export interface LocalSocketParts {
  readonly profile: string
  readonly version: string
  readonly face: HostFace
  readonly openSession: () => LocalSession
  readonly logger: Logger
}

export interface LocalSocket {
  /** Says goodbye to every client and resolves when they are gone. */
  close(): Promise<void>
}

const maxClients = 64
const maxHelloBytes = 1_024
/** The largest request is a selection of many thousand rows, as for a page. */
const maxMessageBytes = 16 * 1_048_576
const handshakeMs = 5_000
const goodbyeMs = 1_000

/** Undefined where no socket can be had: the engine works without, and the log says why. */
export async function openLocalSocket(parts: LocalSocketParts): Promise<LocalSocket | undefined> {
  const { profile, logger } = parts
  const clients = new Map<Socket, MessageLines>()
  const secret = newSecret()
  const server = createServer((socket) => welcome(socket, { ...parts, secret, clients }))
  try {
    await clearRecord(profile)
    const place = await listenSomewhere(server, parts)
    if (place === undefined) return undefined
    await writeRecord(profile, { address: place.address, secret })
    return { close: () => closeAll({ profile, server, place, clients }) }
  } catch (error) {
    server.close()
    logger.log('warn', 'the local socket cannot be opened', { error: String(error) })
    return undefined
  }
}

async function listenSomewhere(server: Server, { profile, logger }: LocalSocketParts) {
  for (const prepare of localPlaces(profile)) {
    try {
      const place = prepare()
      await listen(server, place.address)
      // The folder is closed to others already; the socket itself says so as well.
      if (process.platform !== 'win32') chmodSync(place.address, 0o600)
      return place
    } catch (error) {
      logger.log('warn', 'no local socket here', { error: String(error) })
    }
  }
  return undefined
}

function listen(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

interface Closing {
  readonly profile: string
  readonly server: Server
  readonly place: LocalPlace
  readonly clients: ReadonlyMap<Socket, MessageLines>
}

async function closeAll({ profile, server, place, clients }: Closing): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  for (const [socket, lines] of clients) {
    lines.send({ kind: 'goodbye' })
    lines.end()
    setTimeout(() => socket.destroy(), goodbyeMs).unref()
  }
  await closed
  place.remove()
  await clearRecord(profile)
}

interface Visit extends LocalSocketParts {
  readonly secret: string
  readonly clients: Map<Socket, MessageLines>
}

/** Reads the first words; the treaty begins after the client's proof. */
function welcome(socket: Socket, visit: Visit): void {
  const { version, face, secret, clients, logger } = visit
  const refuse = (reason: string) => logger.log('warn', 'refused a local client', { reason })
  const lines = createMessageLines(socket, { limitBytes: maxHelloBytes, refuse })
  const drop = (reason: string) => {
    refuse(reason)
    socket.destroy()
  }
  if (clients.size >= maxClients) return drop('there are too many')
  clients.set(socket, lines)
  const timer = setTimeout(() => drop('it says nothing'), handshakeMs)
  lines.onClose(() => {
    clearTimeout(timer)
    clients.delete(socket)
  })
  const host = newNonce()
  let wanted: string | undefined
  const stop = lines.listen((message) => {
    if (wanted === undefined) {
      const hello = clientHello.safeParse(message).data
      if (hello === undefined) return drop('it does not greet')
      if (hello.protocol !== protocol || hello.version !== version) {
        refuse('it is of another version')
        lines.send({ kind: 'refused', version })
        return lines.end()
      }
      const nonces = { client: hello.nonce, host }
      wanted = proofOf(secret, 'client', nonces)
      return lines.send({ kind: 'hello', version, face, nonce: host, proof: proofOf(secret, 'host', nonces) })
    }
    const answer = clientProof.safeParse(message).data
    if (answer === undefined || !isProof(answer.proof, wanted)) return drop('it does not know the secret')
    clearTimeout(timer)
    stop()
    lines.setLimit(maxMessageBytes)
    const { gate, subscribe } = visit.openSession()
    serveChannel<AllEvents>(lines, gate, subscribe)
    lines.send({ kind: 'welcome' })
  })
}
