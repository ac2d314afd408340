// One pair's life in this process: which run goes now, what has been heard since, how it stands, and when it is looked at
// next. One run at a time; what is asked meanwhile follows it.

import type { PairSnapshot, SyncRunEnd } from '../sync-api.ts'
import { createFailure } from '../model/failure.ts'
import type { Failure } from '../model/failure.ts'
import type { SyncHold, SyncPlan, SyncState } from '../model/sync.ts'
import type { Agreed } from '../plan/plan-totals.ts'
import { classify, isAbort } from '../transfer/classify.ts'
import { isPassing, patiently } from './patience.ts'
import { everything, runPair } from './run-pair.ts'
import type { RunEnd } from './run-pair.ts'
import { mergeScopes } from './scope.ts'
import type { Scope } from './scope.ts'
import type { SyncParts } from './sync-parts.ts'

export interface PairControl {
  snapshot(): PairSnapshot | undefined
  plan(): Promise<SyncRunEnd | { kind: 'planned'; plan: SyncPlan }>
  run(agree?: 'plan' | 'everything'): Promise<SyncRunEnd>
  /** Something may have changed there; undefined: anywhere. Looked at after `delayMs`, together with what comes until then. */
  hint(scope: Scope | undefined, delayMs: number): void
  /** Keeps looking by itself from now on. */
  keep(options: { told: () => boolean }): void
  /** Ends what runs, at a recorded point. */
  stop(): Promise<void>
}

export interface ControlParts extends SyncParts {
  readonly pairId: string
  /** Only so many pairs run at a time. */
  takeTurn<T>(work: () => Promise<T>): Promise<T>
  readonly onChanged: () => void
}

const checkAgainMs = 30_000
const toldEveryMs = 30 * 60_000
const untoldEveryMs = 5 * 60_000
const firstRetryMs = 5_000
const longestRetryMs = 15 * 60_000
/** What moved while it was looked at is looked at once more, so often in one go. */
const mostRounds = 4

