// Opens a socket that reads into memory of ours. What is believed of a certificate is what node:https believes, and what
// core/ports/trust says beyond that: the same judgement as the general source's.

import { connect } from 'node:net'
import type { OnReadOpts, Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { ConnectionOptions } from 'node:tls'
import { distrustOf, tlsOptionsOf } from '../../ports/trust.ts'
import type { Origin } from './origin.ts'

/** Of `https.AgentOptions`: what a user's own authority or a pinned certificate needs. */
export type TlsOptions = Pick<ConnectionOptions, 'ca' | 'checkServerIdentity'>

export interface DialRequest {
  readonly origin: Origin
  readonly tls: TlsOptions
  /** Of an earlier connection to the same origin. */
  readonly session?: Buffer
  readonly onread: OnReadOpts
  /** The connection is there, its certificate is believed. */
  ready(): void
  onSession(session: Buffer): void
}

export function dial(request: DialRequest): Socket {
  const { origin, tls, session, onread, ready, onSession } = request
  const { host, port, servername, trust } = origin
  const base = { host, port, onread, noDelay: true, keepAlive: true, keepAliveInitialDelay: 15_000 }
  if (!origin.secure) return connect(base, ready)
  const socket = connectTls({
    ...base,
    ...tls,
    // An empty name sends none: SNI is for names only (RFC 6066 section 3).
    servername: servername ?? '',
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: true,
    ...(trust === undefined ? {} : tlsOptionsOf(trust)),
    ...(session === undefined ? {} : { session }),
  })
  if (trust === undefined) socket.on('session', onSession)
  // Nothing is sent before the certificate is believed: the request carries a signed link.
  socket.once('secureConnect', () => {
    const distrust = trust === undefined ? undefined : distrustOf(socket, trust)
    if (distrust === undefined) ready()
    else socket.destroy(distrust)
  })
  return socket
}
