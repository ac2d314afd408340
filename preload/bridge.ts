// The bridge a page gets: known names and events only, nothing of Electron behind it. No judgement of content: the
// treaty's gate in the main process parses every request.

import type { Bridge } from '../contract/treaty.ts'

export interface Pipe {
  invoke(name: string, input: unknown): Promise<unknown>
  /** Calls back for every event of the host; the result ends it. */
  listen(listener: (name: unknown, payload: unknown) => void): () => void
}

export interface KnownNames {
  readonly requests: readonly string[]
  readonly events: readonly string[]
}

export function createBridge(pipe: Pipe, known: KnownNames): Bridge {
  const requests = new Set(known.requests)
  const events = new Set(known.events)
  const bridge = {
    invoke: (name: string, input: unknown) =>
      requests.has(name) ? pipe.invoke(name, input) : Promise.reject(new Error('unknown request')),
    on: (event: string, listener: (payload: unknown) => void) => {
      if (!events.has(event)) throw new Error('unknown event')
      return pipe.listen((name, payload) => {
        if (name === event) listener(payload)
      })
    },
  }
  // The treaty types what crosses; here it is only carried.
  return Object.freeze(bridge as Bridge)
}
