// A command's hold on a running engine: in this process, or in another one that it speaks with over the local socket.
// The command says the same to both. How one is found is in open-attachment.ts.

import { hostGone } from '../../contract/channel.ts'
import type { AllRequests, LocalBridge } from '../../contract/local.ts'
import { TransferError } from '../../core/model/failure.ts'
import type { HostFace } from '../../host/local-handshake.ts'

/**
 * `asked`: this process hosts, and another one asks for the profile. `closed`: the other host has ended in order.
 * `lost`: it ended without a word.
 */
export type AttachmentEnd = 'asked' | 'closed' | 'lost'

export interface Attachment {
  readonly bridge: LocalBridge
  /** What runs the engine; undefined where it is this very process. */
  readonly host: HostFace | undefined
  /** Runs what is added from here on, and nothing else; another host runs its queue as it likes. */
  start(): void
  readonly ended: Promise<AttachmentEnd>
  /** Undefined while it has not ended. */
  end(): AttachmentEnd | undefined
  close(): Promise<void>
}

/** The engine is not there any more. After `asked` and `closed` the command goes on with the next one. */
export class HostGone extends Error {
  readonly end: AttachmentEnd
  constructor(end: AttachmentEnd) {
    super(`the host is gone: ${end}`)
    this.name = 'HostGone'
    this.end = end
  }
}

/** Rejects with the host's failure, or with HostGone. */
export async function ask<N extends keyof AllRequests>(
  attachment: Pick<Attachment, 'bridge' | 'ended' | 'end'>,
  name: N,
  input: AllRequests[N]['input'],
): Promise<AllRequests[N]['output']> {
  const outcome = await attachment.bridge.invoke(name, input)
  if (outcome.ok) return outcome.value
  if (outcome.failure === hostGone.failure) throw new HostGone(await attachment.ended)
  const end = attachment.end()
  throw end === undefined ? new TransferError(outcome.failure) : new HostGone(end)
}
