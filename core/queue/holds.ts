// Waiting for a cause to clear: a sign-in, space on a volume, a network. One hold stands for all that wait for the same
// cause, and every hold has something that ends it. Holds live in memory; after a restart everything is simply tried.

import type { Failure } from '../model/failure.ts'
import type { HoldCause } from '../model/transfer.ts'
import type { Clock } from '../ports/clock.ts'
import type { Disk } from '../ports/disk.ts'

export interface Holds {
  add(cause: HoldCause, failure: Failure): void
  readonly accounts: () => readonly string[]
  readonly roots: () => readonly string[]
  readonly queueHeld: () => boolean
  releaseAccount(accountId: string): void
  /** The network is back, or the user wants it tried now. */
  releaseAll(): void
  dispose(): void
}

interface Hold {
  readonly cause: HoldCause
  readonly stop: () => void
}

const spaceCheckMs = 5_000
const offlineTryMs = 10_000
const maintenanceTryMs = 60_000
/** A volume is tried again without more space after this many looks: others may have freed what they reserved. */
const looksBeforeTry = 12
const worthTryingBytes = 1_048_576

export function createHolds(
  { clock, disk }: { clock: Clock; disk: Disk },
  onRelease: (cause: HoldCause) => void,
): Holds {
  const holds = new Map<string, Hold>()
  let disposed = false

  const release = (key: string) => {
    const hold = holds.get(key)
    if (hold === undefined) return
    holds.delete(key)
    hold.stop()
    onRelease(hold.cause)
  }

  const watchVolume = (key: string, root: string): (() => void) => {
    let stopped = false
    let cancel = () => {}
    let freeBefore: number | undefined
    let looks = 0
    let wasGone = false
    const look = () => {
      void disk.freeBytes(root).then(
        (free) => {
          if (stopped) return
          freeBefore ??= free
          const isBetter = wasGone || free >= freeBefore + worthTryingBytes
          if (isBetter || ++looks > looksBeforeTry) release(key)
          else cancel = clock.after(spaceCheckMs, look)
        },
        // The volume is gone for now: look again later.
        () => {
          wasGone = true
          if (!stopped) cancel = clock.after(spaceCheckMs, look)
        },
      )
    }
    look()
    return () => {
      stopped = true
      cancel()
    }
  }

  const watch = (key: string, cause: HoldCause, failure: Failure): (() => void) => {
    switch (cause.scope) {
      case 'volume':
        return watchVolume(key, cause.root)
      case 'queue':
        return clock.after(offlineTryMs, () => release(key))
      case 'account':
        // A sign-in ends by releaseAccount, one at a proxy by the user's word; a site under maintenance by trying it.
        return failure.kind === 'sign-in-required' || failure.kind === 'proxy-sign-in'
          ? () => {}
          : clock.after(maintenanceTryMs, () => release(key))
      case 'transfer':
        return () => {}
    }
  }

  const causes = () => [...holds.values()].map(({ cause }) => cause)
  return {
    add: (cause, failure) => {
      const key = JSON.stringify(cause)
      // A download that ends while all is closed still tells its cause: nobody is left to wait for it.
      if (disposed || cause.scope === 'transfer' || holds.has(key)) return
      holds.set(key, { cause, stop: watch(key, cause, failure) })
    },
    accounts: () => causes().flatMap((cause) => (cause.scope === 'account' ? [cause.accountId] : [])),
    roots: () => causes().flatMap((cause) => (cause.scope === 'volume' ? [cause.root] : [])),
    queueHeld: () => causes().some(({ scope }) => scope === 'queue'),
    releaseAccount: (accountId) =>
      release(JSON.stringify({ scope: 'account', accountId } satisfies HoldCause)),
    releaseAll: () => {
      for (const key of [...holds.keys()]) release(key)
    },
    dispose: () => {
      disposed = true
      for (const { stop } of holds.values()) stop()
      holds.clear()
    },
  }
}

/** Who has to wait when one of them meets this failure. */
export function holdCauseOf(failure: Failure, facts: { accountId: string; root: string }): HoldCause {
  switch (failure.kind) {
    case 'disk-full':
    case 'disk-gone':
      return { scope: 'volume', root: facts.root }
    case 'offline':
      return { scope: 'queue' }
    case 'conflict-undecided':
      return { scope: 'transfer' }
    default:
      return { scope: 'account', accountId: facts.accountId }
  }
}
