// The Network port as a test tells it: nothing happens by itself.

import type { Network } from '../../core/ports/network.ts'

export interface ToldNetwork {
  readonly port: Network
  returns(): void
  lost(): void
  wakes(): void
}

export function createToldNetwork(): ToldNetwork {
  const listeners = {
    return: new Set<() => void>(),
    lost: new Set<() => void>(),
    wake: new Set<() => void>(),
  }
  let online = true
  const on = (set: Set<() => void>) => (listener: () => void) => {
    set.add(listener)
    return () => void set.delete(listener)
  }
  const tell = (set: Set<() => void>) => {
    for (const listener of [...set]) listener()
  }
  return {
    port: {
      isOnline: () => online,
      onReturn: on(listeners.return),
      onLost: on(listeners.lost),
      onWake: on(listeners.wake),
    },
    returns: () => {
      online = true
      tell(listeners.return)
    },
    lost: () => {
      online = false
      tell(listeners.lost)
    },
    wakes: () => tell(listeners.wake),
  }
}
