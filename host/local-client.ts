// The other end of the local socket: looks whether somebody runs the engine of a profile, and speaks the treaty with it.
// It decides nothing about what to do where nobody answers.

import { connect, type Socket } from 'node:net'
import type { z } from 'zod'
import { connectChannel } from '../contract/channel.ts'
import type { AllEvents, AllRequests, LocalBridge } from '../contract/local.ts'
import {
  hostGoodbye,
  hostHello,
  hostWelcome,
  isProof,
  newNonce,
  proofOf,
  protocol,
  type HostFace,
} from './local-handshake.ts'
import { isTrustedAddress, readRecord, type LocalRecord } from './local-place.ts'
import { createMessageLines, type MessageLines } from './message-lines.ts'

/** `closed`: the host ended in order and said so. `lost`: it did not get to it. */
export type ConnectionEnd = 'closed' | 'lost'

export interface LocalConnection {
  readonly bridge: LocalBridge
  readonly face: HostFace
  readonly ended: Promise<ConnectionEnd>
  close(): void
}

export type Answer =
  | { readonly kind: 'connected'; readonly connection: LocalConnection }
  /** Of another version. */
  | { readonly kind: 'refused'; readonly version: string }
  /** Nobody listens there, or not whom the record means. */
  | { readonly kind: 'absent' }

/** Lists of a page of 500 batches with many roots are the longest messages. */
const maxMessageBytes = 64 * 1_048_576
const handshakeMs = 5_000

export async function connectToHost(profile: string, version: string): Promise<Answer> {
  const record = await readRecord(profile)
  if (record === undefined || !isTrustedAddress(record.address)) return { kind: 'absent' }
  const socket = connect(record.address)
  const timer = setTimeout(() => socket.destroy(), handshakeMs)
  try {
    const answer = await greet(socket, record, version)
    if (answer.kind !== 'connected') socket.destroy()
    return answer
  } finally {
    clearTimeout(timer)
  }
}

async function greet(socket: Socket, { secret }: LocalRecord, version: string): Promise<Answer> {
  const lines = createMessageLines(socket, { limitBytes: maxMessageBytes, refuse: () => undefined })
  const next = readNext(lines)
  const client = newNonce()
  const heard = next(hostHello)
  lines.send({ kind: 'hello', protocol, version, nonce: client })
  const hello = await heard
  if (hello === undefined) return { kind: 'absent' }
  if (hello.kind === 'refused') return hello
  const nonces = { client, host: hello.nonce }
  if (!isProof(hello.proof, proofOf(secret, 'host', nonces))) return { kind: 'absent' }
  const welcomed = next(hostWelcome)
  lines.send({ kind: 'proof', proof: proofOf(secret, 'client', nonces) })
  const ended = watchEnd(lines)
  const bridge = connectChannel<AllRequests, AllEvents>(lines)
  if ((await welcomed) === undefined) return { kind: 'absent' }
  return {
    kind: 'connected',
    connection: { bridge, face: hello.face, ended, close: () => void socket.end() },
  }
}

/** The next message in that shape; undefined where it is another one or the connection ends before. */
function readNext(lines: MessageLines) {
  return <T>(shape: z.ZodType<T>): Promise<T | undefined> =>
    new Promise((resolve) => {
      const stop = lines.listen((message) => {
        stop()
        resolve(shape.safeParse(message).data)
      })
      lines.onClose(() => resolve(undefined))
    })
}

function watchEnd(lines: MessageLines): Promise<ConnectionEnd> {
  return new Promise((resolve) => {
    lines.listen((message) => {
      if (hostGoodbye.safeParse(message).success) resolve('closed')
    })
    lines.onClose(() => resolve('lost'))
  })
}