export function createPairControl(parts: ControlParts): PairControl {
  const { pairId, store, ports } = parts
  let active: SyncState | undefined
  let settled: SyncState | undefined
  let lastPlan: SyncPlan | undefined
  let controller = new AbortController()
  let last: Promise<unknown> = Promise.resolve()
  let tries = 0
  /** What the last run came to is the site's trouble, and may pass. */
  let passing = false
  let kept: { told: () => boolean } | undefined
  let dueAll: { readonly cancel: () => void; readonly atMs: number } | undefined
  let hints: Scope | undefined
  let cancelHints: (() => void) | undefined

  const show = (state: SyncState | undefined) => {
    active = state
    parts.onChanged()
  }
  const round = async (options: {
    scope: Scope | undefined
    agreed: Agreed | undefined
    planOnly: boolean
  }) => {
    const end = await runPair(parts, {
      ...options,
      pairId,
      signal: controller.signal,
      onChecking: (entries) => show({ kind: 'checking', entries }),
      onRunning: (done, total) => show({ kind: 'running', done, total }),
    })
    if (end.kind !== 'held') lastPlan = end.plan
    return end
  }
  const rounds = async (scope: Scope | undefined, agreed: Agreed | undefined): Promise<RunEnd> => {
    let end = await round({ scope, agreed, planOnly: false })
    for (let count = 1; isSoonBetter(end) && count < mostRounds; count++) {
      // A run that sees a part only cannot tell a move from a deletion: the next one sees everything.
      end = await round({ scope: undefined, agreed, planOnly: false })
    }
    return end
  }
  /** One after the other; resolves with how this one ended. */
  const inTurn = <T extends { kind: string }>(work: () => Promise<T>): Promise<T | { kind: 'stopped' }> => {
    const mine = last.then(async () => {
      if (controller.signal.aborted || store.pairs.read(pairId) === undefined)
        return { kind: 'stopped' as const }
      show({ kind: 'checking', entries: 0 })
      try {
        return await parts.takeTurn(work)
      } catch (error) {
        if (isAbort(error)) return { kind: 'stopped' as const }
        settleError(error)
        throw error
      } finally {
        show(undefined)
      }
    })
    last = mine.catch(() => undefined)
    return mine
  }
  const settle = (end: RunEnd): SyncRunEnd => {
    passing = false
    if (end.kind === 'held') {
      settled = { kind: 'held', failure: end.failure, cause: end.cause }
      later(undefined, checkAgainMs)
      return end
    }
    if (end.kind !== 'done') {
      if (end.plan.question !== undefined) settled = { kind: 'asking', question: end.plan.question }
      return { kind: 'asks', plan: end.plan }
    }
    const failure =
      end.problems[0]?.failure ?? (end.again ? (end.plan.missed[0]?.failure ?? restless) : undefined)
    if (failure === undefined) {
      tries = 0
      settled = undefined
      const everyMs = kept?.told() === true ? toldEveryMs : untoldEveryMs
      later(undefined, everyMs * (0.8 + 0.4 * ports.random()))
    } else {
      // What could not be fetched was waited for by the queue; what was not listed, by nobody.
      passing = end.problems.length === 0 && isPassing(failure)
      waitAndRetry(failure)
    }
    const problems = failure === restless ? [{ path: '', failure }] : end.problems
    return { kind: 'done', plan: end.plan, problems }
  }
  const waitAndRetry = (failure: Failure) => {
    tries += 1
    const delayMs = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(tries - 1, 10))
    const inMs = Math.max(
      delayMs * (0.75 + 0.5 * ports.random()),
      (failure.retryAtMs ?? 0) - ports.clock.now(),
    )
    settled = { kind: 'waiting', failure, retryAtMs: ports.clock.now() + inMs }
    later(undefined, inMs)
  }
  const filesKnown = () => {
    const row = store.pairs.read(pairId)
    return row === undefined ? 0 : store.known(row.seq).totals().files
  }
  const settleError = (error: unknown) => {
    const failure = classify(error, 'network')
    ports.logger.log('info', 'a pair could not be brought in step', {
      pair: pairId,
      kind: failure.kind,
      detail: failure.detail,
    })
    const cause = causeOf(failure)
    passing = isPassing(failure)
    if (cause === undefined || passing) waitAndRetry(failure)
    else {
      settled = { kind: 'held', failure, cause }
      later(undefined, checkAgainMs)
    }
  }
  /** Of two looks at everything the earlier one stays. */
  const later = (scope: Scope | undefined, delayMs: number) => {
    if (kept === undefined || store.pairs.read(pairId)?.pair.paused !== false) return
    const atMs = ports.clock.monotonic() + delayMs
    if (dueAll !== undefined && dueAll.atMs <= atMs) return
    if (scope === undefined) {
      dueAll?.cancel()
      dueAll = { atMs, cancel: ports.clock.after(delayMs, () => fire(undefined)) }
      return
    }
    hints = hints === undefined ? scope : mergeScopes(hints, scope)
    cancelHints ??= ports.clock.after(delayMs, () => fire(hints))
  }
  const forgetDue = () => {
    dueAll?.cancel()
    cancelHints?.()
    dueAll = cancelHints = hints = undefined
  }
  const fire = (scope: Scope | undefined) => {
    if (scope === undefined) forgetDue()
    else cancelHints = hints = undefined
    if (settled?.kind === 'asking') return
    void inTurn(async () => settle(await rounds(scope, undefined))).catch(() => undefined)
  }
  const stopRuns = async () => {
    forgetDue()
    controller.abort()
    await last
  }

  return {
    plan: () =>
      inTurn(async () => {
        const end = await round({ scope: undefined, agreed: undefined, planOnly: true })
        if (end.kind === 'held') return settle(end)
        if (end.plan.question !== undefined) settled = { kind: 'asking', question: end.plan.question }
        else if (settled?.kind === 'asking') settled = undefined
        return { kind: 'planned' as const, plan: end.plan }
      }),
    run: (agree) => {
      const totals = lastPlan?.totals
      const agreed = agree === 'everything' ? everything : agree === 'plan' ? totals : undefined
      return patiently({
        clock: ports.clock,
        signal: () => controller.signal,
        due: () => (passing && settled?.kind === 'waiting' ? settled : undefined),
        mark: () => `${filesKnown()} ${lastPlan?.missed.length ?? ''}`,
        work: () => {
          forgetDue()
          return inTurn(async () => settle(await rounds(undefined, agreed)))
        },
      })
    },
    hint: (scope, delayMs) => later(scope, delayMs),
    keep: (options) => {
      kept = options
      if (controller.signal.aborted) controller = new AbortController()
    },
    stop: async () => {
      kept = undefined
      await stopRuns()
      controller = new AbortController()
      active = undefined
    },
    snapshot: () => {
      const row = store.pairs.read(pairId)
      if (row === undefined) return undefined
      const { pair, progress, seq } = row
      const { files, bytes } = store.known(seq).totals()
      const { inStepSinceMs } = progress
      const rest: SyncState =
        inStepSinceMs === undefined ? { kind: 'new' } : { kind: 'in-step', sinceMs: inStepSinceMs }
      const missed = (lastPlan?.missed ?? []).map(({ path, failure }) => ({ path, failure }))
      return {
        pair,
        state: pair.paused ? { kind: 'paused' } : (active ?? settled ?? rest),
        ...{ files, bytes, problems: [...progress.problems, ...missed] },
        ...(inStepSinceMs === undefined ? {} : { inStepSinceMs }),
        ...(lastPlan === undefined ? {} : { plan: lastPlan }),
        told: kept?.told() === true,
      }
    },
  }
}

/** Something moved while it was looked at. A site that cannot be listed now is waited for instead. */
function isSoonBetter(end: RunEnd): boolean {
  if (end.kind !== 'done' || !end.again || end.canceled) return false
  return !end.plan.missed.some(({ failure }) => isPassing(failure))
}

const restless = createFailure('server-busy', 'the folder changes all the time')

/** Undefined: waiting helps. */
function causeOf({ kind, remedy }: Failure): SyncHold | undefined {
  if (kind === 'sign-in-required' || kind === 'proxy-sign-in') return 'sign-in'
  if (kind === 'not-found' || kind === 'share-gone' || kind === 'forbidden') return 'remote-missing'
  if (kind.startsWith('disk-') || kind === 'name-impossible') return 'disk'
  return remedy === 'retry' || remedy === 'bug' || remedy === 'hold' ? undefined : 'other'
}
