// Finds the engine of a profile: attaches to the one that runs, or runs it in this process. The profile's lock decides
// who hosts; whoever loses the race attaches to the winner as soon as it listens.

import type { LocalBridge } from '../../contract/local.ts'
import type { Outcome } from '../../contract/result.ts'
import { fail, TransferError } from '../../core/model/failure.ts'
import type { Settings } from '../../core/model/settings.ts'
import { systemClock } from '../../core/ports/system-clock.ts'
import { createHost } from '../../host/create-host.ts'
import { connectToHost, type LocalConnection } from '../../host/local-client.ts'
import type { HostFace } from '../../host/local-handshake.ts'
import type { LocalSession } from '../../host/local-session.ts'
import { createParts } from '../parts.ts'
import { ToldFailure } from '../told-failure.ts'
import { appVersion } from '../version.ts'
import { HostGone, type Attachment, type AttachmentEnd } from './attachment.ts'

export interface AttachmentOptions {
  readonly profile: string
  /** What this process is, should it host. */
  readonly face: HostFace
  /** Settings for this run only, should it host. */
  readonly fixed?: Partial<Settings>
  /** Called once where neither works at once. */
  readonly onWaiting?: () => void
}

/** A host that is just starting or ending takes no longer; ending includes what is being finished. */
const patienceMs = 15_000
const pauseMs = 50
const tellAfterMs = 1_000
/** Whoever asked for the profile opens it within this time, or never. */
const precedenceMs = 5_000

/** Repeats `work` with the next host when one ends in order; whatever it does must be fit for that. */
export async function withAttachment<T>(
  options: AttachmentOptions,
  work: (attachment: Attachment) => Promise<T>,
): Promise<T> {
  for (let precedence = 0; ;) {
    const attachment = await openAttachment(options, precedence)
    try {
      return await work(attachment)
    } catch (error) {
      if (!(error instanceof HostGone) || error.end === 'lost') throw error
      precedence = error.end === 'asked' ? precedenceMs : 0
    } finally {
      await attachment.close()
    }
  }
}

/** Undefined where no other process runs the profile's engine, or only for a moment. */
export async function attachOnly(profile: string): Promise<Attachment | undefined> {
  const version = appVersion()
  const answer = await connectToHost(profile, version)
  if (answer.kind === 'refused') throw otherVersion(answer.version, version)
  return answer.kind === 'connected' ? attachTo(answer.connection) : undefined
}

/** For `precedence` milliseconds somebody else may become the host first. */
async function openAttachment(options: AttachmentOptions, precedence: number): Promise<Attachment> {
  const beganAtMs = systemClock.monotonic()
  let tell = options.onWaiting
  for (;;) {
    const attached = await attachOnly(options.profile)
    if (attached !== undefined && !isBrief(attached, options)) return attached
    await attached?.close()
    const waitedMs = systemClock.monotonic() - beganAtMs
    const hosted = waitedMs < precedence ? undefined : await tryToHost(options, waitedMs > patienceMs)
    if (hosted !== undefined) return hosted
    if (waitedMs > tellAfterMs) tell = void tell?.()
    await new Promise<void>((resolve) => systemClock.after(pauseMs, resolve))
  }
}

/** A command that changes the list runs nothing and is gone in a moment: a download waits for that. */
function isBrief({ host }: Attachment, { face }: AttachmentOptions): boolean {
  return host === 'queue' && face !== 'queue'
}

/** Undefined where another process has the profile; with `orFail` that is a failure. */
async function tryToHost(options: AttachmentOptions, orFail: boolean): Promise<Attachment | undefined> {
  try {
    return await hostHere(options)
  } catch (error) {
    const isTaken = error instanceof TransferError && error.failure.kind === 'profile-in-use'
    if (orFail || !isTaken) throw error
    return undefined
  }
}

function attachTo({ bridge, face, ended, close }: LocalConnection): Attachment {
  let end: AttachmentEnd | undefined
  void ended.then((how) => (end = how))
  return {
    bridge,
    ended,
    host: face,
    start: () => undefined,
    end: () => end,
    close: () => Promise.resolve(close()),
  }
}

async function hostHere({ profile, face, fixed }: AttachmentOptions): Promise<Attachment> {
  let end: AttachmentEnd | undefined
  let tellEnd: (end: AttachmentEnd) => void = () => undefined
  const ended = new Promise<AttachmentEnd>((resolve) => (tellEnd = resolve))
  const onYieldAsked = () => {
    end = 'asked'
    tellEnd(end)
  }
  const parts = createParts({ profile, local: { face, onYieldAsked }, ...(fixed && { fixed }) })
  const host = await createHost(parts)
  return {
    bridge: insideBridge(host.openSession()),
    ended,
    host: undefined,
    start: () => host.engine.start({ onlyBatches: true }),
    end: () => end,
    close: host.close,
  }
}

function insideBridge({ gate, subscribe }: LocalSession): LocalBridge {
  return {
    invoke: (name, input) => gate(name, input) as Promise<Outcome<never>>,
    on: (name, listener) =>
      subscribe((said, payload) => {
        if (said === name) listener(payload as never)
      }),
  }
}

function otherVersion(theirs: string, ours: string): ToldFailure {
  return new ToldFailure(fail('profile-in-use', 'another version runs on this profile'), {
    happened: `The Reverie that runs on this profile is version ${theirs}, and this command is ${ours}.`,
    helps: 'Close it, or use the command that came with it.',
  })
}
