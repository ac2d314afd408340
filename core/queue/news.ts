// Tells the outside what moves: a payload-free "changed" and thin progress figures at most four times a second, and
// every single change at once for those who ask for it. Keeps no state of transfers itself.

import type { Disposer, ProgressReport, QueueNews } from '../engine-api.ts'
import type { Clock } from '../ports/clock.ts'

export interface Emitter<T> {
  emit(value: T): void
  on(listener: (value: T) => void): Disposer
}

export function createEmitter<T>(): Emitter<T> {
  const listeners = new Set<(value: T) => void>()
  return {
    emit: (value) => {
      for (const listener of [...listeners]) listener(value)
    },
    on: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export interface Publisher {
  readonly changed: Emitter<number>
  readonly progress: Emitter<ProgressReport>
  readonly news: Emitter<QueueNews>
  revision(): number
  /** Something in the queue is different now; told at once if it is quiet, else within `everyMs`. */
  touch(): void
  dispose(): void
}

export const everyMs = 250

export function createPublisher(clock: Clock): Publisher {
  const changed = createEmitter<number>()
  let revision = 0
  let told = 0
  let resting: Disposer | undefined

  const tell = () => {
    resting = undefined
    if (told === revision) return
    told = revision
    resting = clock.after(everyMs, tell)
    changed.emit(revision)
  }
  return {
    changed,
    progress: createEmitter(),
    news: createEmitter(),
    revision: () => revision,
    touch: () => {
      revision++
      if (resting === undefined) resting = clock.after(0, tell)
    },
    dispose: () => resting?.(),
  }
}
