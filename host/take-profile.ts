// Opens a profile for a face that stays: the app, `serve`. A command that only downloads into it is asked to hand it over,
// and goes on as a client; another face that stays keeps it.

import { setTimeout as pause } from 'node:timers/promises'
import { createFailure, TransferError } from '../core/model/failure.ts'
import { createHost } from './create-host.ts'
import type { Host, HostParts } from './host.ts'
import { connectToHost } from './local-client.ts'
import type { HostFace } from './local-handshake.ts'

/** `profile-in-use`, with what runs there; undefined where that is not known. */
export class ProfileTaken extends TransferError {
  readonly by: HostFace | undefined
  constructor(by: HostFace | undefined, cause: unknown) {
    super(createFailure('profile-in-use', by === undefined ? 'by an unknown process' : `by ${by}`), { cause })
    this.by = by
  }
}

/** A command stops its transfers at a recorded point first. */
const patienceMs = 12_000
const pauseMs = 100

/** Fails as `createHost` does, but ProfileTaken where the profile is not to be had. */
export async function takeProfile(parts: HostParts, { patience = patienceMs } = {}): Promise<Host> {
  const until = performance.now() + patience
  for (;;) {
    try {
      return await createHost(parts)
    } catch (error) {
      const isTaken = error instanceof TransferError && error.failure.kind === 'profile-in-use'
      if (!isTaken) throw error
      const by = await askToYield(parts)
      if (by === 'desktop' || by === 'serve' || performance.now() > until) throw new ProfileTaken(by, error)
    }
    await pause(pauseMs)
  }
}

/** Undefined where nobody answers yet, or any more. */
async function askToYield({ profile, shell }: HostParts): Promise<HostFace | undefined> {
  const answer = await connectToHost(profile, shell.describe().version)
  if (answer.kind !== 'connected') return undefined
  const { bridge, face, close } = answer.connection
  // One that stays refuses; one that goes may be gone before it has answered.
  await bridge.invoke('host.yield', {})
  close()
  return face
}
