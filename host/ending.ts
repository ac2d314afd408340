// The host as a page sees it, and the one thing about it that a page may change: that it ends once the queue is done.

import type { HostView } from '../contract/views.ts'
import { fail } from '../core/model/failure.ts'
import type { QuitWhenDone } from './quit-when-done.ts'
import type { Shell } from './shell.ts'

export interface Ending {
  describe(): HostView
  /** Fails `invalid-request` where a page has no say in that. */
  set(on: boolean): void
  onChanged(listener: (view: HostView) => void): () => void
}

export function createEnding(
  shell: Pick<Shell, 'describe' | 'onChanged'>,
  quit: QuitWhenDone | undefined,
): Ending {
  const describe = (): HostView =>
    quit === undefined ? shell.describe() : { ...shell.describe(), quitWhenDone: quit.wanted() }
  return {
    describe,
    set: (on) => {
      if (quit === undefined) throw fail('invalid-request', 'this host does not end by itself')
      quit.set(on)
    },
    onChanged: (listener) => {
      const tell = () => listener(describe())
      const stops = [quit?.onChanged(tell), shell.onChanged?.(tell)]
      return () => stops.forEach((stop) => stop?.())
    },
  }
}
