// Which certificates are believed beyond those that the machine believes: authorities of the user's own, and single
// certificates by their fingerprint. One place decides, for every connection of every kind.

import * as tls from 'node:tls'
import { connect, createSecureContext } from 'node:tls'
import type { ConnectionOptions, SecureContext, TLSSocket } from 'node:tls'

export interface Trust {
  /** Empty for what the machine believes by itself. Connections are shared among those with the same key only. */
  readonly key: string
  /** SHA-256 fingerprints as Node prints them. */
  readonly pins: ReadonlySet<string>
  /** PEM. */
  readonly authorities: readonly string[]
  /** Made once: reading every authority of the machine for each connection would take longer than the connection. */
  readonly context: () => SecureContext | undefined
  /** Sees the other end before it is judged. */
  readonly onPeer?: (socket: TLSSocket) => void
}

export const machineTrust: Trust = { key: '', pins: new Set(), authorities: [], context: () => undefined }

export function createTrust(pins: readonly string[], authorities: readonly string[]): Trust {
  if (pins.length === 0 && authorities.length === 0) return machineTrust
  let context: SecureContext | undefined
  return {
    key: JSON.stringify([[...pins].sort(), [...authorities].sort()]),
    pins: new Set(pins),
    authorities,
    context: () => {
      if (authorities.length === 0) return undefined
      return (context ??= createSecureContext({ ca: [...machineAuthorities(), ...authorities] }))
    },
  }
}

function machineAuthorities(): readonly string[] {
  // Not before Node 22.15; Electron's may come without.
  return typeof tls.getCACertificates === 'function' ? tls.getCACertificates('default') : tls.rootCertificates
}

/**
 * What `tls.connect` and an agent need. With pins, or somebody who looks, the handshake is let through whatever the certificate is: whoever uses
 * this asks `distrustOf` before a byte is sent.
 */
export function tlsOptionsOf(trust: Trust): Pick<ConnectionOptions, 'rejectUnauthorized' | 'secureContext'> {
  const secureContext = trust.context()
  return {
    rejectUnauthorized: trust.pins.size === 0 && trust.onPeer === undefined,
    ...(secureContext === undefined ? {} : { secureContext }),
  }
}

/** Why the other end is not to be believed; undefined where it is. To be asked on `secureConnect`. */
export function distrustOf(socket: TLSSocket, trust: Trust): Error | undefined {
  if (socket.authorized) return undefined
  const { fingerprint256 } = socket.getPeerCertificate()
  if (trust.pins.size > 0 && trust.pins.has(fingerprint256)) return undefined
  // Node's types say Error; what is there is the code.
  const code = String(socket.authorizationError) || 'CERT_UNTRUSTED'
  return Object.assign(new Error(code), { code: /^[A-Z][A-Z0-9_]+$/.test(code) ? code : 'CERT_UNTRUSTED' })
}

/** From the first packet to the end of the handshake. */
const patienceMs = 15_000

/** A connection that is handed out only once its other end is believed. */
export function connectTrusted(
  options: ConnectionOptions,
  trust: Trust,
  done: (error: Error | undefined, socket: TLSSocket | undefined) => void,
): TLSSocket {
  const socket = connect({ ...options, ...tlsOptionsOf(trust) })
  const failed = (error: Error) => {
    socket.off('timeout', late)
    socket.destroy()
    done(error, undefined)
  }
  const late = () => {
    socket.off('error', failed)
    socket.on('error', () => undefined)
    failed(Object.assign(new Error('no handshake in time'), { code: 'ETIMEDOUT' }))
  }
  socket.setTimeout(patienceMs, late)
  socket.once('error', failed)
  socket.once('secureConnect', () => {
    socket.off('error', failed)
    socket.off('timeout', late)
    socket.setTimeout(0)
    trust.onPeer?.(socket)
    const distrust = distrustOf(socket, trust)
    if (distrust === undefined) return done(undefined, socket)
    socket.on('error', () => undefined)
    failed(distrust)
  })
  return socket
}
