// Tells the engine that the machine woke up, lost its network or has it again. Hints only: the engine believes its own
// sockets.

import type { Net, PowerMonitor } from 'electron'
import type { Network } from '../../core/ports/network.ts'

/** Electron has no event for connectivity, only an answer, so it is asked again and again. */
export const lookEveryMs = {
  /** While something is under way, and while there is no network that could come back. */
  busy: 3_000,
  /** While nothing would be done with the answer but to show it: each look wakes the machine. */
  resting: 20_000,
} as const

export interface NetworkParts {
  readonly net: Pick<Net, 'isOnline'>
  readonly powerMonitor: Pick<PowerMonitor, 'on' | 'off'>
  /** Whether something is under way that wants to know soon. */
  readonly isBusy: () => boolean
  readonly after: (delayMs: number, run: () => void) => () => void
}

export function watchNetwork({ net, powerMonitor, isBusy, after }: NetworkParts): Network {
  const listeners = { back: new Set<() => void>(), lost: new Set<() => void>() }
  let online = net.isOnline()
  let stop: (() => void) | undefined
  const tell = (which: keyof typeof listeners) => {
    for (const listener of [...listeners[which]]) listener()
  }
  const look = () => {
    const before = online
    online = net.isOnline()
    if (online !== before) tell(online ? 'back' : 'lost')
  }
  const lookLater = () => {
    stop = after(online && !isBusy() ? lookEveryMs.resting : lookEveryMs.busy, () => {
      stop = undefined
      look()
      begin()
    })
  }
  const begin = () => {
    if (stop === undefined && listeners.back.size + listeners.lost.size > 0) lookLater()
  }
  const on = (which: keyof typeof listeners) => (listener: () => void) => {
    listeners[which].add(listener)
    begin()
    return () => {
      listeners[which].delete(listener)
      if (listeners.back.size + listeners.lost.size > 0) return
      stop?.()
      stop = undefined
    }
  }
  return {
    isOnline: () => net.isOnline(),
    onReturn: on('back'),
    onLost: on('lost'),
    onWake: (listener) => {
      powerMonitor.on('resume', listener)
      return () => void powerMonitor.off('resume', listener)
    },
  }
}
