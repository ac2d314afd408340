// Ends the program once the queue has nothing left to do by itself: asked for once, for this run. Waits until there was
// something to do, so that asking early is no mistake. How a program ends is its own business.

import type { Disposer, QueueApi } from '../core/engine-api.ts'

export interface QuitWhenDone {
  wanted(): boolean
  set(on: boolean): void
  onChanged(listener: () => void): Disposer
  dispose(): void
}

/** `quit` is called once at most. */
export function createQuitWhenDone(
  queue: Pick<QueueApi, 'hasWork' | 'onChanged'>,
  quit: () => void,
): QuitWhenDone {
  const listeners = new Set<() => void>()
  let wanted = false
  let hadWork = false
  let over = false
  const look = () => {
    if (!wanted || over) return
    const hasWork = queue.hasWork()
    over = hadWork && !hasWork
    hadWork = hasWork
    if (over) quit()
  }
  const stop = queue.onChanged(look)
  return {
    wanted: () => wanted,
    set: (on) => {
      if (on === wanted) return
      wanted = on
      hadWork = false
      for (const listener of listeners) listener()
      look()
    },
    onChanged: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    dispose: stop,
  }
}
