// A run that somebody waits for: trouble that passes is waited for, longer each time, as a download does. Not for ever: who
// keeps pairs in step all the time tries again by itself, and whoever asked once wants to hear how it ended.

import { isDoubtful, isWorthWaiting } from '../model/backoff.ts'
import type { Failure } from '../model/failure.ts'
import type { Clock } from '../ports/clock.ts'
import { waitFor } from '../ports/wait-for.ts'
import { isAbort } from '../transfer/classify.ts'

export interface PatientWork<T> {
  /** One try. */
  work(): Promise<T>
  /** What the last try has to be tried again for, and when; undefined where trying again would not help. */
  due(): { readonly retryAtMs: number } | undefined
  /** Another one after a try that brought something. */
  mark(): string
  readonly clock: Clock
  readonly signal: () => AbortSignal
}

/** In a row, without anything new: about ten minutes of pauses. */
const mostFruitless = 7

/** How the last try ended; `stopped` where the signal came while it waited. */
export async function patiently<T>(job: PatientWork<T>): Promise<T | { readonly kind: 'stopped' }> {
  let fruitless = 0
  let mark = job.mark()
  for (;;) {
    const ended = await outcomeOf(job.work())
    const now = job.mark()
    fruitless = now === mark ? fruitless + 1 : 1
    mark = now
    const due = job.due()
    if (due === undefined || fruitless > mostFruitless) {
      if ('error' in ended) throw ended.error
      return ended.value
    }
    try {
      await waitFor(job.clock, Math.max(0, due.retryAtMs - job.clock.now()), job.signal())
    } catch (error) {
      if (isAbort(error)) return { kind: 'stopped' }
      throw error
    }
  }
}

/**
 * Of the site and the way to it; a disk or a sign-in needs somebody. What is not found has been asked for often enough by
 * then (core/plan/walk-tree.ts).
 */
export function isPassing(failure: Failure): boolean {
  const { kind } = failure
  return isWorthWaiting(failure) || kind === 'offline' || (isDoubtful(failure) && kind === 'api-rejected')
}

async function outcomeOf<T>(work: Promise<T>): Promise<{ readonly value: T } | { readonly error: unknown }> {
  try {
    return { value: await work }
  } catch (error) {
    return { error }
  }
}
