// Waiting for a cause to clear: a sign-in, space on a volume, a network. One hold stands for all that wait for the same
// cause, and every hold has something that ends it. Holds live in memory; after a restart everything is simply tried.

import type { Failure, FailureKind } from '../model/failure.ts'
import type { HoldCause } from '../model/transfer.ts'
import type { Clock } from '../ports/clock.ts'
import type { Disk } from '../ports/disk.ts'
import { restReasons } from '../ports/power.ts'

export interface Holds {
  /** Of a cause that holds already, the failure is told as it is now. */
  add(cause: HoldCause, failure: Failure): void
  readonly accounts: () => readonly string[]
  readonly roots: () => readonly string[]
  /** Why nothing at all may start now; empty where something may. */
  readonly ofQueue: () => readonly Failure[]
  releaseAccount(accountId: string): void
  /** Ends one cause of the whole queue; others may stay. */
  releaseQueue(kind: FailureKind): void
  /** The network is back, or the user wants it tried now. A rest stays: trying would not change its reason. */
  releaseAll(): void
  dispose(): void
}

export interface HoldParts {
  readonly clock: Clock
  readonly disk: Disk
  /** Whether any site answers. */
  readonly isReachable: () => Promise<boolean>
  /** Whether there is room for what was refused; undefined where nothing was. Rejects where the volume is away. */
  readonly fits: (root: string) => Promise<boolean | undefined>
  /** Whether the account's sign-in counts again at its site. */
  readonly isSignedIn: (accountId: string) => Promise<boolean>
}

interface Hold {
  readonly cause: HoldCause
  failure: Failure
  readonly stop: () => void
}

const spaceCheckMs = 5_000
const offlineTryMs = 10_000
const maintenanceTryMs = 60_000
/** A site in trouble refuses sign-ins that are good; when it is over nobody tells. */
const signInTryMs = 600_000
/** After so many looks it is tried without a sign of betterment: the sign may be wrong, trying is the truth. */
const looksBeforeTry = 12
const probesBeforeTry = 6
const worthTryingBytes = 1_048_576

export function createHolds(parts: HoldParts, onRelease: (cause: HoldCause) => void): Holds {
  const { clock } = parts
  const holds = new Map<string, Hold>()
  let disposed = false

  const release = (key: string) => {
    const hold = holds.get(key)
    if (hold === undefined) return
    holds.delete(key)
    hold.stop()
    onRelease(hold.cause)
  }

  const watch = (key: string, cause: HoldCause, failure: Failure): (() => void) => {
    const better = () => release(key)
    switch (cause.scope) {
      case 'volume':
        return repeat(parts, { everyMs: spaceCheckMs, look: volumeLook(parts, cause.root), better })
      case 'queue':
        return endsWhenTold.has(failure.kind)
          ? () => {}
          : repeat(parts, { everyMs: offlineTryMs, look: networkLook(parts), better })
      case 'account':
        // A sign-in ends by releaseAccount too, one at a proxy by the user's word; a site under maintenance by trying it.
        if (failure.kind === 'proxy-sign-in') return () => {}
        if (failure.kind !== 'sign-in-required') return clock.after(maintenanceTryMs, better)
        return repeat(parts, {
          everyMs: signInTryMs,
          look: () => parts.isSignedIn(cause.accountId),
          better,
        })
      case 'transfer':
        return () => {}
    }
  }

  const all = () => [...holds.values()]
  const causes = () => all().map(({ cause }) => cause)
  return {
    add: (cause, failure) => {
      // A download that ends while all is closed still tells its cause: nobody is left to wait for it.
      if (disposed) return
      const key = keyOf(cause, failure.kind)
      const known = holds.get(key)
      if (known !== undefined) known.failure = failure
      else if (cause.scope !== 'transfer') {
        holds.set(key, { cause, failure, stop: watch(key, cause, failure) })
      }
    },
    accounts: () => causes().flatMap((cause) => (cause.scope === 'account' ? [cause.accountId] : [])),
    roots: () => causes().flatMap((cause) => (cause.scope === 'volume' ? [cause.root] : [])),
    ofQueue: () => all().flatMap(({ cause, failure }) => (cause.scope === 'queue' ? [failure] : [])),
    releaseAccount: (accountId) => release(keyOf({ scope: 'account', accountId }, 'sign-in-required')),
    releaseQueue: (kind) => release(keyOf({ scope: 'queue' }, kind)),
    releaseAll: () => {
      for (const [key, { failure }] of [...holds]) if (!endsWhenTold.has(failure.kind)) release(key)
    },
    dispose: () => {
      disposed = true
      for (const { stop } of holds.values()) stop()
      holds.clear()
    },
  }
}

/** Rests of the queue: whoever began them ends them. */
const endsWhenTold: ReadonlySet<FailureKind> = new Set<FailureKind>(['scheduled-pause', ...restReasons])

/** The whole queue may be held for two reasons at once, and each ends on its own. */
function keyOf(cause: HoldCause, kind: FailureKind): string {
  return cause.scope === 'queue' ? `queue ${kind}` : JSON.stringify(cause)
}

interface Repeated {
  readonly everyMs: number
  readonly look: () => Promise<boolean>
  readonly better: () => void
}

/** Looks again and again until it is better; the first time one span from now. Returns the way to stop. */
function repeat({ clock }: HoldParts, { everyMs, look, better }: Repeated): () => void {
  let stopped = false
  let cancel = () => {}
  const turn = () => {
    void look().then((isBetter) => {
      if (stopped) return
      if (isBetter) better()
      else cancel = clock.after(everyMs, turn)
    })
  }
  cancel = clock.after(everyMs, turn)
  return () => {
    stopped = true
    cancel()
  }
}

/** Better with more space than there was, when a lost volume is back, and for a try now and then. */
function volumeLook({ disk, fits }: HoldParts, root: string): () => Promise<boolean> {
  let gone = false
  let looks = 0
  let before: number | undefined
  const first = disk.freeBytes(root).then(
    (free) => void (before = free),
    () => void (gone = true),
  )
  return async () => {
    await first
    try {
      const free = await disk.freeBytes(root)
      const wasGone = gone
      gone = false
      before ??= free
      if (wasGone) return true
      return (await fits(root)) ?? (free >= before + worthTryingBytes || ++looks > looksBeforeTry)
    } catch {
      // Nothing can be asked of a volume that is away; the next look tells.
      gone = true
      return false
    }
  }
}

function networkLook({ isReachable }: HoldParts): () => Promise<boolean> {
  let probes = 0
  return async () => ++probes >= probesBeforeTry || (await isReachable())
}

/** Who has to wait when one of them meets this failure. */
export function holdCauseOf(failure: Failure, facts: { accountId: string; root: string }): HoldCause {
  switch (failure.kind) {
    case 'disk-full':
    case 'disk-gone':
      return { scope: 'volume', root: facts.root }
    case 'offline':
    case 'scheduled-pause':
    case 'on-battery':
    case 'metered-network':
      return { scope: 'queue' }
    case 'conflict-undecided':
      return { scope: 'transfer' }
    default:
      return { scope: 'account', accountId: facts.accountId }
  }
}
