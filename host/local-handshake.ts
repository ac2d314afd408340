// The first words on a local socket. Both ends prove that they know the record's secret without saying it, so that
// whoever sits on a foreign pipe of the same name learns nothing; and both are of the same version, because the names
// that follow carry none.
//
//   client  hello {protocol, version, nonce}
//   host    hello {version, face, nonce, proof}        or  refused {version}, and the connection ends
//   client  proof {proof}
//   host    welcome                                    from here on the treaty

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

export const protocol = 1

/** What kind of process runs the engine. */
export const hostFaces = ['desktop', 'serve', 'get', 'queue'] as const
export type HostFace = (typeof hostFaces)[number]

const nonce = z.string().length(43)
const proof = z.string().length(43)
const version = z.string().max(100)

export const clientHello = z.object({ kind: z.literal('hello'), protocol: z.int(), version, nonce })
export const clientProof = z.object({ kind: z.literal('proof'), proof })
export const hostHello = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hello'), version, face: z.enum(hostFaces), nonce, proof }),
  z.object({ kind: z.literal('refused'), version }),
])
export const hostWelcome = z.object({ kind: z.literal('welcome') })
/** The host ends in order; whoever wants to go on opens the profile anew. */
export const hostGoodbye = z.object({ kind: z.literal('goodbye') })

export function newNonce(): string {
  return randomBytes(32).toString('base64url')
}

export interface Nonces {
  readonly client: string
  readonly host: string
}

export function proofOf(secret: string, side: 'client' | 'host', { client, host }: Nonces): string {
  return createHmac('sha256', secret).update(`${side}\n${client}\n${host}`).digest('base64url')
}

export function isProof(offered: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(offered), Buffer.from(wanted)]
  return one.length === other.length && timingSafeEqual(one, other)
}
