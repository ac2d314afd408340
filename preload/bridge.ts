// The bridge a page gets: known names and events only, nothing of Electron behind it. No judgement of content: the
// treaty's gate in the main process parses every request.

import type { Bridge } from '../contract/treaty.ts'

export interface Pipe {
  invoke(name: string, input: unknown): Promise<unknown>
  /** Calls back for every event of the host, as long as the page is there. */
  listen(listener: (name: unknown, payload: unknown) => void): void
}

export interface KnownNames {
  readonly requests: readonly string[]
  readonly events: readonly string[]
}

export function createBridge(pipe: Pipe, known: KnownNames): Bridge {
  const requests = new Set(known.requests)
  const listeners = new Map(known.events.map((name) => [name, new Set<(payload: unknown) => void>()]))
  // One for all: a page listens in a dozen places, and each of its own would be warned about as a leak.
  pipe.listen((name, payload) => {
    for (const listener of [...(listeners.get(String(name)) ?? [])]) listener(payload)
  })
  const bridge = {
    invoke: (name: string, input: unknown) =>
      requests.has(name) ? pipe.invoke(name, input) : Promise.reject(new Error('unknown request')),
    on: (event: string, listener: (payload: unknown) => void) => {
      const ears = listeners.get(event)
      if (ears === undefined) throw new Error('unknown event')
      // Of its own each time: the same function may listen twice, and go once.
      const own = (payload: unknown) => listener(payload)
      ears.add(own)
      return () => void ears.delete(own)
    },
  }
  // The treaty types what crosses; here it is only carried.
  return Object.freeze(bridge as Bridge)
}
